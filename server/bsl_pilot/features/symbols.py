"""Symbols of a document: regions as a tree, with the methods and variables of the module in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from bsl_pilot.features.declarations import Declared, declarations
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Region, regions
from bsl_pilot.text.positions import Span


class SymbolKind(IntEnum):
    """Kinds of symbols, with LSP's numbers."""

    NAMESPACE = 3
    METHOD = 6
    FUNCTION = 12
    VARIABLE = 13


@dataclass(slots=True)
class Symbol:
    """One symbol. ``span`` covers the annotations and the body, not the comment above; ``selection`` the name."""

    name: str
    kind: SymbolKind
    span: Span
    selection: Span
    detail: str = ""
    exported: bool = False
    deprecated: bool = False
    children: list[Symbol] = field(default_factory=list)


_KINDS = {"procedure": SymbolKind.METHOD, "function": SymbolKind.FUNCTION, "var": SymbolKind.VARIABLE}


def document_symbols(document: Document) -> list[Symbol]:
    """The symbols of a module in the order of the text; symbols of one level never overlap."""
    flat = [_symbol(*one) for one in declarations(document)]
    flat += _region_symbols(document, regions(document), len(document.text.data))
    flat.sort(key=lambda symbol: (symbol.span.start, -symbol.span.end))
    return _nested(flat)


def _symbol(base: int, one: Declared, deprecated: bool) -> Symbol:
    (start, end), (name_start, name_end) = one.span, one.selection
    return Symbol(
        one.name,
        _KINDS[one.kind],
        Span(base + start, base + end),
        Span(base + name_start, base + name_end),
        one.detail,
        one.exported,
        deprecated,
    )


def _nested(flat: list[Symbol]) -> list[Symbol]:
    roots: list[Symbol] = []
    stack: list[Symbol] = []
    for symbol in flat:
        while stack and stack[-1].span.end < symbol.span.end:
            stack.pop()
        (stack[-1].children if stack else roots).append(symbol)
        stack.append(symbol)
    return roots


def _region_symbols(document: Document, found: list[Region], end: int) -> Iterator[Symbol]:
    for region in found:
        span = region.span(end)
        first = region.first
        selection = Span(first.start, first.end)
        if region.name:
            at = first.end - len(first.argument.encode("utf-8", "replace"))
            selection = Span(at, min(first.end, at + len(region.name.encode("utf-8", "replace"))))
        yield Symbol(
            region.name or document.text.slice(first.start, first.end), SymbolKind.NAMESPACE, span, selection
        )
        yield from _region_symbols(document, region.children, span.end)
