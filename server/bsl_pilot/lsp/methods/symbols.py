"""``textDocument/documentSymbol``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bsl_pilot.features import symbols
from bsl_pilot.features.symbols import Symbol
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.rpc.message import RawJson, dumps
from bsl_pilot.lsp.view import Request

DEPRECATED = [1]


def document_symbols(request: Request) -> RawJson | list[dict[str, Any]]:
    """The tree of symbols, or a flat list for a client that knows no tree."""
    places = Places.of(request)
    found = symbols.document_symbols(request.document)
    if request.view.client.hierarchical_symbols:
        return RawJson(f"[{_trees(found, places)}]".encode("utf-8", "replace"))
    flat: list[dict[str, Any]] = []
    _flatten(found, "", request.uri, places, flat)
    return flat


def _trees(found: list[Symbol], places: Places) -> str:
    """JSON text, written directly: an outline of 20,000 lines at every keystroke is worth it. Texts that
    need escapes were encoded once for all keystrokes."""
    return ",".join([_tree(symbol, places) for symbol in found])


def _tree(symbol: Symbol, places: Places) -> str:
    more = f',"detail":{_quoted(symbol.detail)}' if symbol.detail else ""
    if symbol.deprecated:
        more += f',"tags":{DEPRECATED}'
    if symbol.children:
        more += f',"children":[{_trees(symbol.children, places)}]'
    return (
        f'{{"name":{_quoted(_name(symbol))},"kind":{symbol.kind.value},"range":{places.range_text(*symbol.span)},'
        f'"selectionRange":{places.range_text(*symbol.selection)}{more}}}'
    )


@lru_cache(maxsize=16_384)
def _quoted(text: str) -> str:
    return dumps(text).decode("utf-8")


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
