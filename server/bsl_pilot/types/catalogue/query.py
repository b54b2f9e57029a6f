"""Words of the query language that are not its grammar: functions, kinds of tables, virtual tables, periods.

The data file is written by ``scripts/compile_catalogue.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.model import Parameter, Types

DATA = Path(__file__).parent / "data" / "query.json"

AS_ARGUMENT = Text("тот же", "the same")
"""Instead of a result's type: it is that of the first argument."""


@dataclass(frozen=True, slots=True)
class QueryFunction:
    """A function of the query language.

    Attributes:
        arguments: what stands in the parentheses, as the help would write it; empty where nothing does.
        returns: types of the result; ``AS_ARGUMENT`` in it where it is that of an argument; empty where unknown.
        aggregate: whether it folds the rows of a group.
        since: the first release, empty where it is older than 8.3.
    """

    name: Text
    arguments: Text
    returns: Types
    aggregate: bool
    since: str


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field that a virtual table has whatever the object. ``numbered``: ``Субконто1``, ``Субконто2``, …"""

    name: Text
    types: Types = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class VirtualTable:
    """A virtual table of a kind of objects; for a filter criterion its own table, with an empty name.

    Attributes:
        kind: the kind of objects that have it, as the table's name begins (``РегистрНакопления``).
        name: behind the object's name; one that ends in ``*`` goes on with the name of another register.
        dimensions: what follows a dimension's name in the fields made of it; empty where there are none.
        resources: the same of resources: ``Остаток`` makes ``СуммаОстаток`` of ``Сумма``.
        attributes: whether the object's attributes are fields, too.
        fields: the fields that do not come from the object.
        complete: whether it has no other fields.
    """

    kind: Text
    name: Text
    parameters: tuple[Parameter, ...]
    dimensions: tuple[Text, ...]
    resources: tuple[Text, ...]
    attributes: bool
    fields: tuple[QueryField, ...]
    complete: bool


class QueryWords:
    """The words of the query language. Immutable; the tuples are in the order in which they are offered."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.functions = tuple(map(_function, data["functions"]))
        self.tables = tuple(Text(*one) for one in data["tables"])
        """First words of tables' names: ``Справочник``."""
        self.periods = tuple(Text(*one) for one in data["periods"])
        self.cast_types = tuple(Text(*one) for one in data["cast_types"])
        """Types behind ``ВЫРАЗИТЬ(… КАК``, beside tables."""
        self.virtual_tables = tuple(map(_virtual_table, data["virtual_tables"]))
        self._functions = {fold(name): one for one in self.functions for name in one.name}

    def function(self, name: str) -> QueryFunction | None:
        """The function of that name in either language."""
        return self._functions.get(fold(name))

    def virtual_tables_of(self, kind: str) -> tuple[VirtualTable, ...]:
        """The virtual tables of a kind of objects (``AccumulationRegister``, ``РегистрНакопления``)."""
        wanted = fold(kind)
        return tuple(one for one in self.virtual_tables if wanted in (fold(one.kind.ru), fold(one.kind.en)))

    def virtual_table(self, kind: str, name: str) -> VirtualTable | None:
        """The virtual table of that name; of those that go on with a register's name any that begins so."""
        wanted = fold(name)
        for one in self.virtual_tables_of(kind):
            for known in map(fold, one.name):
                if wanted == known or (known.endswith("*") and wanted.startswith(known[:-1])):
                    return one
        return None


@lru_cache(maxsize=1)
def query_words() -> QueryWords:
    """The words of the query language; read once, in about a millisecond."""
    return QueryWords(json.loads(DATA.read_text(encoding="utf-8")))


def _function(one: list[Any]) -> QueryFunction:
    name, arguments, returns, aggregate, since = one
    return QueryFunction(Text(*name), Text(*arguments), _texts(returns), aggregate, since)


def _virtual_table(one: Mapping[str, Any]) -> VirtualTable:
    return VirtualTable(
        Text(*one["kind"]),
        Text(*one["name"]),
        tuple(Parameter(Text(ru, en), optional=optional) for ru, en, optional in one["parameters"]),
        _texts(one["dimensions"]),
        _texts(one["resources"]),
        one["attributes"],
        tuple(QueryField(Text(*name), _texts(types), numbered) for name, types, numbered in one["fields"]),
        one["complete"],
    )


def _texts(pairs: list[list[str]]) -> Types:
    return tuple(Text(ru, en) for ru, en in pairs)
