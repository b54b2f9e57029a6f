"""Call hierarchy: ``textDocument/prepareCallHierarchy``, ``callHierarchy/incomingCalls``, ``…/outgoingCalls``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import call_hierarchy as feature
from bsl_pilot.features.call_hierarchy import Call, Method
from bsl_pilot.features.places import Target, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.titles import module_title
from bsl_pilot.locale import Locale
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import Request, WorkspaceRequest
from bsl_pilot.text.words import fold

MODULE, METHOD = 2, 6


def prepare(request: Request) -> list[dict[str, Any]] | None:
    """The methods at the position."""
    if request.project is None:
        return None
    offset = Places.of(request).offset(request.params["position"])
    found = feature.methods_at(request.document, offset, request.project, request.path)
    locations = Locations.of(request)
    items = [_item(request.project, one.place.path, one, locations, request.view.locale) for one in found]
    return items or None


def incoming(request: WorkspaceRequest) -> list[dict[str, Any]]:
    """Who calls the item's method."""
    locations, locale = Locations.of_workspace(request), request.view.locale
    project, path, name = _asked(request)
    return [
        {
            "from": _item(project, one.path, one.method, locations, locale),
            "fromRanges": _ranges(one, locations),
        }
        for one in feature.incoming(project, path, name)
    ]


def outgoing(request: WorkspaceRequest) -> list[dict[str, Any]]:
    """Whom the item's method calls."""
    locations, locale = Locations.of_workspace(request), request.view.locale
    project, path, name = _asked(request)
    return [
        {"to": _item(project, one.path, one.method, locations, locale), "fromRanges": _ranges(one, locations)}
        for one in feature.outgoing(project, path, name)
    ]


def _asked(request: WorkspaceRequest) -> tuple[ProjectView, str, str]:
    """The project, the file and the folded name of the item's method; no name of a module's body."""
    data = request.params["item"]["data"]
    return request.projects[0], data["path"].string(), data["name"].string()


def _ranges(call: Call, locations: Locations) -> list[Any]:
    return [locations.range(one) for one in call.places]


def _item(
    project: ProjectView, path: str, method: Method | None, locations: Locations, locale: Locale
) -> dict[str, Any]:
    title = module_title(project, path).to(locale)
    target = Target(method.place, method.lines) if method is not None else top_of(path)
    return {
        "name": method.name if method is not None else title,
        "kind": METHOD if method is not None else MODULE,
        "detail": title if method is not None else "",
        "uri": locations.uri(path),
        "range": locations.lines(target),
        "selectionRange": locations.range(target.place),
        "data": {"path": path, "name": fold(method.name) if method is not None else ""},
    }
