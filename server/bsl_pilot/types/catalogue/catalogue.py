"""Lookups in a catalogue: by either name, in any letter case; records are made when they are asked for."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.decode import Decoder
from bsl_pilot.types.catalogue.extensions import base_of
from bsl_pilot.types.catalogue.model import (
    About,
    Enumeration,
    EnumValue,
    Event,
    Method,
    PlatformType,
    Property,
)
from bsl_pilot.types.catalogue.tables import read

_logger = logging.getLogger(__name__)
_Value = TypeVar("_Value")
_Member = TypeVar("_Member", bound=Method | Property)

KINDS = ("functions", "properties", "types", "enums", "events")
Described = Method | Property | PlatformType | Enumeration | EnumValue | Event


def by_name(names: Sequence[Text], values: Sequence[_Value]) -> dict[str, _Value]:
    """Values by both folded names; the first of one name counts, a Russian name before an English one."""
    found: dict[str, _Value] = {}
    for language in (0, 1):
        folded = fold("\0".join(name[language] for name in names)).split(
            "\0"
        )  # one call instead of thousands
        for name, value in zip(
            folded, values, strict=False
        ):  # an empty list of names folds to one empty name
            found.setdefault(name, value)
    return found


def _named(entries: Sequence[_Member]) -> dict[str, _Member]:
    return by_name([one.name for one in entries], entries)


class Members:
    """The methods and properties of a type, or of several that are one to the code (a field and its extension)."""

    def __init__(self, methods: Iterable[Method] = (), properties: Iterable[Property] = ()) -> None:
        self.methods = tuple(methods)
        """In the order of the platform's help."""
        self.properties = tuple(properties)
        """Those with ``<…>`` for a name included; see ``dynamic``."""

    def __or__(self, other: Members) -> Members:
        """The members of both; of two of one name only the left one."""
        return Members(
            (*self.methods, *(one for one in other.methods if self.get(one.name.ru) is None)),
            (*self.properties, *(one for one in other.properties if self.get(one.name.ru) is None)),
        )

    @property
    def dynamic(self) -> tuple[Property, ...]:
        """What stands for names that the developer or the data gives: ``<Имя колонки>``."""
        return tuple(one for one in self.properties if one.dynamic)

    def get(self, name: str) -> Method | Property | None:
        """The member of that name; a property where there is a method, too."""
        return self._by_name.get(fold(name))

    def method(self, name: str) -> Method | None:
        """The method of that name."""
        return self._methods.get(fold(name))

    @cached_property
    def _by_name(self) -> dict[str, Method | Property]:
        fixed = (one for one in self.properties if not one.dynamic)
        return _named((*fixed, *self.methods))

    @cached_property
    def _methods(self) -> dict[str, Method]:
        return _named(self.methods)


