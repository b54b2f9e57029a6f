"""Foldable parts of the query texts in one unit of a module, as byte spans."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.query_spans import source_span, unit_queries
from bsl_pilot.features.units import Unit
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import walk
from bsl_pilot.text.positions import Span

_FOLDABLE = frozenset(
    {
        "select_query",
        "subquery",
        "subquery_source",
        "fields",
        "from",
        "where",
        "group_by",
        "having",
        "order_by",
        "totals",
        "index_by",
        "case",
        "arguments",
    }
)


def query_folds(document: Document, unit: Unit) -> Iterator[Span]:
    """Spans, relative to the unit, of each query of a batch, its clauses and subqueries."""
    for at, query in unit_queries(document, unit):
        for node in walk(query.tree.root_node):
            if node.type in _FOLDABLE and node.end_byte > node.start_byte:
                yield source_span(query, node.start_byte, node.end_byte, at)
