"""Encoding of semantic tokens, and the difference of two encodings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bsl_pilot.features.semantic_legend import Piece
from bsl_pilot.text.positions import PositionEncoding, line_starts, units

_BLOCK = 1 << 16


class Encoded(NamedTuple):
    """Tokens of one unit: five integers each, and line and column of the first and of the last one.

    All is relative to the start of the unit; columns of its first line are those of no line of the document
    unless the unit begins one.
    """

    values: array[int]
    first: tuple[int, int]
    last: tuple[int, int]

    def with_values(self, values: array[int]) -> Encoded:
        """The same places with other types or modifiers."""
        return Encoded(values, self.first, self.last)

    def place_of_first(self, line: int, column: int) -> tuple[int, int]:
        """Line and column of the first token in a document where the unit begins at ``line``, ``column``."""
        return _placed(self.first, line, column)

    def place_of_last(self, line: int, column: int) -> tuple[int, int]:
        """The same for the last token."""
        return _placed(self.last, line, column)


def _placed(place: tuple[int, int], line: int, column: int) -> tuple[int, int]:
    return (line + place[0], place[1]) if place[0] else (line, place[1] + column)


def encoded(data: bytes, pieces: Iterable[Piece], encoding: PositionEncoding) -> Encoded:
    """Encodes tokens of the unit ``data``, which are in order and without overlap."""
    starts = [*line_starts(data), len(data) + 1]
    measure = _measure(data, encoding)
    values = array("I")
    first: tuple[int, int] | None = None
    line = column = before_line = before_column = before = 0
    for start, end, kind, modifiers in pieces:
        while starts[line + 1] <= start:
            line += 1
        if line == before_line and values:
            column = before_column + measure(before, start)
        else:
            column = measure(starts[line], start)
        same = line == before_line
        values.extend(
            (
                line - before_line,
                column - before_column if same else column,
                measure(start, end),
                kind,
                modifiers,
            )
        )
        first = first or (line, column)
        before_line, before_column, before = line, column, start
    return Encoded(values, first or (0, 0), (before_line, before_column))


def _measure(data: bytes, encoding: PositionEncoding) -> Callable[[int, int], int]:
    """A function that gives the length of ``data[start:end]``, the fastest one that is right for ``data``."""
    if encoding is PositionEncoding.UTF8 or data.isascii():
        return lambda start, end: end - start
    if encoding is PositionEncoding.UTF32 or not any(lead in data for lead in _FOUR_BYTE_LEADS):
        return lambda start, end: len(data[start:end].decode("utf-8", "surrogatepass"))
    return lambda start, end: units(data[start:end], encoding)


_FOUR_BYTE_LEADS = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")


class SemanticEdit(NamedTuple):
    """Replacement of ``delete_count`` integers from ``start`` by ``data``."""

    start: int
    delete_count: int
    data: array[int]


def delta(old: array[int], new: array[int]) -> list[SemanticEdit]:
    """The edits that make ``new`` of ``old``: none where they are equal, else one, of whole tokens."""
    one, other = old.tobytes(), new.tobytes()
    if one == other:
        return []
    token = 5 * old.itemsize
    head = _common(one, other) // token * token
    tail = _common_tail(one, other, min(len(one), len(other)) - head) // token * token
    size = old.itemsize
    return [
        SemanticEdit(
            head // size, (len(one) - head - tail) // size, new[head // size : (len(other) - tail) // size]
        )
    ]


def _common(one: bytes, other: bytes) -> int:
    """Length of the common beginning: block by block, then bisected."""
    limit = min(len(one), len(other))
    at = 0
    while at < limit and one[at : at + _BLOCK] == other[at : at + _BLOCK]:
        at += _BLOCK
    low, high = min(at, limit), min(at + _BLOCK, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(one: bytes, other: bytes, limit: int) -> int:
    """Length of the common end, ``limit`` at most."""
    at = 0
    while at < limit:
        step = min(_BLOCK, limit - at)
        left, right = (
            one[len(one) - at - step : len(one) - at],
            other[len(other) - at - step : len(other) - at],
        )
        if left != right:
            return at + _common(left[::-1], right[::-1])
        at += step
    return at
