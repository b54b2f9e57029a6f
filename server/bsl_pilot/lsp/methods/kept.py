"""What was found last in a document, moved along with its text until it is looked for anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bsl_pilot.features.diagnostics import Diagnostic, Related
from bsl_pilot.lsp.registry import KEPT
from bsl_pilot.lsp.view import Request
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit


class Found(NamedTuple):
    """Diagnostics by where they come from, each in the order of the text."""

    faults: Sequence[Diagnostic] = ()
    rules: Sequence[Diagnostic] = ()
    """Of the rules that need no more than the text."""
    workspace: Sequence[Diagnostic] = ()


class Kept:
    """Of one document in the worker."""

    def __init__(self) -> None:
        self.ran_on: Document | None = None
        """What faults and rules were found in; None before anything was."""
        self.why: object = None
        """Settings and scene that it was found with."""
        self.published_of: Document | None = None
        """Whose diagnostics were published last."""
        self._found = Found()
        self._edits: list[ByteEdit] = []

    @classmethod
    def of(cls, request: Request) -> Kept:
        """That of the request's document."""
        known = request.memory.get(KEPT)
        if known is None:
            known = request.memory[KEPT] = cls()
        assert isinstance(known, Kept)
        return known

    def edited(self, edits: Sequence[ByteEdit]) -> None:
        """The document has changed. What that means is worked out when somebody asks."""
        self._edits += edits

    @property
    def found(self) -> Found:
        """What was found last, at its places in the text as it is now."""
        if self._edits:
            edits, self._edits = self._edits, []
            self._found = Found(*(moved(one, edits) for one in self._found))
        return self._found

    @found.setter
    def found(self, value: Found) -> None:
        self._found, self._edits = value, []


def moved(found: Sequence[Diagnostic], edits: Sequence[ByteEdit]) -> list[Diagnostic]:
    """Diagnostics at their places after edits, each in the text that the one before it left.

    One that an edit reaches into is gone: whether it still holds is not known.
    """
    left = list(found)
    for edit in edits:
        by = len(edit.text) - (edit.end - edit.start)
        left = [_after(one, edit, by) for one in left if one.end <= edit.start or edit.end <= one.start]
    return left


def _after(one: Diagnostic, edit: ByteEdit, by: int) -> Diagnostic:
    if not by or (one.end <= edit.start and not one.related):
        return one
    related = tuple(
        Related(other.start + by, other.end + by, other.message) if edit.end <= other.start else other
        for other in one.related
    )
    by = 0 if one.end <= edit.start else by
    return one._replace(start=one.start + by, end=one.end + by, related=related)
