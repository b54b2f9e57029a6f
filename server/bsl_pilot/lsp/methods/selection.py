"""``textDocument/selectionRange``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import selection
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import Span


def selection_ranges(request: Request) -> list[dict[str, Any]]:
    """For each position the innermost range, each range with its parent."""
    places = Places.of(request)
    offsets = [places.offset(one) for one in request.params["positions"]]
    return [_chain(ranges, places) for ranges in selection.selection_ranges(request.document, offsets)]


def _chain(ranges: list[Span], places: Places) -> dict[str, Any]:
    json: dict[str, Any] = {}
    for span in reversed(ranges):
        outer = json
        json = {"range": places.range(*span)}
        if outer:
            json["parent"] = outer
    return json
