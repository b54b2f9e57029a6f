"""``textDocument/documentHighlight``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.highlight import highlights
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request


def document_highlights(request: Request) -> list[dict[str, Any]]:
    """The places that belong to the one at the position."""
    places = Places.of(request)
    found = highlights(request.document, places.offset(request.params["position"]))
    return [{"range": places.range(one.start, one.end), "kind": one.kind.value} for one in found]
