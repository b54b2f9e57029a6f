"""``textDocument/linkedEditingRange``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.linked_editing import linked_editing
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request


def linked_editing_ranges(request: Request) -> dict[str, Any] | None:
    """The ranges that are edited together with the one at the position."""
    places = Places.of(request)
    found = linked_editing(request.document, places.offset(request.params["position"]))
    return {"ranges": [places.range(*span) for span in found]} if found else None
