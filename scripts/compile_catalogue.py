#!/usr/bin/env python3
"""Compiles facts about the platform into the catalogue and the query language's words that the package contains.

    python3 scripts/compile_catalogue.py PLATFORM_API.json LANGUAGE.json            writes the package's files
    python3 scripts/compile_catalogue.py PLATFORM_API.json LANGUAGE.json --check    exit code 1 where they differ

PLATFORM_API.json lists functions, properties, enumerations, types with members, and events, each with a Russian
and an English name. A signature is a list of ``Имя[/Name][...][?][:Тип|Тип]``; ``ctx`` a set of contexts, those of
the type where it is absent; ``q`` tells who said it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "server"
sys.path[:0] = [str(PACKAGE), str(ROOT)]

from scripts.query_facts import query  # noqa: E402

from bsl_pilot.locale import Text  # noqa: E402  (the path of the package comes first)
from bsl_pilot.types.catalogue.encode import encode  # noqa: E402
from bsl_pilot.types.catalogue.model import (  # noqa: E402
    About,
    Contents,
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
    TypeEntry,
    Types,
)

DATA = PACKAGE / "bsl_pilot" / "types" / "catalogue" / "data"
COMPLETE_TO = "8.3.20"
"""The newest release whose help was compared for the facts."""
EVERYWHERE = Contexts(511)

VALUES = "Значения/Values...?:Произвольный"
CONSTRUCTORS = {
    "Массив": [
        ["КоличествоЭлементов/Count...?:Число"],
        ["ФиксированныйМассив/FixedArray:ФиксированныйМассив"],
    ],
    "Структура": [
        ["Ключи/Keys?:Строка", VALUES],
        ["ФиксированнаяСтруктура/FixedStructure:ФиксированнаяСтруктура"],
    ],
    "ФиксированнаяСтруктура": [["Ключи/Keys?:Строка", VALUES], ["Структура/Structure:Структура"]],
}
"""Constructors that take any number of arguments, which the facts have as one."""

PARAMETER = re.compile(
    r"(?P<ru>[^/?:.]+)(?:/(?P<en>[^?:.]+))?(?P<many>\.\.\.)?(?P<optional>\?)?(?::(?P<types>.+))?"
)
NUMBERED = re.compile(r"(.*?)(?:\d+|N)")

Entry = Mapping[str, Any]


class Compiler:
    """Turns entries of the facts into records of the catalogue."""

    def __init__(self, api: Mapping[str, Any]) -> None:
        self.api = api
        named = (*api["types"], *api["enums"], *api["primitives"])
        self._names = {one["ru"]: text(one) for one in named}
        self._hidden = api["compat_hidden"]["names"]
        self._deprecated = api["deprecated"]

    def contents(self) -> Contents:
        """All of the catalogue."""
        api = self.api
        types = {one["ru"]: self.type(one) for one in api["types"]}
        for old, new in api["aliases"].items():
            if old in types:
                types[new] = united(types[new], types[old])
        return Contents(
            About("facts", COMPLETE_TO),
            tuple(self.method(one, one["ru"]) for one in api["functions"]),
            tuple(self.property(one, one["ru"]) for one in api["properties"]),
            tuple(map(self.enum, api["enums"])),
            (*types.values(), *map(primitive, api["primitives"])),
            tuple(map(self.event, api["events"])),
            tuple(api["aliases"].items()),
        )

    def types(self, names: Iterable[str]) -> Types:
        return tuple(self._names.get(name, Text(name, name)) for name in names)

    def life(self, one: Entry, path: str) -> Life:
        why = self._deprecated.get(path)
        return Life(
            one.get("since", ""),
            one.get("docUntil", ""),
            self._hidden.get(path, ""),
            Deprecation(*why) if why else None,
        )

    def method(self, one: Entry, path: str) -> Method:
        known = one.get("q", "")
        returns = one.get("ret", ())
        gives = True if returns or one["fn"] else False if known else None
        return Method(
            text(one),
            self.signatures(one.get("sig")),
            self.types(returns),
            self.types(one.get("awaits", ())),
            gives,
            bool(one.get("async")),
            contexts(one),
            self.life(one, path),
            Origin(known),
        )

    def property(self, one: Entry, path: str) -> Property:
        return Property(
            text(one),
            self.types(one.get("t", ())),
            not one.get("wo"),
            not one.get("ro"),
            contexts(one),
            self.life(one, path),
            Origin(one.get("q", "")),
        )

    def enum(self, one: Entry) -> Enumeration:
        values = (
            EnumValue(Text(ru, en or ru), Life(since[0]) if since else Life())
            for ru, en, *since in one.get("val", ())
        )
        return Enumeration(text(one), tuple(values), contexts(one), self.life(one, one["ru"]))

    def type(self, one: Entry) -> TypeEntry:
        name = one["ru"]
        constructors = self.signatures(CONSTRUCTORS.get(name, one.get("ctor")))
        made = PlatformType(
            text(one),
            constructors,
            bool(one.get("newable")) or constructors is not None,
            self.types([one["elem"]] if one.get("elem") else ()),
            bool(one.get("idx")),
            contexts=contexts(one),
            life=self.life(one, name),
        )
        return TypeEntry(
            made,
            tuple(self.method(member, f"{name}.{member['ru']}") for member in one.get("m", ())),
            tuple(self.property(member, f"{name}.{member['ru']}") for member in one.get("p", ())),
        )

    def event(self, one: Entry) -> Event:
        owners = (
            Text(name, "GlobalContext")
            if name == "ГлобальныйКонтекст"
            else self._names.get(name, Text(name, name))
            for name in one["on"]
        )
        return Event(text(one), tuple(owners), self.signatures(one.get("sig")), self.life(one, one["ru"]))

    def signatures(self, overloads: Sequence[Sequence[str]] | None) -> tuple[Signature, ...] | None:
        return tuple(map(self.signature, overloads)) if overloads else None

    def signature(self, overload: Sequence[str]) -> Signature:
        """``Значение1, ..., ЗначениеN`` is one parameter that takes any number; ``Имя()`` stands for none."""
        found: list[Parameter] = []
        for written in overload:
            if written == "..." or written.endswith("()"):
                continue
            read = PARAMETER.fullmatch(written)
            assert read, f"no parameter: {written}"
            name = Text(read["ru"], read["en"] or read["ru"])
            types = self.types(read["types"].split("|")) if read["types"] else ()
            found.append(Parameter(name, types, bool(read["optional"]), bool(read["many"])))
        return numbered(found) if "..." in overload else Signature(tuple(found))


def numbered(ends: Sequence[Parameter]) -> Signature:
    """The first and last of a row of numbered parameters as one that takes any number."""
    last = ends[-1]
    stem = NUMBERED.fullmatch(last.name.ru)
    name = stem[1] if stem else last.name.ru
    return Signature((Parameter(Text(name, name), last.types, optional=True, variadic=True),))


def united(type_: TypeEntry, old: TypeEntry) -> TypeEntry:
    """A renamed type with what only its old name had: that name gives the new type."""
    methods = {one.name.ru for one in type_.methods}
    properties = {one.name.ru for one in type_.properties}
    return replace(
        type_,
        methods=(*type_.methods, *(one for one in old.methods if one.name.ru not in methods)),
        properties=(*type_.properties, *(one for one in old.properties if one.name.ru not in properties)),
    )


def text(one: Entry) -> Text:
    """Both names; a name that one language lacks is the other's."""
    return Text(one["ru"], one.get("en") or one["ru"])


def contexts(one: Entry) -> Contexts | None:
    """The contexts of an entry. An empty set is a gap of the facts."""
    return Contexts(one["ctx"]) if one.get("ctx") else None


def primitive(one: Entry) -> TypeEntry:
    """A type of the language itself."""
    return TypeEntry(PlatformType(text(one), primitive=True, contexts=EVERYWHERE))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("api", type=Path)
    parser.add_argument("language", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether the files are up to date"
    )
    options = parser.parse_args()
    api = json.loads(options.api.read_text(encoding="utf-8"))
    language = json.loads(options.language.read_text(encoding="utf-8"))
    outdated = 0
    for name, data in {
        "catalogue.bin": encode(Compiler(api).contents()),
        "query.json": query(language),
    }.items():
        path = DATA / name
        if path.exists() and path.read_bytes() == data:
            continue
        outdated = 1
        if not options.check:
            DATA.mkdir(exist_ok=True)
            path.write_bytes(data)
            print(f"{name}: {len(data) // 1024} KB")
    return outdated if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
