"""Fields of the tables that a query can read: those of metadata, their virtual tables, tabular sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.model import Attribute, MetadataObject
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import attribute_fields, by_name, object_fields, section_named
from bsl_pilot.types.model import UNKNOWN, Field, Types, one
from bsl_pilot.types.naming import of_refs
from bsl_pilot.types.ports import World
from bsl_pilot.types.standard import standard_fields

_PERIOD = Field("Период", one("Date"), "Period")
_OF_TURNOVERS = frozenset({"Recorder", "LineNumber"})
_SLICES = frozenset({"срезпоследних", "slicelast", "срезпервых", "slicefirst"})
_SAME = _SLICES | {"границы", "boundaries", "задачипоисполнителю", "tasksbyperformer"}
_CHANGES = frozenset({"изменения", "changes"})
_CONSTANTS = frozenset({"константы", "constants"})

_BALANCE = (("Остаток", "Balance"),)
_TURNOVER = (("Оборот", "Turnover"),)
_SIDES = (("", ""), ("Дт", "Dr"), ("Кт", "Cr"))
_MOVES = (*_TURNOVER, ("Приход", "Receipt"), ("Расход", "Expense"))
_BOTH = (("НачальныйОстаток", "OpeningBalance"), ("КонечныйОстаток", "ClosingBalance"))

_ACCUMULATION: dict[str, tuple[tuple[str, str], ...]] = {
    "остатки": _BALANCE,
    "обороты": _MOVES,
    "остаткииобороты": (*_BOTH, *_MOVES),
}
_ACCOUNTING: dict[str, tuple[tuple[str, str], ...]] = {
    "остатки": (*_BALANCE, ("РазвернутыйОстаток", "SplittedBalance")),
    "обороты": (*_TURNOVER, ("КорОборот", "BalancedTurnover")),
    "остаткииобороты": (*_BOTH, *_TURNOVER),
    "оборотыдткт": _TURNOVER,
}
"""Virtual tables with what follows a resource's name in a field's, Russian and English."""
_ENGLISH = {
    "balance": "остатки",
    "turnovers": "обороты",
    "balanceandturnovers": "остаткииобороты",
    "drcrturnovers": "оборотыдткт",
}


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
    if name in _SAME:
        return _of_object(world, known)
    name = _ENGLISH.get(name, name)
    if known.kind == "AccumulationRegister" and name in _ACCUMULATION:
        return _totals(world, known, _ACCUMULATION[name])
    if known.kind == "AccountingRegister" and name in _ACCOUNTING:
        return _accounting(world, known, _ACCOUNTING[name])
    return None


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


def _totals(world: World, known: MetadataObject, endings: Iterable[tuple[str, str]]) -> Iterator[Field]:
    """Dimensions, and a number for each resource and ending; of the register's own fields those that turnovers have."""
    yield _PERIOD
    for field in standard_fields(world, known):
        if field.english in _OF_TURNOVERS:
            yield field
    yield from attribute_fields(world, known.dimensions)
    for resource in known.resources:
        for russian, english in endings:
            yield Field(f"{resource.name}{russian}", one("Number"), f"{resource.name}{english}")


def _accounting(world: World, known: MetadataObject, endings: Iterable[tuple[str, str]]) -> Iterator[Field]:
    chart = known.properties.get("ChartOfAccounts", "").partition(".")[2]
    account = one("ChartOfAccountsRef", chart) if chart else UNKNOWN
    for russian, english in _SIDES:
        yield Field(f"Счет{russian}", account, f"Account{english}")
        for at in range(1, 4):
            yield Field(f"Субконто{russian}{at}", UNKNOWN, f"ExtDimension{english}{at}")
        for dimension in known.dimensions:
            if russian:
                types = of_refs(world, dimension.types)
                yield Field(f"{dimension.name}{russian}", types, f"{dimension.name}{english}")
    sides = ((r1 + r2, e1 + e2) for r1, e1 in endings for r2, e2 in _SIDES)
    yield from _totals(world, known, sides)
