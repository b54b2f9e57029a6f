"""Functions and virtual tables of the query language."""

from __future__ import annotations

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.meanings.model import QueryTable
from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.query import AS_ARGUMENT, QueryFunction
from bsl_pilot.types.query_tables import table_fields

MOST_FIELDS = 24
_SINCE = Text("С версии {version}", "Since {version}")
_FUNCTION = Text("функция языка запросов", "function of the query language")
_AGGREGATE = Text("агрегатная функция языка запросов", "aggregate function of the query language")
_TABLE = Text("виртуальная таблица", "virtual table")
_FIELDS = Text("Поля", "Fields")


def write_function(page: Page, found: QueryFunction, about: About) -> None:
    """Writes about a function of queries."""
    names = about.names
    returns = ", ".join(names.of(one) for one in found.returns if one != AS_ARGUMENT)
    page.code(
        f"{names.of(found.name)}({names.of(found.arguments)})" + (f": {returns}" if returns else ""), "sdbl"
    )
    style = page.style
    other = found.name.en if names.russian else found.name.ru
    page.text(" · ".join((style.name(other), style.say(_AGGREGATE if found.aggregate else _FUNCTION))))
    if found.since:
        page.text(style.say(_SINCE, version=found.since))


def write_table(page: Page, found: QueryTable, about: About) -> None:
    """Writes about a virtual table: its parameters and its fields."""
    names = about.names
    table, of = found.table, found.of
    parameters = ", ".join(names.of(one.name) for one in table.parameters)
    path = names.path(f"{of.kind}.{of.name}")
    page.code(f"{path}.{names.of(table.name)}({parameters})", "sdbl")
    page.text(page.style.say(_TABLE))
    fields = table_fields(about.world, (of.kind, of.name, table.name.en)) or {}
    shown = list({id(one): one for one in fields.values()}.values())
    if shown:
        page.heading(_FIELDS)
        items = []
        for one in shown[:MOST_FIELDS]:
            types = names.union(one.types)
            name = names.of(Text(one.name, one.english))
            items.append((0, page.style.name(name) + (f": {page.style.prose(types)}" if types else "")))
        page.items([*items, *([(0, "…")] if len(shown) > MOST_FIELDS else [])])
