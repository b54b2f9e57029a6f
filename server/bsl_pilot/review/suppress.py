"""Comments that switch rules off for a line, for a stretch of lines or to the end of the file.

=============================  =========================================================================
``// bsl-pilot:off Key, Key``  on a line of its own: until ``on``; behind code: for that line. No key: all.
``// BSLLS:Key-off``           the same; ``// BSLLS-off`` for all rules, ``-on`` ends it
``// noqa: Key, Key``          for the line it stands on; ``// noqa`` for all rules
=============================  =========================================================================

``выкл`` and ``вкл`` may be written for ``off`` and ``on``; letter case does not matter. A word after the
keys is the reason and is not looked at. A finding belongs to the line on which it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

_HINTS = (b"bsl-pilot:", b"bslls", b"noqa")
_SMALL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_HINT = re.compile(b"|".join(_HINTS), re.IGNORECASE)

_KEYS = r"(?P<keys>[A-Za-z][A-Za-z0-9]*(?:\s*,\s*[A-Za-z][A-Za-z0-9]*)*)?"
_END = r"(?=[\s,.;:)]|$)"
_SWITCH = rf"(?P<switch>off|on|выкл|вкл){_END}"
_FORMS = tuple(
    re.compile(r"//\s*" + form, re.IGNORECASE)
    for form in (
        rf"bsl-pilot:\s*{_SWITCH}\s*{_KEYS}",
        rf"BSLLS(?::{_KEYS})?-{_SWITCH}",
        rf"(?P<noqa>noqa)(?::\s*{_KEYS})?{_END}",
    )
)

_FOREVER = 1 << 60
_ALL = ""


class Stretch(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive), on which the rule with the folded ``key`` (empty: all) is off."""

    key: str
    first: int
    last: int


class Suppressions(NamedTuple):
    """All stretches of one file."""

    stretches: tuple[Stretch, ...] = ()

    def hides(self, code: str, line: int) -> bool:
        """Whether a finding of the rule ``code`` that starts on ``line`` is not to be shown."""
        key = fold(code)
        return any(one.key in (_ALL, key) and one.first <= line <= one.last for one in self.stretches)


class _Directive(NamedTuple):
    """One comment that switches: folded keys, on or off, its line, for that line alone or from there on."""

    keys: tuple[str, ...]
    on: bool
    line: int
    trailing: bool


def suppressions(document: Document) -> Suppressions:
    """The suppressions of a document. What the comments of an unchanged part say is remembered."""
    stretches: list[Stretch] = []
    opened: dict[str, int] = {}
    for one in _directives(document):
        if one.trailing:
            if not one.on:
                stretches += (Stretch(key, one.line, one.line) for key in one.keys)
        elif one.on:
            stretches += _closed(opened, one)
        else:
            for key in one.keys:
                opened.setdefault(key, one.line)
    stretches += (Stretch(key, first, _FOREVER) for key, first in opened.items())
    return Suppressions(tuple(stretches))


def _closed(opened: dict[str, int], on: _Directive) -> Iterator[Stretch]:
    """The stretches that end with ``on``; switching all rules on ends every one."""
    for key in tuple(opened) if _ALL in on.keys else on.keys:
        if key in opened:
            yield Stretch(key, opened.pop(key), on.line)


def _directives(document: Document) -> Iterator[_Directive]:
    """The switching comments of a document in order."""
    text = document.text
    if not _is_hinted(text.data):
        return
    for base, _, comments in document.parts.facts(_switching_comments):
        for start, comment in comments:
            found = _form(comment)
            if found is None:
                continue
            line = text.lines.line_of(base + start)
            before = text.data[text.lines.starts[line] : base + start]
            keys = tuple(fold(key.strip()) for key in (found["keys"] or _ALL).split(","))
            noqa = found.groupdict().get("noqa")
            on = not noqa and fold(found["switch"]) in ("on", "вкл")
            yield _Directive(keys, on, line, trailing=bool(noqa) or bool(before.strip()))


def _is_hinted(text: bytes) -> bool:
    """Whether it may switch anything: most files have none of the words, and this is found sooner than a pattern in any
    letter case says so."""
    small = text.translate(_SMALL)
    return any(one in small for one in _HINTS)


def _switching_comments(part: Node) -> tuple[tuple[int, str], ...]:
    """Comments of one part that may switch rules, by their offset in it; in a string they are no comments."""
    text, base = part.text or b"", part.start_byte
    if not _is_hinted(text):
        return ()
    found: list[tuple[int, str]] = []
    for match in _HINT.finditer(text):
        node = part.descendant_for_byte_range(base + match.start(), base + match.end())
        if node is not None and node.type == "comment" and node.text:
            found.append((node.start_byte - base, node.text.decode("utf-8", "replace")))
    return tuple(found)


def _form(comment: str) -> re.Match[str] | None:
    """The match of the form that the comment has."""
    return next((match for form in _FORMS if (match := form.match(comment))), None)
