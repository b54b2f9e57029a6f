"""A request as the engine's steps see it: where text is to be written, and where an offer would stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bsl_pilot.completion.post.types import Place
from bsl_pilot.completion.request import Request
from bsl_pilot.completion.surroundings import Surroundings, surroundings
from bsl_pilot.completion.window import Window, window
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit


@dataclass(frozen=True)
class Cursor:
    """The place of one request. With an entry selected in the editor's list, ``document`` and ``offset`` are
    those after it is taken; only ``span`` speaks of the document as it is."""

    request: Request
    document: Document
    offset: int
    arrived: float
    """When the request came, seconds of the engine's clock."""

    @classmethod
    def of(cls, request: Request, arrived: float) -> Cursor:
        """The place that a request means."""
        chosen = request.selected
        if chosen is None:
            return cls(request, request.document, request.offset, arrived)
        text = chosen.text.encode("utf-8", "surrogatepass")
        document = request.document.edit([ByteEdit(chosen.start, chosen.end, text)])
        return cls(request, document, chosen.start + len(text), arrived)

    @property
    def uri(self) -> str:
        """The document's name."""
        return self.request.uri

    @cached_property
    def window(self) -> Window:
        """The text around the cursor."""
        return window(self.document.text, self.offset)

    @cached_property
    def place(self) -> Place:
        """The cursor's line and its surroundings, remembered for all who ask."""
        return Place(self.document, self.offset)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Code, query text, the description of a method, …"""
        return surroundings(self.place)

    @property
    def lead(self) -> str:
        """The selected entry, with which every offer has to begin; empty where none is."""
        return self.request.selected.text if self.request.selected else ""

    def span(self, typed: str) -> tuple[int, int]:
        """Bytes of the real document that an offer replaces which began ``typed`` ago."""
        if self.request.selected is not None:
            return self.request.selected.start, self.request.selected.end
        return self.offset - self._bytes(typed), self.offset

    def _bytes(self, typed: str) -> int:
        """Bytes in the document of the characters just before the cursor, whatever its line ends are."""
        if "\n" not in typed:
            return len(typed.encode("utf-8", "surrogatepass"))
        data, at = self.document.text.data, self.offset
        for line in reversed(typed.split("\n")[1:]):
            at -= len(line.encode("utf-8", "surrogatepass"))
            at -= 2 if data[at - 2 : at] == b"\r\n" else 1
        return self.offset - at + len(typed.partition("\n")[0].encode("utf-8", "surrogatepass"))
