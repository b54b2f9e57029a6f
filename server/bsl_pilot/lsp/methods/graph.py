"""``bslPilot/graph``: the architecture of the workspace as a diagram, for a page of the editor.

Parameters, all optional: ``uri`` (a module: its surroundings are shown, unless ``from`` says others; any other file or
a folder: the workspace folder around it is meant; the first one by default), ``from`` (a name as for ``bsl-pilot graph
--from``), ``depth``, ``level``, ``top``, ``format`` (``mermaid`` by default). The answer is the document of `features.architecture.document`, each node with its ``uri`` besides, with
``text`` (the drawing; not for ``json``) and ``complete`` (false while the folder is still being indexed).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bsl_pilot.features.architecture.diagram import Format, Wanted, diagram, drawn
from bsl_pilot.features.architecture.document import as_document
from bsl_pilot.features.architecture.model import Graph, Known, Level, Node
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.rpc.errors import invalid_params
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import WorkspaceRequest

Choice = TypeVar("Choice", bound=StrEnum)


def graph(request: WorkspaceRequest) -> dict[str, Any]:
    """The diagram as drawing and as document."""
    uri = request.params.get("uri").string_or("")
    path = path_of(uri) if uri else None
    project = _project(request, path)
    module = path.as_posix() if path is not None else ""
    known = project is not None and project.module(module) is not None
    wanted = _wanted(request.params, module if known else "")
    found = _found(project, wanted)

    def more(node: Node) -> dict[str, Any]:
        return {"uri": request.uri_of(node.path) if node.path else ""}

    locale = request.view.locale
    document = as_document(found, locale, more)
    document["complete"] = project is not None and project.complete
    if wanted.format is not Format.JSON:
        document["text"] = drawn(found, wanted.format, locale)
    return document


def _project(request: WorkspaceRequest, path: Path | None) -> ProjectView | None:
    """The innermost folder that holds the path; the first one where none does."""
    above = [
        one
        for one in request.projects
        if path is not None and one.folder is not None and path.is_relative_to(one.folder)
    ]
    above.sort(key=lambda one: -len(one.folder.parts) if one.folder is not None else 0)
    return next(iter([*above, *request.projects]), None)


def _found(project: ProjectView | None, wanted: Wanted) -> Graph:
    resolver = project.resolver if project is not None else None
    if project is None or resolver is None or project.known.roots is None:
        return Graph(wanted.level or Level.MODULE, [], [])
    return diagram(Known(resolver, project.known.roots, project.known.of_root), wanted)


def _wanted(params: Params, path: str) -> Wanted:
    default = Wanted()
    return Wanted(
        _one_of(Format, params.get("format")) or default.format,
        _one_of(Level, params.get("level")),
        params.get("from").string_or("") or path,
        _number(params.get("depth"), 1) or default.depth,
        _number(params.get("top"), 0),
    )


def _one_of(choices: type[Choice], param: Params) -> Choice | None:
    if param.value is None:
        return None
    if param.string() not in [one.value for one in choices]:
        raise invalid_params(f"{param.path}: one of {', '.join(choices)} is expected")
    return choices(param.string())


def _number(param: Params, least: int) -> int | None:
    if param.value is None:
        return None
    if param.integer() < least:
        raise invalid_params(f"{param.path}: a number from {least} is expected")
    return param.integer()
