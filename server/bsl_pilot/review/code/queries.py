"""Query texts of a piece, their trees in the same nodes as the code around them, at their places in the piece."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node as TreeNode

from bsl_pilot.review.code.node import Copied, Node, copy
from bsl_pilot.syntax.embedded import EmbeddedQuery, queries
from bsl_pilot.syntax.languages import SDBL


class Query:
    """One query text.

    ``root`` is its `query_package`; offsets are bytes of the piece, so that findings need no mapping. The text of a
    node that goes over several lines has the margins in it: `words` has the names alone.
    """

    __slots__ = ("copied", "end", "nodes", "root", "start", "tokens", "whole")

    def __init__(self, start: int, end: int, whole: bool, copied: Copied) -> None:
        self.start = start
        """The opening quote of its literal in the piece."""
        self.end = end
        self.whole = whole
        """False where the literal is put together with something else: its edges are not certain then."""
        self.copied = copied
        self.root: Node = copied.root
        self.nodes = copied.by_kind
        self.tokens = copied.leaves

    def of(self, *kinds: str) -> list[Node]:
        """The nodes of these kinds; in the order of the text for one kind."""
        if len(kinds) == 1:
            return self.nodes.get(kinds[0], [])
        return [one for kind in kinds for one in self.nodes.get(kind, ())]

    @property
    def is_broken(self) -> bool:
        """Whether its text does not parse."""
        return "ERROR" in self.nodes


def words(node: Node | None) -> tuple[str, ...]:
    """The folded names of a table, column or alias: `Справочник.Валюты` is ("справочник", "валюты")."""
    if node is None:
        return ()
    return tuple(one.word for one in node.below("identifier"))


def queries_of(part: TreeNode, shift: int, data: bytes) -> Iterator[Query]:
    """The query texts of one part of a piece that begins ``shift`` bytes behind the piece's start."""
    for found in queries(part):
        yield _copied(found, shift, data)


class _Places(dict[int, int]):
    """Where a byte of a query text stands in the piece; most are asked for several times."""

    def __init__(self, found: EmbeddedQuery, shift: int) -> None:
        self._to_source = found.to_source
        self._last = len(found.contents.data)
        self._shift = shift

    def __missing__(self, offset: int) -> int:
        place = self._to_source(min(max(offset, 0), self._last)) + self._shift
        self[offset] = place
        return place


def _copied(found: EmbeddedQuery, shift: int, data: bytes) -> Query:
    copied = copy(found.tree.root_node, SDBL, data, 0)
    places = _Places(found, shift)
    for nodes in copied.by_kind.values():
        for node in nodes:
            start, end = node.start, node.end
            node.start = places[start]
            node.end = places[end - 1] + 1 if end > start else places[start]
            if data[node.end - 1 : node.end + 1] == b'""':  # a quote of a query is two in the module
                node.end += 1
    return Query(found.start + shift, found.end + shift, found.whole, copied)
