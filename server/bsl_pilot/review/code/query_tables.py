"""Tables of a select, the names by which their fields are called, and the fields in its expressions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bsl_pilot.project.kinds import kind
from bsl_pilot.review.code.calls import arguments_of
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.queries import Query, words
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.query import VirtualTable, query_words

CLAUSES = frozenset(
    {"where", "having", "group_by", "order_by", "totals", "index_by", "fields", "from", "into"}
)
_NO_FIELDS = frozenset({"значение", "value", "тип", "type"})
_NOT_INTO = frozenset({"alias", "type"})
_SELECTS = frozenset({"subquery", "select_query", "subquery_source"})
_CASTS = frozenset({"cast", "call"})
REFERENCES = frozenset(
    {
        *("Catalog", "Document", "Enum", "ChartOfAccounts", "ChartOfCharacteristicTypes"),
        *("ChartOfCalculationTypes", "ExchangePlan", "BusinessProcess", "Task"),
    }
)
"""Kinds of objects whose tables have `Ссылка`."""


class Source(NamedTuple):
    """A table or a subquery that a select reads."""

    node: Node
    """`table` or `subquery_source`."""
    path: tuple[str, ...]
    """The folded names of a table; empty for a subquery and for what a template puts there."""
    alias: str
    """Its folded alias; empty where it has none."""
    join: Node | None
    """The innermost join that it is a side of."""
    optional: bool
    """Whether a row may be without it, its fields NULL then: the other side of an outer join decides."""

    @property
    def name(self) -> str:
        """How fields are called by it: the alias, else the last name of a table."""
        return self.alias or (self.path[-1] if self.path else "")

    @property
    def virtual(self) -> VirtualTable | None:
        """The virtual table that it is."""
        return virtual_table(self.path)


def sources(part: Node) -> list[Source]:
    """What a `select_part` reads, in the order of the text; not what its subqueries read."""
    found = part.token("from")
    return [] if found is None else [one for node in found.children for one in _sources(node, None, False)]


def _sources(node: Node, join: Node | None, optional: bool) -> Iterator[Source]:
    if node.kind == "join" and node.named:
        left = node.token("right", "full") is not None
        right = node.token("left", "full") is not None
        for one in node.children:
            if _is_source(one):
                outer = left if one.field == "left" else right
                yield from _sources(one, node, optional or outer)
        return
    if node.kind not in ("table", "subquery_source"):
        return
    alias = node.child("alias")
    name = node.child("name")
    path = words(name) if name is not None and name.kind in ("identifier", "column") else ()
    yield Source(node, path, alias.word if alias is not None else "", join, optional)


def _is_source(node: Node) -> bool:
    return node.named and node.kind in ("table", "subquery_source", "join")


@lru_cache(maxsize=1024)
def virtual_table(path: tuple[str, ...]) -> VirtualTable | None:
    """The virtual table of these folded names."""
    named = kind(path[0]) if len(path) == 3 else None
    return query_words().virtual_table(named.en, path[2]) if named is not None else None


def in_full(source: Source) -> Node:
    """A table with its parameters, without its alias: from the name to the parenthesis."""
    name = source.node.child("name") or source.node
    place = source.node.child("parameters") or name
    return Node.alone("table", name.start, place.end, name.data)


def part_of(node: Node) -> Node | None:
    """The `select_part` whose clause a node stands in; None behind it: in the order, the totals, the index."""
    around = node.inside("select_part", "order_by", "totals", "index_by")
    return around if around is not None and around.kind == "select_part" else None


def clause_of(node: Node) -> Node | None:
    """The clause around a node, within its own select; the condition of a join is part of `from`."""
    for one in node.ancestors():
        if one.kind in _SELECTS:
            return None
        if one.named and one.kind in CLAUSES:
            return one
    return None


def parts_of(select: Node) -> list[Node]:
    """The parts of a `select_query`, of a union more than one."""
    return [one for one in select.children if one.kind == "select_part"]


def chain(node: Node) -> tuple[str, ...]:
    """The folded names of a field, `Т.Товар.Код`; empty where something else is at its beginning."""
    names: list[str] = []
    at: Node | None = node
    while at is not None and at.kind == "column":
        name = at.child("name")
        if name is None or name.kind != "identifier":
            return ()
        names.append(name.word)
        at = at.child("object")
    if at is None or at.kind != "identifier":
        return ()
    names.append(at.word)
    return tuple(reversed(names))


def field_of(names: tuple[str, ...], known: list[Source]) -> tuple[Source | None, tuple[str, ...]]:
    """The table that a field is of, and its names behind that; None where it is called by its name alone."""
    for one in known:
        if len(names) > 1 and one.alias and names[0] == one.alias:
            return one, names[1:]
    for one in known:
        size = len(one.path)
        if not one.alias and size and len(names) > size and names[:size] == one.path:
            return one, names[size:]
        if not one.alias and size and len(names) > 1 and names[0] == one.path[-1]:
            return one, names[1:]
    return None, names


def columns(node: Node | None) -> Iterator[Node]:
    """The fields in an expression, the longest chains; not those of its subqueries."""
    stack = [node] if node is not None else []
    while stack:
        one = stack.pop()
        if one.kind in _SELECTS:
            continue
        if one.kind == "identifier":
            if not _is_period(one):
                yield one
        elif one.kind == "column":
            yield one
            base: Node | None = one
            while base is not None and base.kind == "column":
                base = base.child("object")
            if base is not None and base.kind in _CASTS:
                stack.append(base)
        elif one.kind == "call":
            if one.word_of("name") not in _NO_FIELDS:
                stack += [arg for arg in reversed(arguments_of(one.child("arguments"))) if arg is not None]
        else:
            stack += [
                child for child in reversed(one.children) if child.named and child.field not in _NOT_INTO
            ]


def _is_period(node: Node) -> bool:
    parent = node.parent
    return parent is not None and parent.kind == "arguments" and node.word in _periods()


@lru_cache(maxsize=1)
def _periods() -> frozenset[str]:
    return frozenset(fold(name) for one in query_words().periods for name in one)


def is_english(node: Node) -> bool:
    """Whether the query around a node is written with English keywords."""
    around = node if node.kind == "select_part" else node.inside("select_part", "select_query")
    select = around.token("select") if around is not None else None
    if select is None and around is not None:
        select = next(around.below("select"), None)
    return select is not None and select.text.isascii()


def is_field(node: Node) -> bool:
    """Whether a `column` is the whole chain of a field: no part of one, no name of a table, a type or a value."""
    parent = node.parent
    if parent is None or parent.kind in ("column", "nested_table", "star", "for_update", "table"):
        return False
    if node.field == "type":
        return False
    if parent.kind == "arguments" and parent.parent is not None and parent.parent.kind == "call":
        return parent.parent.word_of("name") not in _NO_FIELDS
    return True


def source_of(node: Node, names: tuple[str, ...]) -> Source | None:
    """The table that a field is of, in its own select or in one around; None where it is called by its name alone, or
    behind the select, or is an own field of a virtual table in whose parameters it stands."""
    around = node
    while True:
        part = around.inside("select_part", "table", "order_by", "totals", "index_by")
        if part is None or part.kind in ("order_by", "totals", "index_by"):
            return None
        if part.kind == "table":  # only fields of its own are known there
            return None
        found = field_of(names, sources(part))[0]
        if found is not None:
            return found
        around = part


def names_behind(node: Node, names: tuple[str, ...], query: Query) -> tuple[str, ...]:
    """The names of a field without those of its table."""
    part = node.inside("select_part", "table", "order_by", "totals", "index_by")
    if part is not None and part.kind == "table":
        return names
    if part is None or part.kind != "select_part":
        return _behind_select(node, names)
    source = source_of(node, names)
    if source is None:
        return names if query.whole and _is_known(part) else names[1:] or names
    return (
        names[1:] if source.alias or names[: len(source.path)] != source.path else names[len(source.path) :]
    )


def _is_known(part: Node) -> bool:
    """Whether all tables of a select are there, none put in by a template."""
    known = sources(part)
    return bool(known) and all(one.path or one.node.kind == "subquery_source" for one in known)


def _behind_select(node: Node, names: tuple[str, ...]) -> tuple[str, ...]:
    """Order and totals are by fields of the result, or of the tables of the only select."""
    select = node.inside("select_query")
    for part in parts_of(select) if select is not None else ():
        found, inner = field_of(names, sources(part))
        if found is not None:
            return inner
    return names
