"""Records of a catalogue, made from the tables of its file."""

from __future__ import annotations

import struct

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.model import (
    ALWAYS,
    Contexts,
    Deprecation,
    Enumeration,
    EnumValue,
    Event,
    Life,
    Method,
    Origin,
    Parameter,
    PlatformType,
    Property,
    Signature,
    Types,
)
from bsl_pilot.types.catalogue.tables import ORIGINS, RECORDS, UNKNOWN_CONTEXTS, Flag, Tables


class Decoder:
    """Makes records by number. What many records share (types, signatures, lives) is made once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._types: dict[int, Types] = {}
        self._overloads: dict[int, tuple[Signature, ...]] = {}
        self._parameters: dict[int, Parameter] = {}
        self._lives: dict[int, Life] = {0: ALWAYS}
        self._methods: dict[tuple[int, Contexts | None], Method] = {}
        self._properties: dict[tuple[int, Contexts | None], Property] = {}
        self._platform_types: dict[int, PlatformType] = {}
        self._enums: dict[int, Enumeration] = {}

    def name(self, table: str, number: int) -> Text:
        """The name of a record: the first number of every record that has one."""
        (text,) = _FIRST.unpack_from(self.tables.records[table], number * RECORDS[table].size)
        return self.text(text)

    def text(self, number: int) -> Text:
        """A text in two languages."""
        ru, en = self._record("texts", number)
        strings = self.tables.strings
        return Text(strings[ru], strings[en])

    def texts(self, number: int) -> Types:
        """A list of texts, mostly types."""
        known = self._types.get(number)
        if known is None:
            known = self._types[number] = tuple(map(self.text, self.tables.list(number)))
        return known

    def life(self, number: int) -> Life:
        """Which releases have it."""
        known = self._lives.get(number)
        if known is None:
            strings = self.tables.strings
            since, until, hidden, deprecated, instead = (strings[i] for i in self._record("lives", number))
            why = Deprecation(deprecated, instead) if deprecated or instead else None
            known = self._lives[number] = Life(since, until, hidden, why)
        return known

    def overloads(self, number: int) -> tuple[Signature, ...] | None:
        """The ways to call; None where unknown."""
        if not number:
            return None
        known = self._overloads.get(number)
        if known is None:
            known = self._overloads[number] = tuple(map(self._signature, self.tables.list(number)))
        return known

    def method(self, number: int, inherited: Contexts | None = None) -> Method:
        """A function or method; ``inherited`` contexts are those of its type."""
        key = number, inherited
        if known := self._methods.get(key):
            return known
        text, overloads, returns, awaits, contexts, life, origin, flags, note = self._record(
            "methods", number
        )
        made = Method(
            self.text(text),
            self.overloads(overloads),
            self.texts(returns),
            self.texts(awaits),
            True if flags & Flag.GIVES else False if flags & Flag.GIVES_NOTHING else None,
            bool(flags & Flag.ASYNCHRONOUS),
            _contexts(contexts, inherited),
            self.life(life),
            _origin(origin),
            note,
        )
        self._methods[key] = made
        return made

    def property(self, number: int, inherited: Contexts | None = None) -> Property:
        """A property; ``inherited`` contexts are those of its type."""
        key = number, inherited
        if known := self._properties.get(key):
            return known
        text, types, contexts, life, origin, flags, note = self._record("properties", number)
        made = Property(
            self.text(text),
            self.texts(types),
            bool(flags & Flag.READABLE),
            bool(flags & Flag.WRITABLE),
            _contexts(contexts, inherited),
            self.life(life),
            _origin(origin),
            note,
        )
        self._properties[key] = made
        return made

    def enum(self, number: int) -> Enumeration:
        """A system enumeration with its values."""
        if known := self._enums.get(number):
            return known
        text, values, contexts, life, note = self._record("enums", number)
        made = self._enums[number] = Enumeration(
            self.text(text),
            tuple(map(self._value, self.tables.list(values))),
            _contexts(contexts, None),
            self.life(life),
            note,
        )
        return made

    def type(self, number: int) -> PlatformType:
        """A type without its members."""
        if known := self._platform_types.get(number):
            return known
        text, constructors, elements, _, _, contexts, life, flags, note = self._record("types", number)
        made = self._platform_types[number] = PlatformType(
            self.text(text),
            self.overloads(constructors),
            bool(flags & Flag.CREATABLE),
            self.texts(elements),
            bool(flags & Flag.INDEXED),
            bool(flags & Flag.PRIMITIVE),
            _contexts(contexts, None),
            self.life(life),
            note,
            number,
        )
        return made

    def members(self, number: int) -> tuple[tuple[Method, ...], tuple[Property, ...]]:
        """The methods and properties of a type."""
        _, _, _, methods, properties, contexts, *_ = self._record("types", number)
        own = _contexts(contexts, None)
        return (
            tuple(self.method(one, own) for one in self.tables.list(methods)),
            tuple(self.property(one, own) for one in self.tables.list(properties)),
        )

    def members_of(self, number: int) -> int:
        """How many methods and properties a type has."""
        _, _, _, methods, properties, *_ = self._record("types", number)
        return len(self.tables.list(methods)) + len(self.tables.list(properties))

    def event(self, number: int) -> Event:
        """An event with its owners."""
        text, owners, overloads, life, note = self._record("events", number)
        return Event(self.text(text), self.texts(owners), self.overloads(overloads), self.life(life), note)

    def owners(self, number: int) -> Types:
        """Who has the event."""
        return self.texts(self._record("events", number)[1])

    def _signature(self, number: int) -> Signature:
        title, parameters = self._record("signatures", number)
        return Signature(tuple(map(self._parameter, self.tables.list(parameters))), self.text(title))

    def _parameter(self, number: int) -> Parameter:
        known = self._parameters.get(number)
        if known is None:
            text, types, flags = self._record("parameters", number)
            known = self._parameters[number] = Parameter(
                self.text(text), self.texts(types), bool(flags & Flag.OPTIONAL), bool(flags & Flag.VARIADIC)
            )
        return known

    def _value(self, number: int) -> EnumValue:
        text, life, note = self._record("values", number)
        return EnumValue(self.text(text), self.life(life), note)

    def _record(self, table: str, number: int) -> tuple[int, ...]:
        form = RECORDS[table]
        return form.unpack_from(self.tables.records[table], number * form.size)


_FIRST = struct.Struct("<I")


def _contexts(number: int, inherited: Contexts | None) -> Contexts | None:
    return inherited if number == UNKNOWN_CONTEXTS else _CONTEXTS.setdefault(number, Contexts(number))


def _origin(number: int) -> Origin:
    return _ORIGINS[number]


_CONTEXTS: dict[int, Contexts] = {}
_ORIGINS = tuple(Origin(mark.replace("-", "")) for mark in ORIGINS)
