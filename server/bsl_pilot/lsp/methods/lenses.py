"""``textDocument/codeLens`` and ``codeLens/resolve``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import lenses as feature
from bsl_pilot.features.project import ProjectView
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import Request, WorkspaceRequest

SHOW = "bslPilot.showReferences"
"""The client's command: it shows the places that its arguments list, beside the one that they are about.

Arguments, in LSP's form: the document's URI (string), the position of the method's name (``Position``), the places
that use it (``Location[]``, never empty). VS Code has ``editor.action.showReferences`` for it, which takes its own
classes: an extension converts them.
"""
REFERENCES, COMPLEXITY = "references", "complexity"
_USED = Text("использований: {count}", "references: {count}")
_COMPLEX = Text("сложность: {count}", "complexity: {count}")


def lenses(request: Request) -> list[dict[str, Any]]:
    """Above each method what the settings ask for; what it says is found when it is shown."""
    places = Places.of(request)
    wanted = request.view.settings.code_lens
    known = request.project is not None and request.project.complete
    kinds = [REFERENCES] * (wanted.references and known) + [COMPLEXITY] * wanted.complexity
    return [
        {
            "range": places.range(*one.span),
            "data": {"uri": request.uri, "path": request.path, "name": one.name, "kind": kind},
        }
        for one in (feature.lenses(request.document) if kinds else ())
        for kind in kinds
    ]


def resolve_lens(request: WorkspaceRequest) -> dict[str, Any]:
    """What a lens says; of a method that is gone nothing."""
    lens, data = request.params, request.params["data"]
    project, path, name = request.projects[0], data["path"].string(), data["name"].string()
    if data["kind"].string() == REFERENCES:
        command = _references(request, project, path, name)
    else:
        command = _complexity(request, project, path, name)
    return {"range": lens["range"].value, "data": data.value, "command": command}


def _references(request: WorkspaceRequest, project: ProjectView, path: str, name: str) -> dict[str, Any]:
    locations = Locations.of_workspace(request)
    found = [locations.location(one) for one in feature.method_references(project, path, name)]
    title = _USED.to(request.view.locale, count=len(found))
    start = request.params["range"]["start"].value
    return _command(title, SHOW, [locations.uri(path), start, found]) if found else _command(title)


def _complexity(request: WorkspaceRequest, project: ProjectView, path: str, name: str) -> dict[str, Any]:
    document = project.documents.get(path)
    count = feature.complexity(document, name) if document is not None else None
    return _command("" if count is None else _COMPLEX.to(request.view.locale, count=count))


def _command(title: str, command: str = "", arguments: list[Any] | None = None) -> dict[str, Any]:
    """A command; without one the title is just shown."""
    made: dict[str, Any] = {"title": title, "command": command}
    return made if arguments is None else {**made, "arguments": arguments}
