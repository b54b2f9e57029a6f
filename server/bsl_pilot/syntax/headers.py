"""Where methods begin, found in the text alone.

A line that begins with ``Процедура`` or ``Функция`` is never inside a string (lines of a string begin with
``|``) and never inside another method (the language has no nested ones). That makes it the one place where
reading can begin again, however broken the text before it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bsl_pilot.text.words import any_case

_BLANKS = rb"(?:[ \t\f\v]|\xc2\xa0|\xef\xbb\xbf)*"
_NO_WORD = rb"(?![0-9A-Za-z_\x80-\xff])"
_KEYWORD = (
    rb"(?:(?:" + any_case("асинх", "async") + rb")[ \t]+)?"
    rb"(?P<keyword>"
    + any_case("процедура", "функция", "procedure", "function")
    + rb")"
    + _NO_WORD
    + rb"(?=[ \t]*[^ \t\r\n])"
)
_BEFORE_KEYWORD = rb"(?:&[0-9A-Za-z_\x80-\xff]+(?:\([^()\r\n]*\))?" + _BLANKS + rb")*"

HEADER = re.compile(rb"^" + _BLANKS + _BEFORE_KEYWORD + _KEYWORD, re.MULTILINE)
"""The line of a method's keyword, with something after it; group ``keyword`` is ``Процедура`` or its like."""

_BOM = b"\xef\xbb\xbf"
_WINDOW = 16 * 1024


class Header(NamedTuple):
    """Start of a method: byte of its first annotation or keyword line, and the byte of its keyword."""

    start: int
    keyword: int


def headers(data: bytes, start: int = 0, end: int | None = None) -> list[Header]:
    """The method headers that begin in ``data[start:end]``, in order; ``start`` must begin a line."""
    stop = len(data) if end is None else end
    found: list[Header] = []
    floor = start
    line_end = data.find(b"\n", stop)  # the last line is read whole, and nothing behind it
    for match in HEADER.finditer(data, start, len(data) if line_end < 0 else line_end):
        if match.end() > stop:
            break
        if match.start() and data[match.start() - 1] not in b"\r\n":
            continue  # ``start`` was inside of a line
        found.append(Header(_with_annotations(data, match.start(), floor), match.start("keyword")))
        floor = match.end()
    return found


def next_header(data: bytes, start: int, end: int | None = None) -> Header | None:
    """The first method header of ``data[start:end]`` whose keyword line begins at or after ``start``, which must
    begin a line."""
    match = HEADER.search(data, start, len(data) if end is None else end)
    if match is None:
        return None
    return Header(_with_annotations(data, match.start(), start), match.start("keyword"))


def last_header(data: bytes, offset: int, floor: int = 0) -> Header | None:
    """The last method header that begins at or after ``floor`` and before ``offset``."""
    end, size = offset, _WINDOW
    while end > floor:
        start = max(floor, end - size)
        start = max(data.rfind(b"\n", 0, start) + 1, data.rfind(b"\r", 0, start) + 1) if start else 0
        found = headers(data, start, end)
        if found:
            return found[-1]
        end, size = start, size * 2
    return None


def _with_annotations(data: bytes, line_start: int, floor: int) -> int:
    """Start of the topmost annotation line that belongs to the header whose line starts at ``line_start``."""
    start = at = line_start
    while at > floor:
        above = max(data.rfind(b"\n", floor, at - 1), data.rfind(b"\r", floor, at - 1)) + 1 or floor
        if at - above == 1 and data[above:at] == b"\n":  # second half of CR LF
            at = above
            continue
        line = data[above:at].removeprefix(_BOM).strip()
        if line.startswith(b"&"):
            start = above
        elif line and not line.startswith((b"//", b"#")):
            break
        at = above
    return start
