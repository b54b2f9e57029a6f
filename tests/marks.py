"""Marks in test texts: `│` is a cursor, `⟦…⟧` a range. Ranges may nest; offsets are bytes of the text without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bsl_pilot.text.positions import Span

CURSOR = "│"
OPEN = "⟦"
CLOSE = "⟧"
_MARK = re.compile(f"[{CURSOR}{OPEN}{CLOSE}]")


class Marked(NamedTuple):
    """A text without its marks, and where they stood."""

    text: str
    cursors: tuple[int, ...]
    ranges: tuple[Span, ...]

    @property
    def cursor(self) -> int:
        """The only cursor."""
        (cursor,) = self.cursors
        return cursor


def parse(marked: str) -> Marked:
    """Takes the marks out of a text.

    Raises:
        ValueError: a range is not closed or not opened.
    """
    cursors: list[int] = []
    opened: list[int] = []
    ranges: list[Span] = []
    pieces: list[str] = []
    size = done = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[done : mark.start()])
        size += len(pieces[-1].encode("utf-8", "surrogatepass"))
        done = mark.end()
        if mark.group() == CURSOR:
            cursors.append(size)
        elif mark.group() == OPEN:
            opened.append(size)
        elif not opened:
            raise ValueError(f"{CLOSE} without {OPEN} at byte {size}")
        else:
            ranges.append(Span(opened.pop(), size))
    if opened:
        raise ValueError(f"{OPEN} without {CLOSE} at byte {opened[-1]}")
    return Marked("".join([*pieces, marked[done:]]), tuple(cursors), tuple(sorted(ranges)))


def render(text: str, ranges: Iterable[tuple[int, int]] = (), cursors: Iterable[int] = ()) -> str:
    """The text with marks, the inverse of `parse`: a failing comparison then shows texts, not numbers."""
    # At one byte first come the ends of ranges, then the cursor, then the beginnings, longest range first.
    spans = [(start, end) for start, end in ranges]
    marks = [(end, 0, -start, CLOSE) for start, end in spans if end > start]
    marks += [(at, 1, 0, CURSOR) for at in cursors]
    marks += [(start, 2, -end, OPEN if end > start else OPEN + CLOSE) for start, end in spans]
    data = text.encode("utf-8", "surrogatepass")
    pieces: list[bytes] = []
    done = 0
    for at, _, _, mark in sorted(marks):
        pieces += data[done:at], mark.encode("utf-8")
        done = at
    return b"".join([*pieces, data[done:]]).decode("utf-8", "surrogatepass")
