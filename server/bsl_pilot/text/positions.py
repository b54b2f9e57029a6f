"""Positions in three units, each with a type of its own.

Inside, a place is a byte offset into the UTF-8 text (``int``, as tree-sitter counts). Outside, it is a
``Position`` of line and character, whose unit the client negotiates: UTF-16 code units by default, UTF-8
bytes or code points where it can. ``LineIndex`` converts.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple


class PositionEncoding(StrEnum):
    """Unit of ``Position.character``, by its name in LSP."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Position(NamedTuple):
    """A place by 0-based line and character in the line."""

    line: int
    character: int


class Range(NamedTuple):
    """Half-open range between two positions."""

    start: Position
    end: Position


class Span(NamedTuple):
    """Half-open range of byte offsets."""

    start: int
    end: int


_BLANKS = b" \t\f\v\xc2\xa0"
"""Bytes of blanks; in valid UTF-8 the last two make a no-break space."""
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
_LEADS_OF_FOUR = bytes(range(0xF0, 0xF8))


def units(text: bytes, encoding: PositionEncoding) -> int:
    """Length of UTF-8 ``text``, which must not cut a character, in units of ``encoding``."""
    if encoding is PositionEncoding.UTF8 or text.isascii():
        return len(text)
    leads = text.translate(None, _CONTINUATION_BYTES)  # one byte per character, without decoding any
    if encoding is PositionEncoding.UTF32:
        return len(leads)
    return 2 * len(leads) - len(leads.translate(None, _LEADS_OF_FOUR))


def bytes_of_units(line: bytes, count: int, encoding: PositionEncoding) -> int:
    """Byte offset in ``line`` of the place ``count`` units in; clamped to the line and to whole characters."""
    if encoding is PositionEncoding.UTF8 or line.isascii():
        at = max(0, min(count, len(line)))
        while 0 < at < len(line) and line[at] & 0xC0 == 0x80:
            at -= 1
        return at
    decoded = line.decode("utf-8", "surrogatepass")
    if encoding is PositionEncoding.UTF32 or max(decoded) < "\U00010000":
        return len(decoded[: max(0, count)].encode("utf-8", "surrogatepass"))
    seen = size = 0
    for char in decoded:
        seen += 2 if char > "\uffff" else 1
        if seen > count:
            break
        size += len(char.encode("utf-8", "surrogatepass"))
    return size


def line_starts(data: bytes) -> list[int]:
    """Byte offset of each line; lines end with LF, CR LF or CR, as in LSP."""
    starts = list(accumulate(map(len, data.splitlines(keepends=True)), initial=0))
    if len(starts) > 1 and data[-1] not in b"\r\n":
        starts.pop()
    return starts


class LineIndex:
    """Converts between byte offsets and positions of one text. Immutable.

    ``starts[i]`` is the byte offset of line ``i``; there is always at least one line.
    """

    __slots__ = ("_data", "starts")

    def __init__(self, data: bytes, starts: list[int] | None = None) -> None:
        self._data = data
        self.starts = line_starts(data) if starts is None else starts

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """Line of a byte offset."""
        return bisect_right(self.starts, offset) - 1

    def line_span(self, line: int) -> Span:
        """Byte range of a line without its line end."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self._data)
        while end > start and self._data[end - 1] in b"\r\n":
            end -= 1
        return Span(start, end)

    def line_bytes(self, line: int) -> bytes:
        """UTF-8 text of a line without its line end."""
        start, end = self.line_span(line)
        return self._data[start:end]

    def begins_line(self, offset: int) -> bool:
        """Whether only blanks stand before a byte on its line."""
        return not self._data[self.starts[self.line_of(offset)] : offset].strip(_BLANKS)

    def position(self, offset: int, encoding: PositionEncoding = PositionEncoding.UTF16) -> Position:
        """Position of a byte offset."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line, units(self._data[self.starts[line] : offset], encoding))

    def range(self, start: int, end: int, encoding: PositionEncoding = PositionEncoding.UTF16) -> Range:
        """Range of a byte range."""
        return Range(self.position(start, encoding), self.position(end, encoding))

    def offset(self, position: Position, encoding: PositionEncoding = PositionEncoding.UTF16) -> int:
        """Byte offset of a position; one beyond its line or the text is clamped, as LSP asks."""
        if position.line < 0:
            return 0
        if position.line >= len(self.starts):
            return len(self._data)
        start, end = self.line_span(position.line)
        return start + bytes_of_units(self._data[start:end], position.character, encoding)

    def replaced(self, start: int, end: int, data: bytes) -> LineIndex:
        """Index of ``data``, which is this text with the bytes ``start:end`` replaced.

        Only the lines that the edit touches are scanned again. The line of the byte before the edit is
        one of them, since the edit may join or part a CR LF.
        """
        old = self.starts
        first = self.line_of(max(start - 1, 0))
        last = self.line_of(end)
        shift = len(data) - len(self._data)
        tail = old[last + 1 :]
        region_end = tail[0] + shift if tail else len(data)
        base = old[first]
        middle = [base + at for at in line_starts(data[base:region_end])]
        if tail and middle[-1] == region_end:
            middle.pop()
        return LineIndex(data, [*old[:first], *middle, *[at + shift for at in tail]])
