"""What a highlight is."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class HighlightKind(IntEnum):
    """Kinds of highlights, with LSP's numbers."""

    TEXT = 1
    READ = 2
    WRITE = 3


class Highlight(NamedTuple):
    """One highlighted byte range of the document."""

    start: int
    end: int
    kind: HighlightKind


def read_or_write(start: int, end: int, *, write: bool) -> Highlight:
    """Highlight of a name that gets a value, or whose value is used."""
    return Highlight(start, end, HighlightKind.WRITE if write else HighlightKind.READ)
