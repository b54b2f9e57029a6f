"""Texts that the user refused: not offered again at their place, which moves with the edits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bsl_pilot.completion.prompt import normalise
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

SIZE = 20
"""Texts remembered for each document."""


@dataclass(slots=True)
class _Refused:
    at: int
    text: str


class Rejected:
    """The last refused texts of each document."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._of_document: dict[str, list[_Refused]] = {}
        """Least recently used first."""

    def add(self, uri: str, start: int, text: str) -> None:
        """``text`` (``\\n`` as line end) was refused at byte ``start``."""
        known = self._of_document.get(uri, [])
        others = [one for one in known if (one.at, one.text) != (start, text)]
        self._of_document[uri] = [*others, _Refused(start, text)][-self._size :]

    def holds(self, uri: str, document: TextSnapshot, start: int, text: str) -> bool:
        """Whether ``text``, offered at byte ``start``, leads to what was refused: the same text, what is left of it
        where some has been typed, or a longer one that begins with it."""
        for one in self._of_document.get(uri, []):
            if one.at <= start <= one.at + 4 * len(one.text):
                whole = normalise(document.slice(one.at, start)) + text
                if whole.startswith(one.text.rstrip()):
                    self.add(uri, one.at, one.text)  # the last used stays longest
                    return True
        return False

    def changed(self, uri: str, edits: Iterable[ByteEdit]) -> None:
        """Moves the places of a document; those that were edited away are forgotten."""
        refused = self._of_document.get(uri, [])
        for edit in edits if refused else ():
            refused = [one for one in refused if not edit.start < one.at < edit.end]
            for one in refused:
                if edit.end <= one.at and edit.start < one.at:
                    one.at += len(edit.text) - (edit.end - edit.start)
        if uri in self._of_document:
            self._of_document[uri] = refused

    def closed(self, uri: str) -> None:
        """Forgets a document."""
        self._of_document.pop(uri, None)
