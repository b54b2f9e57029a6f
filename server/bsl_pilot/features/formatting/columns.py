"""Columns of blanks."""

from __future__ import annotations

from functools import lru_cache

from bsl_pilot.features.formatting.lines import Line


@lru_cache(maxsize=1024)
def columns(blanks: bytes, tab_size: int, start: int = 0) -> int:
    """Column after ``blanks`` that begin at column ``start``."""
    at = start
    for char in blanks.decode("utf-8", "replace"):
        at += tab_size - at % tab_size if char == "\t" else 1
    return at


def indentation(data: bytes, line: Line) -> bytes:
    """The blanks that stand before a line."""
    return data[line.start : line.head]
