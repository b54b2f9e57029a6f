"""What was found last in a document, moved along with its text until it is looked for anew."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.diagnostics import Diagnostic, Related
from bsl_pilot.lsp.registry import KEPT
from bsl_pilot.lsp.view import Request
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit


class Moving:
    """Diagnostics in the order of the text, which is edited under them."""

    def __init__(self) -> None:
        self._found: Sequence[Diagnostic] = ()
        self._edits: list[ByteEdit] = []

    def edited(self, edits: Sequence[ByteEdit]) -> None:
        """The text has changed. What that means is worked out when somebody asks."""
        self._edits += edits

    @property
    def now(self) -> Sequence[Diagnostic]:
        """They, at their places in the text as it is now."""
        if self._edits:
            edits, self._edits = self._edits, []
            self._found = moved(self._found, edits)
        return self._found

    @now.setter
    def now(self, found: Sequence[Diagnostic]) -> None:
        self._found, self._edits = found, []


class Kept:
    """Of one document in the worker."""

    def __init__(self) -> None:
        self.faults = Moving()
        self.rules = Moving()
        """Of the rules that need no more than the text."""
        self.workspace = Moving()
        self.ran_on: Document | None = None
        """What faults and rules were found in; None before anything was."""
        self.why: object = None
        """Settings and scene that they were found with."""
        self.published_of: Document | None = None
        """Whose diagnostics were published last."""

    @classmethod
    def of(cls, request: Request) -> Kept:
        """That of the request's document."""
        known = request.memory.get(KEPT)
        if known is None:
            known = request.memory[KEPT] = cls()
        assert isinstance(known, Kept)
        return known

    def edited(self, edits: Sequence[ByteEdit]) -> None:
        """The document has changed."""
        for one in (self.faults, self.rules, self.workspace):
            one.edited(edits)

    def all(self) -> list[Diagnostic]:
        """Everything in the order of the text."""
        every = [*self.faults.now, *self.rules.now, *self.workspace.now]
        every.sort(key=_place)
        return every


def _place(one: Diagnostic) -> tuple[int, int, str, str]:
    return one[:4]


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
    start, end, code, message, severity, fixes, _, tags, repair = one
    return Diagnostic(start + by, end + by, code, message, severity, fixes, related, tags, repair)
