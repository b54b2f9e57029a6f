"""The books of both languages as the contents of a catalogue: pages are joined by their paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.catalogue import Catalogue
from bsl_pilot.types.catalogue.hbk.book import GLOBAL, Book, Described, Kind
from bsl_pilot.types.catalogue.hbk.page import HelpParameter, Variant
from bsl_pilot.types.catalogue.model import (
    About,
    Contents,
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
    TypeEntry,
    Types,
)

GLOBAL_OWNER = Text("ГлобальныйКонтекст", "GlobalContext")
"""Whose the events of the application's modules are."""


def join(first: Book, second: Book | None, about: About, own: Catalogue) -> Contents:
    """A catalogue of one book, with the names and descriptions of the other language where there is one.

    ``own`` knows both names of types that the books do not describe, as those of the language itself.
    """
    return _Join(first, second, own).contents(about)


class _Join:
    def __init__(self, first: Book, second: Book | None, own: Catalogue) -> None:
        self._own = own
        self._russian = first.russian
        self._pages = first.pages
        self._others = second.pages if second else {}
        self._names = self._type_names()
        self._notes: list[Text] = []
        self._members: dict[str, dict[Kind, list[str]]] = {}
        for path, one in self._pages.items():
            if one.kind is not Kind.TYPE:
                self._members.setdefault(one.owner, {}).setdefault(one.kind, []).append(path)

    def contents(self, about: About) -> Contents:
        owners = [path for path, one in self._pages.items() if one.kind is Kind.TYPE and one.owner != GLOBAL]
        enums = [path for path in owners if Kind.VALUE in self._of(path)]
        types = [path for path in owners if Kind.VALUE not in self._of(path)]
        own = self._members.get(GLOBAL, {})
        return Contents(
            about,
            tuple(map(self._method, own.get(Kind.METHOD, ()))),
            tuple(map(self._property, own.get(Kind.PROPERTY, ()))),
            tuple(map(self._enum, enums)),
            tuple(map(self._type, types)),
            tuple(self._events()),
            notes=tuple(self._notes),
        )

    def _of(self, path: str) -> dict[Kind, list[str]]:
        return self._members.get(self._pages[path].owner, {})

    def _type_names(self) -> dict[str, Text]:
        """Both names of a type by the one that pages of this language use."""
        found = (self._name(path) for path, one in self._pages.items() if one.kind is Kind.TYPE)
        return {name.ru if self._russian else name.en: name for name in found}

    def _name(self, path: str) -> Text:
        """Both names; what one book lacks, the other may have."""
        name = self._pages[path].name
        other = self._others.get(path)
        if other is None or name.ru != name.en:
            return name
        return Text(other.name.ru, name.en) if not self._russian else Text(name.ru, other.name.en)

    def _types(self, names: Iterable[str]) -> Types:
        """Types by the names in a page of this language."""
        return tuple(self._names.get(name) or self._own_name(name) for name in names)

    def _own_name(self, name: str) -> Text:
        known = self._own.type(name) or self._own.enum(name)
        return known.name if known else Text(name, name)

    def _life(self, one: Described) -> Life:
        page = one.page
        why = Deprecation(page.deprecated, page.replacement) if page.deprecated else None
        return Life(page.since, deprecated=why)

    def _note(self, path: str) -> int:
        here = self._pages[path].page.description
        other = self._others.get(path)
        there = other.page.description if other else ""
        if not here and not there:
            return 0
        self._notes.append(self._pair(here or there, there or here))
        return len(self._notes)

    def _pair(self, here: str, there: str) -> Text:
        return Text(here, there) if self._russian else Text(there, here)

    def _signatures(self, path: str) -> tuple[Signature, ...] | None:
        """The overloads; None where one of them does not say how to call."""
        variants = self._pages[path].page.variants
        other = self._others.get(path)
        twins: Sequence[Variant | None] = other.page.variants if other else ()
        if len(twins) != len(variants):
            twins = [None] * len(variants)
        found = [self._signature(one, twin) for one, twin in zip(variants, twins, strict=True)]
        known = tuple(one for one in found if one is not None)
        return known if known and len(known) == len(found) else None

    def _signature(self, one: Variant, twin: Variant | None) -> Signature | None:
        if one.parameters is None:
            return None
        other = twin.parameters if twin else None
        names = [parameter.name for parameter in one.parameters]
        twins = [parameter.name for parameter in other or ()]
        if len(twins) != len(names):
            twins = names
        parameters = (
            self._parameter(parameter, self._pair(name, its))
            for parameter, name, its in zip(one.parameters, names, twins, strict=True)
        )
        title = self._pair(one.title, (twin.title if twin else "") or one.title)
        return Signature(tuple(parameters), title)

    def _parameter(self, one: HelpParameter, name: Text) -> Parameter:
        return Parameter(name, self._types(one.types), one.optional, one.variadic)

    def _method(self, path: str) -> Method:
        one = self._pages[path]
        name = self._name(path)
        returns = dict.fromkeys(name for variant in one.page.variants for name in variant.returns)
        gives = any(variant.gives for variant in one.page.variants)
        return Method(
            name,
            self._signatures(path),
            self._types(returns),
            gives=gives if one.page.variants else None,
            asynchronous=name.ru.endswith("Асинх"),
            contexts=one.page.contexts,
            life=self._life(one),
            origin=Origin.HELP,
            note=self._note(path),
        )

    def _property(self, path: str) -> Property:
        one = self._pages[path]
        return Property(
            self._name(path),
            self._types(one.page.types),
            not one.page.write_only,
            not one.page.read_only,
            one.page.contexts,
            self._life(one),
            Origin.HELP,
            self._note(path),
        )

    def _enum(self, path: str) -> Enumeration:
        values = (
            EnumValue(self._name(value), self._life(self._pages[value]), self._note(value))
            for value in self._of(path)[Kind.VALUE]
        )
        one = self._pages[path]
        return Enumeration(
            self._name(path), tuple(values), one.page.contexts, self._life(one), self._note(path)
        )

    def _type(self, path: str) -> TypeEntry:
        one, own = self._pages[path], self._of(path)
        made = PlatformType(
            self._name(path),
            self._constructors(own.get(Kind.CONSTRUCTOR, ())),
            Kind.CONSTRUCTOR in own,
            self._types(one.page.elements),
            one.page.indexed,
            contexts=one.page.contexts,
            life=self._life(one),
            note=self._note(path),
        )
        methods = map(self._method, own.get(Kind.METHOD, ()))
        return TypeEntry(made, tuple(methods), tuple(map(self._property, own.get(Kind.PROPERTY, ()))))

    def _constructors(self, paths: Sequence[str]) -> tuple[Signature, ...] | None:
        found = [self._signatures(path) for path in paths]
        known = [one for one in found if one is not None]
        return tuple(one for some in known for one in some) if known and len(known) == len(found) else None

    def _events(self) -> Iterable[Event]:
        """Events, each with its one owner: help describes them anew in every type that has them."""
        for owner, kinds in self._members.items():
            name = GLOBAL_OWNER if owner == GLOBAL else self._owner(owner)
            if name is None:
                continue
            for path in kinds.get(Kind.EVENT, ()):
                one = self._pages[path]
                life, note = self._life(one), self._note(path)
                yield Event(self._name(path), (name,), self._signatures(path), life, note)

    def _owner(self, owner: str) -> Text | None:
        path = next((path for path in (f"{owner}.html", f"{owner}.htm") if path in self._pages), None)
        return self._name(path) if path else None
