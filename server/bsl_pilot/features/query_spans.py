"""The queries in a unit, and their places in the source."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.units import Unit
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import EmbeddedQuery, queries
from bsl_pilot.text.positions import Span

_QUOTE = ord('"')


def unit_queries(document: Document, unit: Unit) -> Iterator[tuple[int, EmbeddedQuery]]:
    """The queries of a unit, each with the offset in the unit of the part whose offsets it counts."""
    for part in unit.parts:
        for query in document.parts.fact(part, queries):
            yield part.start - unit.start, query


def source_span(query: EmbeddedQuery, start: int, end: int, base: int = 0) -> Span:
    """Bytes in the source for the bytes ``start:end`` of the query, which are not none, moved by ``base``.

    The end is that of the last byte, not the beginning of the next one: that may be beyond a margin.
    """
    last = query.to_source(end - 1) + 1
    # A quote of the query is two in the source, and the map leads to the first of them.
    doubled = query.contents.data[end - 1] == _QUOTE
    return Span(base + query.to_source(start), base + last + doubled)
