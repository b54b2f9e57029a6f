"""Fields of the tables that a query can read: those of metadata, their virtual tables, tabular sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.model import Attribute, MetadataObject
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import attribute_fields, by_name, object_fields, section_named
from bsl_pilot.types.catalogue.query import QueryField, VirtualTable, query_words
from bsl_pilot.types.model import UNKNOWN, Field, Types, one, union
from bsl_pilot.types.naming import of_refs
from bsl_pilot.types.ports import World
from bsl_pilot.types.standard import standard_fields

_CHANGES = frozenset({"изменения", "changes"})
_CONSTANTS = frozenset({"константы", "constants"})
_NUMBERED = 3
"""Fields of a name with a number that are listed: ``Субконто1`` to ``Субконто3``."""
_ACCOUNT = "ChartOfAccountsRef"


def table_fields(world: World, names: Sequence[str]) -> dict[str, Field] | None:
    """Fields by folded name of the table `names` (`Справочник`, `Товары`, …); None where there is no such table."""
    key = ("table", *map(fold, names))
    if key not in world.memory:
        fields = _fields(world, names)
        world.memory[key] = by_name(fields) if fields is not None else None
    found = world.memory[key]
    assert found is None or isinstance(found, dict)
    return found


def _fields(world: World, names: Sequence[str]) -> Iterable[Field] | None:
    if len(names) == 1 and fold(names[0]) in _CONSTANTS:
        return _constants(world)
    named = kind(names[0]) if names else None
    known = world.metadata.get(named.en, names[1]) if named is not None and len(names) > 1 else None
    if known is None:
        return None
    if len(names) == 2:
        return _of_object(world, known)
    return _inner(world, known, fold(names[2])) if len(names) == 3 else None


def _constants(world: World) -> Iterator[Field]:
    for name in world.metadata.names("Constant"):
        known = world.metadata.get("Constant", name)
        yield Field(name, of_refs(world, known.types if known is not None else ()))


def _of_object(world: World, known: MetadataObject) -> Iterator[Field]:
    if known.kind == "Constant":
        yield Field("Значение", of_refs(world, known.types), "Value")
        return
    yield from object_fields(world, known, "Ref")
    yield from attribute_fields(world, known.columns)
    yield Field("Представление", one("String"), "Presentation")
    yield Field("МоментВремени", one("PointInTime"), "PointInTime")
    yield Field("ВерсияДанных", one("String"), "DataVersion")
    if known.predefined:
        yield Field("ИмяПредопределенныхДанных", one("String"), "PredefinedDataName")


def _inner(world: World, known: MetadataObject, name: str) -> Iterable[Field] | None:
    section = section_named(world, f"{known.kind}.{known.name}.{name}")
    if section is not None:
        return _section(world, known, section.attributes)
    if name in _CHANGES:
        return _changes(world, known)
    table = query_words().virtual_table(known.kind, name)
    return _virtual(world, known, table) if table is not None else None


def _section(world: World, known: MetadataObject, attributes: Iterable[Attribute]) -> Iterator[Field]:
    yield Field("Ссылка", one(f"{known.kind}Ref", known.name), "Ref")
    yield Field("НомерСтроки", one("Number"), "LineNumber")
    yield from attribute_fields(world, attributes)


def _changes(world: World, known: MetadataObject) -> Iterator[Field]:
    yield Field("Узел", _any_node(), "Node")
    yield Field("НомерСообщения", one("Number"), "MessageNo")
    yield from _of_object(world, known)


def _any_node() -> Types:
    return one("ExchangePlanRef")


def _virtual(world: World, known: MetadataObject, table: VirtualTable) -> Iterator[Field]:
    """The fields that a virtual table makes of an object's, and those that it has whatever the object."""
    standard = {field.english: field for field in standard_fields(world, known)}
    for one_ in table.fields:
        for number in range(1, _NUMBERED + 1) if one_.numbered else ("",):
            types = standard[one_.name.en].types if one_.name.en in standard else _of_chart(known, one_)
            yield Field(f"{one_.name.ru}{number}", types, f"{one_.name.en}{number}")
    yield from _made(world, known.dimensions, table.dimensions, totals=False)
    yield from _made(world, known.resources, table.resources, totals=True)
    if table.attributes:
        yield from attribute_fields(world, known.attributes)
    if not table.complete:
        yield from _of_object(world, known)


def _made(
    world: World, attributes: Iterable[Attribute], endings: Sequence[Text], *, totals: bool
) -> Iterator[Field]:
    """A field for each attribute and ending; a total is a number, whatever kind of total."""
    for attribute in attributes:
        types = of_refs(world, attribute.types)
        for ending in endings:
            total = totals and bool(ending.ru) and types.named("Number") is not None
            yield Field(
                f"{attribute.name}{ending.ru}",
                one("Number") if total else types,
                f"{attribute.name}{ending.en}" if ending.en else "",
            )


def _of_chart(known: MetadataObject, field: QueryField) -> Types:
    """The types of a virtual table's own field; an account is one of the register's chart."""
    chart = known.properties.get("ChartOfAccounts", "").partition(".")[2]
    found = union(one(name.en, chart if name.en == _ACCOUNT else "") for name in field.types)
    return found or UNKNOWN
