"""Patterns that leave files out, in the notation of ``.gitignore``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Pattern(NamedTuple):
    """One line: what it matches, relative to its folder; whether it takes back (``!``) or means folders."""

    regex: re.Pattern[str]
    negated: bool
    only_folders: bool


class IgnoreList(NamedTuple):
    """The patterns of one folder; ``base`` is that folder with ``/`` at its end, or empty."""

    base: str
    patterns: tuple[Pattern, ...]

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether the last pattern that matches leaves ``path`` out; None where none matches."""
        if not path.startswith(self.base):
            return None
        relative = path[len(self.base) :]
        for pattern in reversed(self.patterns):
            if pattern.only_folders and not is_folder:
                continue
            if pattern.regex.fullmatch(relative):
                return not pattern.negated
        return None


def ignore_list(base: str, lines: Iterable[str]) -> IgnoreList:
    """The patterns that ``lines`` state for the folder ``base``; what can't be understood matches nothing."""
    found = (_pattern(line) for line in lines)
    return IgnoreList(base, tuple(one for one in found if one))


def is_ignored(lists: Iterable[IgnoreList], path: str, is_folder: bool) -> bool:
    """Whether ``path`` is left out; ``lists`` from the innermost folder outwards, the first verdict counts."""
    for one in lists:
        verdict = one.verdict(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def is_left_out(lists: Sequence[IgnoreList], path: str, root: str) -> bool:
    """Whether the file ``path`` is left out, by itself or with a folder above it, as a walk through ``root`` has it.

    ``root`` is a folder with ``/`` at its end, or empty for relative paths. It is not itself looked at, nor what
    is not below it.
    """
    if not path.startswith(root):
        return False
    ends = (at for at in range(len(root), len(path)) if path[at] == "/")
    return is_ignored(lists, path, is_folder=False) or any(
        is_ignored(lists, path[:end], is_folder=True) for end in ends
    )


@lru_cache(maxsize=1024)
def _pattern(line: str) -> Pattern | None:
    """The pattern of one line, None for a comment or a blank one."""
    text = line.rstrip("\r\n")
    text = re.sub(r"(?<!\\) +$", "", text)
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    text = text[negated:].replace("\\#", "#").replace("\\!", "!")
    only_folders = text.endswith("/")
    text = text.rstrip("/")
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    try:
        return Pattern(re.compile(("" if anchored else "(?:.*/)?") + _regex(text)), negated, only_folders)
    except re.error:
        return None


_PIECES = re.compile(
    r"(?P<all>^\*\*/|/\*\*/|/\*\*$)|(?P<star>\*+)|(?P<one>\?)|(?P<set>\[[!^]?\]?[^\]]*\])|\\(?P<literal>.)"
)
_ALL = {"**/": "(?:.*/)?", "/**/": "/(?:.*/)?", "/**": "/.+"}


def _regex(glob: str) -> str:
    """The regular expression of a glob; ``*`` and ``?`` stop at ``/``, ``**`` does not."""
    pieces: list[str] = []
    done = 0
    for match in _PIECES.finditer(glob):
        pieces.append(re.escape(glob[done : match.start()]))
        pieces.append(_piece(match))
        done = match.end()
    return "".join([*pieces, re.escape(glob[done:])])


def _piece(match: re.Match[str]) -> str:
    if match["all"]:
        return _ALL[match["all"]]
    if match["star"]:
        return "[^/]*"
    if match["one"]:
        return "[^/]"
    if match["set"]:
        body = match["set"][1:-1].replace("\\", "\\\\")
        return "[^/" + body[1:] + "]" if body[0] in "!^" else f"[{body}]"
    return re.escape(match["literal"])
