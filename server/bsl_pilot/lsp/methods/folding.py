"""``textDocument/foldingRange``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import folding
from bsl_pilot.features.folding import Fold
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request


def folding_ranges(request: Request) -> list[dict[str, Any]]:
    """Folds in the order of the text; the widest ones where the client takes only so many."""
    client = request.view.client
    found = folding.folding_ranges(request.document)
    if client.fold_limit and len(found) > client.fold_limit:
        widest = sorted(found, key=lambda fold: fold.start_line - fold.end_line)[: client.fold_limit]
        found = sorted(widest)
    places = None if client.folds_lines_only else Places.of(request)
    return [_fold(fold, places) for fold in found]


def _fold(fold: Fold, places: Places | None) -> dict[str, Any]:
    json: dict[str, Any] = {"startLine": fold.start_line, "endLine": fold.end_line}
    if places is not None:
        json["startCharacter"] = places.position(fold.start)["character"]
        json["endCharacter"] = places.position(fold.end)["character"]
    if fold.kind:
        json["kind"] = fold.kind.value
    return json
