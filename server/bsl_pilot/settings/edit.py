"""Changes of ``bsl-pilot.toml`` that keep everything else as its author wrote it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from bsl_pilot.text.snapshot import TextEdit

_HEADER = re.compile(r"^[ \t]*\[[ \t]*check[ \t]*\][ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_IGNORE = re.compile(r"^[ \t]*ignore[ \t]*=[ \t]*\[", re.MULTILINE)
_ITEM = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?P<comma>,)|(?P<comment>#[^\r\n]*)|(?P<end>\]))"""
)


def with_rule_off(text: str, key: str, effective: Sequence[str] = ()) -> TextEdit | None:
    """The edit (in bytes of UTF-8) that adds a rule to ``check.ignore``.

    Args:
        text: the file.
        key: the rule.
        effective: what is ignored now: a list in this file takes the place of those in other files.

    Returns:
        None where the file is broken, ignores the rule already or is written so that the edit is not sure.
    """
    values = _values(text)
    if values is None:
        return None
    edit = _edit(text, key, [one for one in effective if one != key])
    if edit is None:
        return None
    at, inserted = edit
    after = _values(text[:at] + inserted + text[at:])
    if after is None or not _is_wanted(values, after, key):
        return None
    start = len(text[:at].encode("utf-8", "surrogatepass"))
    return TextEdit(start, start, inserted)


def _values(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _is_wanted(before: dict[str, Any], after: dict[str, Any], key: str) -> bool:
    """Whether the rule is off and nothing else has changed."""
    check, changed = before.get("check", {}), after.get("check", {})
    if not isinstance(check, dict) or not isinstance(changed, dict):
        return False
    ignored = changed.get("ignore")
    was = check.get("ignore", [])
    rest = {**before, "check": None} == {**after, "check": None}
    same = {**check, "ignore": None} == {**changed, "ignore": None}
    if not isinstance(ignored, list) or not isinstance(was, list) or key in was:
        return False
    return rest and same and key in ignored and all(one in ignored for one in was)


def _edit(text: str, key: str, effective: Sequence[str]) -> tuple[int, str] | None:
    """Where something is inserted, and what."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    line = "ignore = [" + ", ".join(f'"{one}"' for one in (*effective, key)) + "]"
    header = _HEADER.search(text)
    if header is None:
        gap = "" if not text else line_end if text.endswith("\n") else line_end * 2
        return len(text), f"{gap}[check]{line_end}{line}{line_end}"
    following = _NEXT_TABLE.search(text, header.end())
    end = following.start() if following is not None else len(text)
    ignore = _IGNORE.search(text, header.end(), end)
    if ignore is None:
        return header.end(), f"{line_end}{line}"
    return _into_list(text, ignore.end(), key)


def _into_list(text: str, at: int, key: str) -> tuple[int, str] | None:
    """Behind the last string of a list that begins at a place, or behind the comma that follows it."""
    last, before = at, ""
    while (item := _ITEM.match(text, at)) is not None:
        at = item.end()
        if item["end"]:
            return last, f'{before}"{key}"'
        if not item["comment"]:
            last, before = at, " " if item["comma"] else ", "
    return None
