"""Metadata in query texts: tables behind a kind's name, virtual tables with their parameters, constants of ``ЗНАЧЕНИЕ``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.types.catalogue.query import VirtualTable, query_words
from bsl_pilot.types.ports import World

VIRTUAL = Text("виртуальная таблица", "virtual table")
SECTION = Text("табличная часть", "tabular section")
_EMPTY_REF = Text("ПустаяСсылка", "EmptyRef")
_BALANCES = frozenset({"Balance", "BalanceAndTurnovers"})
_SLICES = frozenset({"SliceLast", "SliceFirst"})
_REFERENCES = frozenset(
    {
        "Catalog",
        "Document",
        "Enum",
        "ChartOfCharacteristicTypes",
        "ChartOfAccounts",
        "ChartOfCalculationTypes",
    }
    | {"BusinessProcess", "Task", "ExchangePlan"}
)


def object_names(world: World, kind_name: str) -> Iterator[Item]:
    """The objects of a kind: ``Справочник.…``"""
    found = kind(kind_name)
    if found is None:
        return
    for name in world.metadata.names(found.en):
        yield Item(name, ItemKind.CLASS, Group.NEAR, subject=ObjectName(found.en, name))


def inner_tables(
    world: World, path: Sequence[str], options: CompletionOptions, *, russian: bool
) -> Iterator[Item]:
    """Tabular sections and virtual tables of an object: ``РегистрСведений.Цены.…``"""
    found = kind(path[0])
    known = world.metadata.get(found.en, path[1]) if found is not None else None
    if found is None or known is None:
        return
    for section in known.tabular_sections:
        yield Item(section.name, ItemKind.CLASS, Group.NEAR, detail=SECTION)
    for table in query_words().virtual_tables_of(found.en):
        if table.name.ru and not table.name.ru.endswith("*") and _has(known, table):
            yield _virtual(table, options, russian=russian)


def constants(world: World, path: Sequence[str], *, russian: bool) -> Iterator[Item]:
    """What ``ЗНАЧЕНИЕ`` may take: values of enumerations, predefined items, the empty reference."""
    if len(path) == 1:
        enum = world.catalogue.enum(path[0])
        for value in enum.values if enum is not None else ():
            yield Item(value.name.ru if russian else value.name.en, ItemKind.ENUM_MEMBER, Group.NEAR)
        return
    found = kind(path[0])
    known = world.metadata.get(found.en, path[1]) if found is not None else None
    if known is None or len(path) > 2:
        return
    names = [one.name for one in known.enum_values] + [one.name for one in known.predefined]
    for name in names:
        yield Item(name, ItemKind.ENUM_MEMBER, Group.NEAR)
    if known.kind in _REFERENCES:
        yield Item(_EMPTY_REF.ru if russian else _EMPTY_REF.en, ItemKind.ENUM_MEMBER, Group.METHOD)


def _has(known: MetadataObject, table: VirtualTable) -> bool:
    """Whether an object has a virtual table of its kind, as far as its properties tell."""
    if table.name.en in _BALANCES and known.kind == "AccumulationRegister":
        return known.properties.get("RegisterType") != "Turnovers"
    if table.name.en in _SLICES:
        return known.properties.get("InformationRegisterPeriodicity") != "Nonperiodical"
    return True


def _virtual(table: VirtualTable, options: CompletionOptions, *, russian: bool) -> Item:
    name = table.name.ru if russian else table.name.en
    parameters = ", ".join(one.name.ru if russian else one.name.en for one in table.parameters)
    insert, snippet = (f"{name}($1)", True) if parameters and options.snippets else (name, False)
    detail = f"{name}({parameters})" if parameters else VIRTUAL
    return Item(name, ItemKind.CLASS, Group.METHOD, insert, snippet=snippet, detail=detail)
