"""``textDocument/documentSymbol``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import symbols
from bsl_pilot.features.symbols import Symbol
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request

DEPRECATED = [1]


def document_symbols(request: Request) -> list[dict[str, Any]]:
    """The tree of symbols, or a flat list for a client that knows no tree."""
    places = Places.of(request)
    found = symbols.document_symbols(request.document)
    if request.view.client.hierarchical_symbols:
        return [_tree(symbol, places) for symbol in found]
    flat: list[dict[str, Any]] = []
    _flatten(found, "", request.uri, places, flat)
    return flat


def _tree(symbol: Symbol, places: Places) -> dict[str, Any]:
    json: dict[str, Any] = {
        "name": _name(symbol),
        "kind": symbol.kind.value,
        "range": places.range(*symbol.span),
        "selectionRange": places.range(*symbol.selection),
    }
    if symbol.detail:
        json["detail"] = symbol.detail
    if symbol.deprecated:
        json["tags"] = DEPRECATED
    if symbol.children:
        json["children"] = [_tree(child, places) for child in symbol.children]
    return json


def _flatten(
    found: list[Symbol], container: str, uri: str, places: Places, flat: list[dict[str, Any]]
) -> None:
    for symbol in found:
        json: dict[str, Any] = {
            "name": _name(symbol),
            "kind": symbol.kind.value,
            "location": {"uri": uri, "range": places.range(*symbol.span)},
        }
        if container:
            json["containerName"] = container
        if symbol.deprecated:
            json["tags"] = DEPRECATED
        flat.append(json)
        _flatten(symbol.children, symbol.name, uri, places, flat)


def _name(symbol: Symbol) -> str:
    """LSP forbids an empty name, which a half-typed header has."""
    return symbol.name.strip() or "…"
