"""Names of types as they are written in comments and in ``Тип("…")``, with the objects behind the dot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.features.completing.item import Group, Item, ItemKind
from bsl_pilot.features.meanings.model import Platform
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.words import WORD
from bsl_pilot.types.catalogue import PlatformType
from bsl_pilot.types.naming import english, generated
from bsl_pilot.types.ports import World

_FIRST = (
    "String", "Number", "Boolean", "Date", "Undefined", "Structure", "Array", "Map", "ValueTable", "ValueTableRow",
    "FixedStructure", "FixedArray", "ValueList", "CatalogRef", "DocumentRef", "EnumRef", "AnyRef", "UUID", "Type",
)  # fmt: skip
"""The types that comments name most, in this order."""
_RANK = {name: at for at, name in enumerate(_FIRST)}
_HEAD = re.compile(rf"({WORD.pattern})\.\Z")
_PREFIXES = ("MD", "@", "<")
_EXTENSION = ("Расширение", "Extension")


def type_name_items(world: World, before: str, *, russian: bool) -> Iterator[Item]:
    """The types, or behind ``СправочникСсылка.`` the objects; ``before`` is what stands before the typed word."""
    head = _HEAD.search(before)
    if head is None:
        yield from _types(world, russian=russian)
        return
    known = world.catalogue.type(head.group(1))
    made = generated(english(known.name)) if known is not None else None
    for name in world.metadata.names(made[0]) if made is not None else ():
        yield Item(name, ItemKind.CLASS, Group.NEAR, subject=ObjectName(made[0] if made else "", name))


def _types(world: World, *, russian: bool) -> Iterator[Item]:
    for known in _named(world):
        name = known.name.ru if russian else english(known.name)
        rank = _RANK.get(english(known.name))
        group = Group.NEAR if rank is not None else Group.GLOBAL
        yield Item(name, ItemKind.CLASS, group, score=-(rank or 0), subject=Platform(known))


def _named(world: World) -> tuple[PlatformType, ...]:
    """The types that values have; those that only add members to others are not among them."""
    key = "completion: names of types"
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = tuple(
            one
            for one in world.catalogue.types()
            if one.name.en
            and not one.name.en.startswith(_PREFIXES)
            and not one.name.ru.startswith(_EXTENSION)
        )
    assert isinstance(known, tuple)
    return known
