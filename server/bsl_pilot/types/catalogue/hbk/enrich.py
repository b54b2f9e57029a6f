"""The user's help together with the package's catalogue: help knows more, the package knows older names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.catalogue import Catalogue, Members
from bsl_pilot.types.catalogue.model import (
    Contents,
    Enumeration,
    EnumValue,
    Event,
    Life,
    Method,
    Property,
    TypeEntry,
)

_One = TypeVar("_One", bound="_Named")


class _Named(Protocol):
    @property
    def name(self) -> Text: ...


def enriched(told: Contents, own: Catalogue) -> Contents:
    """What help told, filled up from the package's catalogue where it is silent; what only that knows follows."""
    types = tuple(TypeEntry(one, *_members(own.members(one))) for one in own.types())
    return replace(
        told,
        functions=_united(told.functions, own.functions(), _method),
        properties=_united(told.properties, own.properties(), _property),
        enums=_united(told.enums, own.enums(), _enum),
        types=_united(told.types, types, _type),
        events=_events(told.events, own.all_events()),
        aliases=tuple(own.aliases().items()),
    )


def _members(found: Members | None) -> tuple[tuple[Method, ...], tuple[Property, ...]]:
    return (found.methods, found.properties) if found else ((), ())


def _united(
    told: Iterable[_One], own: Iterable[_One], fill: Callable[[_One, _One], _One]
) -> tuple[_One, ...]:
    """Entries by their Russian names."""
    known: dict[str, _One] = {fold(one.name.ru): one for one in own}
    united: list[_One] = []
    for one in told:
        mine = known.pop(fold(one.name.ru), None)
        united.append(one if mine is None else fill(one, mine))
    return tuple(united + list(known.values()))


def _life(told: Life, own: Life) -> Life:
    """What help lists is there; since when and below which mode it is hidden the package may know better."""
    return Life(
        told.since or own.since,
        hidden_below=own.hidden_below,
        deprecated=told.deprecated or own.deprecated,
    )


def _method(told: Method, own: Method) -> Method:
    return replace(
        told,
        signatures=own.signatures if told.signatures is None else told.signatures,
        returns=told.returns or own.returns,
        awaits=told.awaits or own.awaits,
        gives=own.gives if told.gives is None else told.gives,
        asynchronous=told.asynchronous or own.asynchronous,
        contexts=own.contexts if told.contexts is None else told.contexts,
        life=_life(told.life, own.life),
        origin=own.origin if told.signatures is None else told.origin,
    )


def _property(told: Property, own: Property) -> Property:
    return replace(
        told,
        types=told.types or own.types,
        contexts=own.contexts if told.contexts is None else told.contexts,
        life=_life(told.life, own.life),
        origin=told.origin if told.types else own.origin,
    )


def _value(told: EnumValue, own: EnumValue) -> EnumValue:
    return replace(told, life=_life(told.life, own.life))


def _enum(told: Enumeration, own: Enumeration) -> Enumeration:
    return replace(
        told,
        values=_united(told.values, own.values, _value),
        contexts=own.contexts if told.contexts is None else told.contexts,
        life=_life(told.life, own.life),
    )


def _type(told: TypeEntry, own: TypeEntry) -> TypeEntry:
    one, mine = told.type, own.type
    return TypeEntry(
        replace(
            one,
            constructors=mine.constructors if one.constructors is None else one.constructors,
            creatable=one.creatable or mine.creatable,
            elements=one.elements or mine.elements,
            indexed=one.indexed or mine.indexed,
            contexts=mine.contexts if one.contexts is None else one.contexts,
            life=_life(one.life, mine.life),
        ),
        _united(told.methods, own.methods, _method),
        _united(told.properties, own.properties, _property),
    )


def _events(told: Sequence[Event], own: Iterable[Event]) -> tuple[Event, ...]:
    """All of the help's; of the package's those that help does not describe for that owner."""
    known = {(fold(one.name.ru), fold(owner.ru)) for one in told for owner in one.owners}
    missing = []
    for one in own:
        owners = tuple(owner for owner in one.owners if (fold(one.name.ru), fold(owner.ru)) not in known)
        if owners:
            missing.append(replace(one, owners=owners))
    return (*told, *missing)
