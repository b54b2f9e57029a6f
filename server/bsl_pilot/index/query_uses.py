"""Tables and fields in the texts of queries, with their places in the module."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from bsl_pilot.index.capture import query_captures
from bsl_pilot.index.kinds import Mark, Use
from bsl_pilot.index.names import Names
from bsl_pilot.index.uses import Uses, order_of, rows
from bsl_pilot.syntax.embedded import EmbeddedQuery, queries

_DOT = re.compile(rb"[ \t\r\n]*\.[ \t\r\n]*")


def query_uses(root: Node, names: Names) -> Uses:
    """The rows of names in queries; ``root`` is the root of a module's tree.

    The whole module is one part here: what is remembered part by part pays off for what is asked again.
    """
    numbers: list[int] = []
    starts: list[int] = []
    kinds: list[int] = []
    base = root.start_byte
    for query in queries(root):
        for node, kind in _names(query):
            numbers.append(names[query.contents.data[node.start_byte : node.end_byte].rstrip(b"?")])
            starts.append(base + query.to_source(node.start_byte))
            kinds.append(kind)
    return rows(numbers, starts, kinds, [order_of(start) for start in starts])


def _names(query: EmbeddedQuery) -> Iterator[tuple[Node, int]]:
    """Names of one query in their order, with their kinds."""
    captures = query_captures(query.tree.root_node)
    left_out = {node.start_byte for name in ("alias", "function") for node in captures.get(name, ())}
    table_of = {node.start_byte: node.end_byte for node in captures.get("table", ())}
    end = table_end = -1
    for node in sorted(captures.get("name", ()), key=lambda one: one.start_byte):
        if node.start_byte in left_out:
            continue
        table_end = max(table_end, table_of.get(node.start_byte, -1))
        use = Use.TABLE if node.end_byte <= table_end else Use.FIELD
        yield node, use | _mark(query.contents.data, end, node.start_byte)
        end = node.end_byte


def _mark(data: bytes, end: int, start: int) -> Mark:
    """How a name stands to the one that ended before it, at ``end`` (-1 for none)."""
    if end >= 0 and _DOT.fullmatch(data, end, start):
        return Mark.LINKED
    return Mark.BEHIND if data[start - 1 : start] == b"." else Mark.NONE
