"""One module as columns: all that the index knows of it, found in one pass over its tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from tree_sitter import Node

from bsl_pilot.index import schema
from bsl_pilot.index.capture import module_captures
from bsl_pilot.index.declarations import MethodRow, RegionRow, VariableRow, methods, region_rows, variables
from bsl_pilot.index.kinds import Use
from bsl_pilot.index.names import Names
from bsl_pilot.index.packing import Column
from bsl_pilot.index.places import Ruler
from bsl_pilot.index.query_uses import query_uses
from bsl_pilot.index.strings import string_uses
from bsl_pilot.index.uses import Uses, code_uses, joined, mark_locals, order_of, rows
from bsl_pilot.text.snapshot import TextSnapshot


class Source(Protocol):
    """What is harvested: a `Document`, or a file that was parsed only for this."""

    @property
    def text(self) -> TextSnapshot:
        """The module's text."""

    @property
    def root(self) -> Node:
        """The root of its tree."""


class Harvest(NamedTuple):
    """The rows of one module. Names and spellings are numbers of the `Names` that it was harvested with."""

    columns: dict[str, Column]
    """By the names of `schema.TABLES`; all of one table have one length."""
    lines: int


class Vocabulary(NamedTuple):
    """What numbers stand for, for all modules of a segment."""

    names: Names
    spellings: dict[bytes, int]

    @classmethod
    def empty(cls) -> Vocabulary:
        """Nothing yet."""
        return cls(Names(), {})


def harvest(module: Source, words: Vocabulary) -> Harvest:
    """The rows of a module."""
    captures = module_captures(module.root)
    data = module.text.data
    declared = methods(module.text, captures, words.names)
    uses = joined(
        [
            code_uses(data, captures, words.names),
            string_uses(data, captures, words.names),
            query_uses(module.root, words.names),
            _annotations(declared),
        ]
    )
    mark_locals(data, uses, captures, words.names)
    ruler = Ruler(module.text)
    columns = {
        **_use_columns(uses, ruler),
        **_method_columns(declared, words, ruler),
        **_variable_columns(variables(data, captures, words.names), words, ruler),
        **_region_columns(region_rows(data, captures), words, ruler),
    }
    return Harvest(columns, len(module.text.lines))


def _annotations(declared: Sequence[MethodRow]) -> Uses:
    """The names that annotations of extensions name."""
    found = [(row.target, row.target_start) for row in declared if row.target]
    starts = [start for _, start in found]
    kinds = [int(Use.ANNOTATION)] * len(found)
    return rows([name for name, _ in found], starts, kinds, [order_of(start) for start in starts])


def _use_columns(uses: Uses, ruler: Ruler) -> dict[str, Column]:
    places = ruler.places(uses.starts)
    return _named("uses", (uses.names, places.lines, places.characters, uses.kinds))


def _method_columns(found: Sequence[MethodRow], words: Vocabulary, ruler: Ruler) -> dict[str, Column]:
    places = ruler.places(_column(row.name_start for row in found))
    start, end = _column(row.start for row in found), _column(row.end for row in found)
    return _named(
        "methods",
        (
            _column(row.name for row in found),
            _spelled(words, found),
            _column(row.trait for row in found),
            _column(row.directive for row in found),
            _column(row.overlay for row in found),
            _column(row.target for row in found),
            _column(row.parameters for row in found),
            _column(row.required for row in found),
            _column(row.doc for row in found),
            start,
            _column(row.header_end for row in found),
            end,
            places.lines,
            places.characters,
            ruler.lines(start),
            ruler.lines(end),
        ),
    )


def _variable_columns(found: Sequence[VariableRow], words: Vocabulary, ruler: Ruler) -> dict[str, Column]:
    places = ruler.places(_column(row.name_start for row in found))
    names, traits = _column(row.name for row in found), _column(row.trait for row in found)
    return _named("variables", (names, _spelled(words, found), traits, places.lines, places.characters))


def _region_columns(found: Sequence[RegionRow], words: Vocabulary, ruler: Ruler) -> dict[str, Column]:
    first, last = _column(row.start for row in found), _column(row.end for row in found)
    return _named("regions", (_spelled(words, found), ruler.lines(first), ruler.lines(last)))


def _spelled(words: Vocabulary, found: Sequence[MethodRow | VariableRow | RegionRow]) -> Column:
    known = words.spellings
    return _column(known.setdefault(row.spelling, len(known)) for row in found)


def _column(values: object) -> Column:
    return np.fromiter(values, np.int64)  # type: ignore[call-overload,no-any-return]


def _named(table: str, columns: Sequence[Column]) -> dict[str, Column]:
    names = (f"{table}.{column}" for column in schema.TABLES[table])
    return dict(zip(names, columns, strict=True))
