"""Types after ``Новый``: those that the platform can create where the code runs, the frequent ones first."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.completing.availability import availability
from bsl_pilot.features.completing.calls import is_called
from bsl_pilot.features.completing.global_names import by_frequency
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.library_names import class_items
from bsl_pilot.features.completing.scene import Scene, typed_language
from bsl_pilot.features.completing.seen import type_items
from bsl_pilot.features.meanings.model import Platform
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import PlatformType
from bsl_pilot.types.ports import World


def new_items(scene: Scene, options: CompletionOptions, knowledge: Knowledge | None) -> Iterator[Item]:
    """The types; those that the module creates elsewhere before the others."""
    seen = list(type_items(scene))
    if knowledge is None:
        yield from seen
        return
    used = {fold(item.label) for item in seen}
    found = [*class_items(knowledge), *_creatable(scene, options, knowledge)]
    yield from by_frequency(found, knowledge, used)
    known = {fold(item.label) for item in found}
    yield from (item for item in seen if fold(item.label) not in known)


def _creatable(scene: Scene, options: CompletionOptions, knowledge: Knowledge) -> Iterator[Item]:
    inference = knowledge.inference
    runs = availability(scene, inference.world, inference.code.where)
    typed = typed_language(scene.word.typed)
    for known in _types(inference.world):
        if not runs.allows(known.contexts):
            continue
        yield _item(known, scene, options, russian=scene.russian)
        if typed not in (None, scene.russian):
            yield _item(known, scene, options, russian=not scene.russian)


def _item(known: PlatformType, scene: Scene, options: CompletionOptions, *, russian: bool) -> Item:
    name = known.name.ru if russian else known.name.en or known.name.ru
    insert, snippet = "", False
    if options.snippets and not is_called(scene) and _needs_arguments(known):
        insert, snippet = f"{name}($1)", True
    deprecated = known.life.deprecated is not None
    group = Group.GLOBAL if russian == scene.russian else Group.OTHER_LANGUAGE
    return Item(
        name,
        ItemKind.CLASS,
        Group.DEPRECATED if deprecated else group,
        insert,
        snippet=snippet,
        deprecated=deprecated,
        subject=Platform(known),
    )


def _needs_arguments(known: PlatformType) -> bool:
    return bool(known.constructors) and all(one.least for one in known.constructors or ())


def _types(world: World) -> tuple[PlatformType, ...]:
    """The types that can be created, read once for a world."""
    key = "completion: creatable types"
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = tuple(one for one in world.catalogue.types() if one.creatable)
    assert isinstance(known, tuple)
    return known