class Catalogue:
    """One catalogue. Immutable to its users and safe to share between threads; opened in some milliseconds."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises:
            CatalogueDamaged: it is no catalogue, damaged, or of another version.
            OSError: it can't be read.
        """
        self._decoder = Decoder(read(path))
        self._names: dict[str, dict[str, int]] = {}
        self._members: dict[int, Members] = {}
        self._head = self._decoder.tables.head

    @cached_property
    def about(self) -> About:
        """Where it comes from and how far it reaches."""
        said = self._head["about"]
        return About(**{**said, "made_from": tuple(said["made_from"])})

    def free_words(self) -> list[str]:
        """Folded names that stand for themselves: globals, types, enumerations, events; sorted."""
        return self._decoder.tables.words(0)

    def member_words(self) -> list[str]:
        """Folded names that stand behind a dot: members of types, values of enumerations, events; sorted."""
        return self._decoder.tables.words(1)

    def counts(self) -> dict[str, int]:
        """How many entries of each kind it has, without making them."""
        return {
            **{kind: len(self._all(kind)) for kind in KINDS},
            "members": sum(map(self._decoder.members_of, self._all("types"))),
        }

    def function(self, name: str) -> Method | None:
        """A global function or procedure."""
        number = self._number("functions", name)
        return None if number is None else self._decoder.method(number)

    def property(self, name: str) -> Property | None:
        """A global property: ``Справочники``, ``Метаданные``."""
        number = self._number("properties", name)
        return None if number is None else self._decoder.property(number)

    def enum(self, name: str) -> Enumeration | None:
        """A system enumeration."""
        number = self._number("enums", name)
        return None if number is None else self._decoder.enum(number)

    def type(self, name: str) -> PlatformType | None:
        """A type; the old name of one that was renamed gives the new one."""
        number = self._number("types", name)
        return None if number is None else self._decoder.type(number)

    def members(self, of: str | PlatformType) -> Members | None:
        """The members of a type; None where there is no such type. Empty where the type has none that is known."""
        number = of.number if isinstance(of, PlatformType) else self._number("types", of)
        if number is None:
            return None
        known = self._members.get(number)
        if known is None:
            known = self._members[number] = Members(*self._decoder.members(number))
        return known

    def extensions(self, of: str) -> tuple[PlatformType, ...]:
        """The types that add members to a type, by what it shows: those of ``ПолеФормы`` for a field of a form."""
        name = self.type(of)
        numbers = self._extensions.get(fold(name.name.ru), ()) if name else ()
        return tuple(map(self._decoder.type, numbers))

    def events(self, owner: str) -> tuple[Event, ...]:
        """The events of a type or of a module (``ГлобальныйКонтекст``: of the application's modules)."""
        return tuple(map(self._decoder.event, self._events.get(fold(owner), ())))

    def functions(self) -> Iterator[Method]:
        """All global functions and procedures."""
        return map(self._decoder.method, self._all("functions"))

    def properties(self) -> Iterator[Property]:
        """All global properties."""
        return map(self._decoder.property, self._all("properties"))

    def enums(self) -> Iterator[Enumeration]:
        """All system enumerations."""
        return map(self._decoder.enum, self._all("enums"))

    def types(self) -> Iterator[PlatformType]:
        """All types; those of extensions and of the interface included."""
        return map(self._decoder.type, self._all("types"))

    def all_events(self) -> Iterator[Event]:
        """All events."""
        return map(self._decoder.event, self._all("events"))

    def aliases(self) -> dict[str, str]:
        """Old names of types that were renamed, with the new ones."""
        return dict(self._head["aliases"])

    def description(self, of: Described) -> Text | None:
        """What the user's own help says of it in short; None where it says nothing. Reads the file."""
        if not of.note:
            return None
        try:
            return self._decoder.tables.note(of.note)
        except (OSError, ValueError, IndexError, zlib.error) as error:
            _logger.warning("%s: no description can be read: %s", self._decoder.tables.path, error)
            return None

    def _all(self, kind: str) -> Sequence[int]:
        return self._decoder.tables.list(self._head[kind])

    def _kind_names(self, kind: str) -> list[Text]:
        table = "methods" if kind == "functions" else kind
        return [self._decoder.name(table, number) for number in self._all(kind)]

    def _number(self, kind: str, name: str) -> int | None:
        names = self._names.get(kind)
        if names is None:
            names = self._names[kind] = self._index(kind)
        return names.get(fold(name))

    def _index(self, kind: str) -> dict[str, int]:
        found = by_name(self._kind_names(kind), self._all(kind))
        if kind == "types":
            for old, new in self._head["aliases"]:
                if (number := found.get(fold(new))) is not None:
                    found[fold(old)] = number
        return found

    @cached_property
    def _extensions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in self._all("types"):
            if base := base_of(self._decoder.name("types", number).ru):
                found.setdefault(fold(base.ru), []).append(number)
        return found

    @cached_property
    def _events(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in self._all("events"):
            for owner in self._decoder.owners(number):
                for name in {fold(owner.ru), fold(owner.en)}:
                    found.setdefault(name, []).append(number)
        return found
