"""``workspace/symbol``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import workspace_symbols as feature
from bsl_pilot.features.workspace_symbols import Found
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import WorkspaceRequest

_KINDS = {"function": 12, "procedure": 6, "variable": 13}
_OF_OBJECTS = {"CommonModule": 2, "Enum": 10, "Constant": 14, "Subsystem": 4, "Configuration": 4}
CLASS = 5


def workspace_symbols(request: WorkspaceRequest) -> list[dict[str, Any]]:
    """What matches the query, of all folders."""
    query = request.params["query"].string()
    locations = Locations.of_workspace(request)
    return [
        _symbol(one, locations, request)
        for project in request.projects
        for one in feature.workspace_symbols(project, query)
    ]


def _symbol(found: Found, locations: Locations, request: WorkspaceRequest) -> dict[str, Any]:
    return {
        "name": found.name,
        "kind": _KINDS.get(found.kind) or _OF_OBJECTS.get(found.kind, CLASS),
        "location": locations.location(found.place),
        "containerName": found.where.to(request.view.locale),
    }
