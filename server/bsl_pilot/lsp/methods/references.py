"""``textDocument/references``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.references import references as find
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import Request


def references(request: Request) -> list[dict[str, Any]]:
    """All uses of what stands at the position."""
    if request.project is None:
        return []
    offset = Places.of(request).offset(request.params["position"])
    declaration = bool(request.params.get("context", "includeDeclaration"))
    found = find(request.document, offset, request.project, request.path, declaration=declaration)
    locations = Locations.of(request)
    return [locations.location(one) for one in found]
