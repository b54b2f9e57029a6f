"""What queries of a piece read, as plain values that outlive its nodes: for rules that ask the metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.queries import Query
from bsl_pilot.review.code.query_tables import chain, columns, parts_of, sources

Names = tuple[str, ...]


class TableRead(NamedTuple):
    """A table of metadata that a query reads: `Справочник.Товары[.Состав]`."""

    names: Names
    """As written."""
    starts: tuple[int, ...]
    """Where each of the names begins."""
    ends: tuple[int, ...]


class FieldRead(NamedTuple):
    """A field behind the name of a table of metadata: `Т.Владелец.Код`."""

    table: Names
    names: Names
    """Behind the table's name, as written."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    head: int
    """Where the name of the table before it begins."""


def is_whole(metadata: MetadataView) -> bool:
    """Whether all objects with all their fields are known: an extension without its base has only some."""
    known = metadata.get("Configuration", "")
    return known is not None and not known.properties.get("ConfigurationExtensionPurpose")


def replaced(code: Code) -> frozenset[str]:
    """Folded names that the piece replaces by others: `СтрЗаменить(Текст, "Т.ИмяПоля", …)`."""
    calls = [one for name in ("стрзаменить", "strreplace") for one in code.called.get(name, ())]
    texts = (one.argument(1) for one in calls)
    found = [one.word.strip('"') for one in texts if one is not None and one.kind == "string"]
    return frozenset(name for text in found for name in (text, *text.split(".")))


def tables_read(query: Query) -> Iterator[TableRead]:
    """The tables of metadata, those in virtual tables' parameters, too."""
    for table in query.of("table"):
        name = table.child("name")
        names = list(name.below("identifier")) if name is not None and name.kind == "column" else []
        if len(names) > 1 and name is not None and not any(name.below("placeholder", "parameter")):
            yield TableRead(*_taken(names))


def fields_read(query: Query) -> Iterator[FieldRead]:
    """The fields in the select lists, conditions and groups, where the table is one of metadata by its alias."""
    for select in query.of("select_query"):
        for part in parts_of(select):
            yield from _fields_of(part)


def _fields_of(part: Node) -> Iterator[FieldRead]:
    known = {one.alias: one for one in sources(part) if one.alias}
    plain = {alias: one for alias, one in known.items() if len(one.path) > 1}
    for node in _expressions(part) if plain else ():
        for column in columns(node):
            names = chain(column)
            source = plain.get(names[0]) if len(names) > 1 else None
            if source is not None:
                written = list(column.below("identifier"))[1:]
                table = source.node.child("name")
                if table is not None:
                    yield FieldRead(_texts(list(table.below("identifier"))), *_taken(written), column.start)


def _expressions(part: Node) -> Iterator[Node]:
    """The clauses whose fields are those of the select's own tables."""
    for one in part.children:
        if one.named and one.kind in ("fields", "where", "group_by", "having"):
            yield one
        elif one.kind == "from" and one.named:
            for join in one.below("join"):
                condition = join.child("condition")
                if condition is not None and join.inside("select_part") is part:
                    yield condition


def _taken(names: list[Node]) -> tuple[Names, tuple[int, ...], tuple[int, ...]]:
    return _texts(names), tuple(one.start for one in names), tuple(one.end for one in names)


def _texts(names: list[Node]) -> Names:
    return tuple(one.text for one in names)
