"""What a query gives: the fields of each result of a batch, with their types, from the query's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from bsl_pilot.syntax.embedded import parse_query
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import by_name
from bsl_pilot.types.model import MOST_FIELDS, NOTHING, UNKNOWN, Field, Type, Types, union
from bsl_pilot.types.ports import World
from bsl_pilot.types.query_expressions import Scope, expression_types
from bsl_pilot.types.query_tables import table_fields

DEEPEST = 30
LONGEST = 200_000
"""Characters of a query that is read."""


@dataclass(slots=True)
class Query:
    """The results of a batch in order: fields of each; and the temporary tables that are left when it has run."""

    results: list[tuple[Field, ...]] = field(default_factory=list)
    tables: dict[str, tuple[Field, ...]] = field(default_factory=dict)
    last: int = -1
    """Which of the results `Выполнить` gives: that of the last statement."""


def read_query(world: World, text: str) -> Query:
    """Reads the text of a query; what it says is remembered with the world."""
    key = ("query", text)
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = _Reader(world).batch(text[:LONGEST])
    assert isinstance(known, Query)
    return known


class _Reader:
    def __init__(self, world: World) -> None:
        self._world = world
        self._tables: dict[str, tuple[Field, ...]] = {}
        self._depth = 0

    def batch(self, text: str) -> Query:
        query = Query()
        for node in parse_query(text.encode()).root_node.named_children:
            if node.type == "select_query":
                fields, into = self._select(node)
                if into:
                    self._tables[into] = fields
                query.results.append(() if into else fields)
                query.last = len(query.results) - 1
            elif node.type == "drop_query":
                query.results.append(())
        query.tables = dict(self._tables)
        return query

    def _select(self, node: Node) -> tuple[tuple[Field, ...], str]:
        """The fields of a select, of all parts of its unions, and the table it is put into."""
        into = ""
        fields: tuple[Field, ...] = ()
        self._depth += 1
        for part in node.named_children if self._depth < DEEPEST else ():
            if part.type != "select_part":
                continue
            found = tuple(self._part(part))[:MOST_FIELDS]
            fields = _united(fields, found) if fields else found
            into = into or _into(part)
        self._depth -= 1
        return fields, into

    def _part(self, part: Node) -> Iterator[Field]:
        scope = Scope(self._world)
        for child in part.named_children:
            if child.type == "from":
                for source in child.named_children:
                    self._source(source, scope)
        fields = part.child_by_field_name("fields")
        for at, node in enumerate(fields.named_children if fields is not None else (), 1):
            if node.type == "field":
                yield from self._field(node, scope, at)

    def _source(self, node: Node, scope: Scope) -> None:
        if node.type == "join":
            for name in ("left", "right"):
                for side in node.children_by_field_name(name):
                    if side.is_named:
                        self._source(side, scope)
            return
        alias = _text(node.child_by_field_name("alias"))
        if node.type == "subquery_source":
            selects = [one for one in node.named_children if one.type == "select_query"]
            found = by_name(self._select(selects[0])[0]) if selects else {}
            scope.add(alias, found if selects else None)
        elif node.type == "table":
            names = _text(node.child_by_field_name("name")).split(".")
            scope.add(alias or names[-1], self._table(names))

    def _table(self, names: list[str]) -> dict[str, Field] | None:
        if len(names) == 1 and fold(names[0]) in self._tables:
            return by_name(self._tables[fold(names[0])])
        return table_fields(self._world, names)

    def _field(self, node: Node, scope: Scope, at: int) -> Iterator[Field]:
        value = node.child_by_field_name("value")
        if value is None:
            return
        if value.type == "star":
            yield from scope.all(_text(value).removesuffix("*").rstrip("."))
            return
        name = _text(node.child_by_field_name("alias")) or default_name(value, scope, at)
        if value.type == "nested_table":
            yield Field(name, self._nested(value, scope))
        else:
            yield Field(name, expression_types(value, scope))

    def _nested(self, node: Node, scope: Scope) -> Types:
        """`Товары.(Номенклатура, Цена)`: a result inside of a field."""
        table = node.child_by_field_name("table")
        inner = Scope(self._world)
        section = expression_types(table, scope) if table is not None else UNKNOWN
        for type_ in section:
            inner.add("", scope.fields_of(type_))
        fields: list[Field] = []
        for part in node.named_children:
            if part.type == "fields":
                for at, one in enumerate(part.named_children, 1):
                    fields.extend(self._field(one, inner, at) if one.type == "field" else ())
        return Types((Type("QueryResult", "", tuple(fields)),))


def _united(one: tuple[Field, ...], other: tuple[Field, ...]) -> tuple[Field, ...]:
    """Fields of a union: names of the first, types of both, place by place."""
    return tuple(
        Field(
            first.name, union((first.types, other[at].types if at < len(other) else NOTHING)), first.english
        )
        for at, first in enumerate(one)
    )


def _into(part: Node) -> str:
    for child in part.named_children:
        if child.type == "into":
            return fold(_text(child.child_by_field_name("name")))
    return ""


def default_name(value: Node, scope: Scope, at: int) -> str:
    """What a field without an alias is called: the names of its path without the table's, put together."""
    if value.type in ("identifier", "column"):
        names = _text(value).split(".")
        if len(names) > 1 and scope.has(names[0]):
            names = names[1:]
        return "".join(names)
    return f"Поле{at}"


def _text(node: Node | None) -> str:
    if node is None or node.text is None:
        return ""
    return "".join(node.text.decode("utf-8", "replace").split())
