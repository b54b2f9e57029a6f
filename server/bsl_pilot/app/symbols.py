"""Where a name is defined and used in an indexed folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.app.indexing import Indexed

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Occurrence, Place


class Symbols(NamedTuple):
    """Places in the order of paths and lines, each once."""

    definitions: list[Place]
    references: list[Place]
    """Uses that mean one of the definitions, or the name of the platform where there is no definition."""
    possible: list[Place]
    """Calls of the name behind a dot: what they mean, only the type of what stands there could tell."""


def symbols(indexed: Indexed, name: str) -> Symbols:
    """Looks up ``Метод``, ``Модуль.Метод`` or ``Справочники.Имя.Метод``, in any letter case."""
    from bsl_pilot.index.rows import Method  # noqa: PLC0415  (numpy)
    from bsl_pilot.text.words import fold  # noqa: PLC0415

    resolver = indexed.resolver()
    found = resolver.definitions(name)
    *chain, last = (fold(part.strip()) for part in name.split("."))
    if found:
        methods = [one for one in found if isinstance(one, Method)]
        uses = {place for one in methods for place in map(_place, resolver.references(one))}
        uses |= set(map(_place, resolver.variable_references(found)))
        possible = {_place(one) for one in resolver.unresolved(last)} if methods else set()
    else:
        uses = {_place(one) for one in resolver.platform_calls(last, tuple(chain))}
        possible = set()
    return Symbols(sorted(one.place for one in found), sorted(uses), sorted(possible - uses))


def _place(one: Occurrence) -> Place:
    return one.place
