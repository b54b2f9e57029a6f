"""Pieces of a module with their nodes once more: for repairs of what was found out after the pieces were taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.review.code.calls import Call
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.units import units
from bsl_pilot.review.finding import Edits
from bsl_pilot.review.scene import Scene
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit

_ANYWHERE = Scene()


class Piece(NamedTuple):
    """One piece; ``start`` is its byte in the module, offsets in ``code`` are of the piece."""

    start: int
    code: Code

    def moved(self, edits: Edits) -> Edits:
        """Edits of the piece as edits of the module."""
        return [TextEdit(self.start + one.start, self.start + one.end, one.new_text) for one in edits]


def pieces(document: Document, scene: Scene = _ANYWHERE) -> Iterator[Piece]:
    """All pieces in the order of the text."""
    children = document.root.children
    for unit in units(document):
        roots = children[unit.first : unit.first + len(unit.parts)]
        yield Piece(unit.start, Code(document, unit, roots, scene))


def piece_at(document: Document, offset: int, scene: Scene = _ANYWHERE) -> Piece | None:
    """The piece that a byte of the module is in."""
    children = document.root.children
    for unit in units(document):
        if unit.start <= offset < unit.end:
            roots = children[unit.first : unit.first + len(unit.parts)]
            return Piece(unit.start, Code(document, unit, roots, scene))
    return None


def call_at(document: Document, offset: int) -> tuple[Piece, Call] | None:
    """The call whose name begins at a byte of the module."""
    piece = piece_at(document, offset)
    if piece is None:
        return None
    found = next((one for one in piece.code.calls if piece.start + one.name.start == offset), None)
    return None if found is None else (piece, found)
