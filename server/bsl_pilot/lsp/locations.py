"""Places in files of the workspace as LSP's locations, in the encoding of the client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bsl_pilot.features.places import Place, Target
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.convert import PositionJson, RangeJson
from bsl_pilot.lsp.view import Request, WorkspaceRequest
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import LineIndex, Position, PositionEncoding


class Locations:
    """Converts places. A file is read only for a client that does not count in UTF-16."""

    def __init__(self, client: Client, projects: Sequence[ProjectView], uri_of: Callable[[str], str]) -> None:
        self._encoding = client.encoding
        self._projects = projects
        self._uri_of = uri_of
        self._lines: dict[str, LineIndex | None] = {}

    @classmethod
    def of(cls, request: Request) -> Locations:
        """For answers to a request about a document."""
        projects = [request.project] if request.project is not None else []
        locations = cls(request.view.client, projects, request.uri_of)
        locations._lines[request.path] = request.document.text.lines
        return locations

    @classmethod
    def of_workspace(cls, request: WorkspaceRequest) -> Locations:
        """For answers to a request about the workspace."""
        return cls(request.view.client, request.projects, request.uri_of)

    def uri(self, path: str) -> str:
        """The URI of a file."""
        return self._uri_of(path)

    def location(self, place: Place) -> dict[str, Any]:
        """LSP's ``Location``."""
        return {"uri": self._uri_of(place.path), "range": self.range(place)}

    def range(self, place: Place) -> RangeJson:
        """The range of a place."""
        start, end = place.range
        return {"start": self._position(place.path, start), "end": self._position(place.path, end)}

    def lines(self, target: Target) -> RangeJson:
        """The lines of what a target names; at least its name."""
        first, last = target.lines
        selection = self.range(target.place)
        if first == last:
            return selection
        return {"start": {"line": first, "character": 0}, "end": {"line": last + 1, "character": 0}}

    def link(self, target: Target, origin: RangeJson) -> dict[str, Any]:
        """LSP's ``LocationLink``."""
        return {
            "originSelectionRange": origin,
            "targetUri": self._uri_of(target.place.path),
            "targetRange": self.lines(target),
            "targetSelectionRange": self.range(target.place),
        }

    def _position(self, path: str, position: Position) -> PositionJson:
        if self._encoding is PositionEncoding.UTF16 or not position.character:
            return {"line": position.line, "character": position.character}
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        if lines is None:
            return {"line": position.line, "character": position.character}
        found = lines.position(lines.offset(position), self._encoding)
        return {"line": found.line, "character": found.character}

    def _read(self, path: str) -> LineIndex | None:
        for project in self._projects:
            text = project.text(path)
            if text is not None:
                return text.text.lines if isinstance(text, Document) else LineIndex(text)
        return None
