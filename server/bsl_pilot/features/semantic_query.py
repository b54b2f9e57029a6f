"""Semantic tokens of a query text inside a string."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Tree

from bsl_pilot.features.query_spans import source_span
from bsl_pilot.features.semantic_legend import Modifier, Piece, TokenType
from bsl_pilot.syntax.embedded import EmbeddedQuery

_OPERATORS = frozenset({"=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/"})
_PUNCTUATION = frozenset({".", ",", "(", ")", ";"})
_BY_KIND = {
    "number": TokenType.NUMBER,
    "date": TokenType.NUMBER,
    "string": TokenType.STRING,
    "comment": TokenType.COMMENT,
    "parameter": TokenType.PARAMETER,
    "placeholder": TokenType.MACRO,
    "composition": TokenType.MACRO,
}
_NAMES_A_TABLE = frozenset({("table", "name"), ("cast", "type"), ("refs", "type"), ("for_update", "")})
_NEW_TABLE = frozenset({"into", "drop_query"})
_SOURCES = frozenset({"table", "subquery_source"})

Path = list[tuple[str, str]]
"""Types of the nodes from the root to a leaf, each with the field that it fills in its parent."""


def query_pieces(query: EmbeddedQuery, base: int = 0) -> Iterator[Piece]:
    """Tokens of one query, in the order of the text; one may reach over lines of the source.

    Offsets are those in the query's part, moved by ``base``.
    """
    for start, end, path in _leaves(query.tree):
        if end > start and (found := _classified(path)) is not None:
            yield Piece(*source_span(query, start, end, base), *found)


def _leaves(tree: Tree) -> Iterator[tuple[int, int, Path]]:
    """Byte range and path of each leaf. The list of the path is the walker's own."""
    cursor = tree.walk()
    path: Path = []
    while True:
        node = cursor.node
        assert node is not None
        path.append((node.type, cursor.field_name or ""))
        if cursor.goto_first_child():
            continue
        yield node.start_byte, node.end_byte, path
        path.pop()
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            path.pop()


def _classified(path: Path) -> tuple[TokenType, Modifier] | None:
    kind = path[-1][0]
    if kind in _PUNCTUATION:
        return None
    if kind == "identifier":
        return _name(path)
    if kind in _OPERATORS:
        return TokenType.OPERATOR, Modifier.NONE
    if kind == "ERROR":
        return None
    return _BY_KIND.get(kind, TokenType.KEYWORD), Modifier.NONE


def _name(path: Path) -> tuple[TokenType, Modifier]:
    """What a name is by its place: alias, table, function, field."""
    field = path[-1][1]
    parent = path[-2][0] if len(path) > 1 else ""
    if field == "alias":
        return TokenType.VARIABLE if parent in _SOURCES else TokenType.PROPERTY, Modifier.DECLARATION
    if parent in _NEW_TABLE:
        return TokenType.CLASS, Modifier.DECLARATION
    if parent == "call" and field == "name":
        return TokenType.FUNCTION, Modifier.NONE
    if _in_table_name(path):
        first = parent == "column" and field == "object"
        return TokenType.NAMESPACE if first else TokenType.CLASS, Modifier.NONE
    if parent == "column" and field == "object":
        return TokenType.VARIABLE, Modifier.NONE
    return TokenType.PROPERTY, Modifier.NONE


def _in_table_name(path: Path) -> bool:
    """Whether the name is part of the name of a table: `Справочник.Товары`, or a type in `ВЫРАЗИТЬ`."""
    at = len(path) - 1
    while at > 0 and path[at - 1][0] == "column":
        at -= 1
    return at > 0 and (path[at - 1][0], path[at][1]) in _NAMES_A_TABLE
