"""The kinds of metadata that 1C:Enterprise has, and their names in every spelling."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.text.words import fold


class StandardAttribute(NamedTuple):
    """An attribute that the platform gives to every object of a kind.

    ``type`` is a type's English name, or stands in angle brackets for what depends on the object (``<Ref>``,
    ``<Owners>``, ``<Code>``); ``conditional``: not every object of the kind has it.
    """

    en: str
    ru: str
    type: str
    conditional: bool


class Kind(NamedTuple):
    """A kind of metadata: ``Catalog`` / ``Справочник``, its collection ``Catalogs`` / ``Справочники``."""

    en: str
    ru: str
    folder: str
    """Folder of its objects in both layouts, and the English name of its collection in code; empty for the
    configuration itself."""
    ru_plural: str
    modules: tuple[ModuleKind, ...]
    generated: tuple[str, ...]
    """English suffixes of the types that each object makes: ``Ref``, ``Object``, ``Manager``, ``Selection`` …"""
    standard: tuple[StandardAttribute, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the configuration's tree."""
    data = files("bsl_pilot.project").joinpath("data/kinds.json").read_text(encoding="utf-8")
    return tuple(
        Kind(
            row["en"],
            row["ru"],
            row.get("folder", ""),
            row.get("ru_plural", ""),
            tuple(ModuleKind(one) for one in row.get("modules", ())),
            tuple(row.get("generated", ())),
            tuple(_standard(*one) for one in row.get("standard", ())),
        )
        for row in json.loads(data)
    )


def kind(name: str) -> Kind | None:
    """The kind of this name: English or Russian, one or many, in any letter case."""
    return _spellings().get(fold(name))


def kind_of_folder(folder: str) -> Kind | None:
    """The kind whose objects lie in this folder of a dump or project."""
    return _folders().get(folder)


def kind_of_type(name: str) -> tuple[Kind, str] | None:
    """Kind and suffix of a generated type without its object: ``CatalogRef``, ``СправочникСсылка`` not included."""
    return _types().get(name)


def order_of(kind_name: str) -> int:
    """Place of an English kind in the configuration's tree."""
    return _order().get(kind_name, len(_order()))


def _standard(name: str, ru: str, type_: str) -> StandardAttribute:
    return StandardAttribute(name.rstrip("?"), ru, type_, name.endswith("?"))


@cache
def _order() -> dict[str, int]:
    return {one.en: at for at, one in enumerate(kinds())}


@cache
def _spellings() -> dict[str, Kind]:
    return {
        fold(name): one for one in kinds() for name in (one.en, one.ru, one.folder, one.ru_plural) if name
    }


@cache
def _folders() -> dict[str, Kind]:
    return {one.folder: one for one in kinds() if one.folder}


@cache
def _types() -> dict[str, tuple[Kind, str]]:
    return {one.en + suffix: (one, suffix) for one in kinds() for suffix in one.generated}
