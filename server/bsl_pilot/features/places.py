"""Where something stands in a file of the workspace. In UTF-16, as the index has it: no file need be read for it."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.index.rows import Place
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import LineIndex, Span

__all__ = ["Place", "Target", "place_in", "place_of", "top_of"]


class Target(NamedTuple):
    """Where an editor goes: the name, and the first and last line of what it names."""

    place: Place
    lines: tuple[int, int]


def place_in(document: Document, path: str, span: Span) -> Place:
    """The place of a byte range within one line of an open document."""
    return place_of(document.text.lines, path, span)


def place_of(lines: LineIndex, path: str, span: Span) -> Place:
    """The same of any text."""
    start, end = lines.range(*span)
    return Place(path, start.line, start.character, max(0, end.character - start.character))


def top_of(path: str) -> Target:
    """A file as a whole."""
    return Target(Place(path, 0, 0, 0), (0, 0))
