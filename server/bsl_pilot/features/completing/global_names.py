"""Names that are there in every module: common modules, methods of global ones, the platform's global context.

The platform's are made once for a world; where the code runs is looked at with each request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from math import log1p

from bsl_pilot.features.completing.availability import Availability, availability
from bsl_pilot.features.completing.calls import called_text, is_called
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.library_names import module_items
from bsl_pilot.features.completing.members import allowed_members, member_item
from bsl_pilot.features.completing.scene import Scene, typed_language
from bsl_pilot.features.meanings.model import Platform, Routine
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.words import fold
from bsl_pilot.types import catalogue
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.members import MemberKind
from bsl_pilot.types.model import Types
from bsl_pilot.types.module import ModuleCode
from bsl_pilot.types.ports import World
from bsl_pilot.types.scope import application_codes, global_modules

COMMON_MODULE = Text("общий модуль", "common module")
_Platform = catalogue.Method | catalogue.Property | catalogue.Enumeration
_KINDS = {
    catalogue.Method: ItemKind.FUNCTION,
    catalogue.Property: ItemKind.PROPERTY,
    catalogue.Enumeration: ItemKind.ENUM,
}


def global_items(
    scene: Scene, options: CompletionOptions, knowledge: Knowledge, seen: Collection[str]
) -> Iterator[Item]:
    """The names, those of ``seen`` (folded, used in the method) before the others; `score` tells the frequent."""
    inference = knowledge.inference
    runs = availability(scene, inference.world, inference.code.where)
    found = [*_own(scene, options, inference, runs), *_common_modules(inference.world, runs)]
    found += module_items(knowledge)
    found += _of_global_modules(scene, options, inference, runs)
    found += _platform_items(scene, options, inference.world, runs)
    yield from by_frequency(found, knowledge, seen)


def by_frequency(items: Iterable[Item], knowledge: Knowledge, seen: Collection[str] = ()) -> Iterator[Item]:
    """The items, scored by how often their names are used elsewhere."""
    found = list(items)
    names = [fold(item.label) for item in found]
    counts = knowledge.usage.frequencies(names) if knowledge.usage is not None else {}
    for item, name in zip(found, names, strict=True):
        score = item.score + log1p(counts.get(name, 0))
        group = Group.MODULE if name in seen and item.group is Group.GLOBAL else item.group
        yield replace(item, score=score, group=group)


def _own(
    scene: Scene, options: CompletionOptions, inference: Inference, runs: Availability
) -> Iterator[Item]:
    """Members of the module's own object or form."""
    this = inference.scope(inference.code).this
    if this is None or not runs.form:
        return
    for member in allowed_members(inference, runs, Types((this,))):
        if member.kind in (MemberKind.EXPORT, MemberKind.VARIABLE):
            continue  # among the methods of the module already
        item = member_item(member, scene, options)
        group = Group.MODULE if member.kind is MemberKind.FIELD else Group.GLOBAL
        yield replace(item, group=Group.DEPRECATED if item.deprecated else group)


def _common_modules(world: World, runs: Availability) -> Iterator[Item]:
    for module in world.metadata.common_modules():
        if not module.is_global and runs.reaches(module):
            name = ObjectName("CommonModule", module.name)
            yield Item(module.name, ItemKind.MODULE, Group.GLOBAL, detail=COMMON_MODULE, subject=name)


def _of_global_modules(
    scene: Scene, options: CompletionOptions, inference: Inference, runs: Availability
) -> Iterator[Item]:
    """What global common modules and the modules of the application export."""
    world = inference.world
    for name in global_modules(world):
        module, code = world.metadata.common_module(name), world.modules.common(name)
        if module is None or code is None or not runs.reaches(module):
            continue
        yield from _exported(scene, options, code)
    for code in application_codes(world) if runs.allows(catalogue.CLIENTS) else ():
        yield from _exported(scene, options, code)
        for variable in code.declared.values():
            if variable.exported:
                yield Item(variable.name, ItemKind.VARIABLE, Group.GLOBAL)


def _exported(scene: Scene, options: CompletionOptions, code: ModuleCode) -> Iterator[Item]:
    for method in code.methods.values():
        if method.exported:
            insert, snippet = _inserted(method.name, method, scene, options)
            subject = Routine(code, method)
            yield Item(method.name, ItemKind.FUNCTION, Group.GLOBAL, insert, snippet=snippet, subject=subject)


def _platform_items(
    scene: Scene, options: CompletionOptions, world: World, runs: Availability
) -> Iterator[Item]:
    typed = typed_language(scene.word.typed)
    languages = [scene.russian] if typed in (None, scene.russian) else [scene.russian, typed]
    for russian in languages:
        for known in _platform(world):
            if runs.allows(known.contexts):
                yield _platform_item(known, scene, options, russian=russian)


def _platform_item(known: _Platform, scene: Scene, options: CompletionOptions, *, russian: bool) -> Item:
    name = known.name.ru if russian else known.name.en or known.name.ru
    group = Group.GLOBAL if russian == scene.russian else Group.OTHER_LANGUAGE
    deprecated = known.life.deprecated is not None
    insert, snippet = "", False
    if isinstance(known, catalogue.Method):
        insert, snippet = _inserted(name, known, scene, options)
    return Item(
        name,
        _KINDS[type(known)],
        Group.DEPRECATED if deprecated else group,
        insert,
        snippet=snippet,
        deprecated=deprecated,
        subject=Platform(known),
    )


def _platform(world: World) -> tuple[_Platform, ...]:
    """The global context, read once for a world."""
    key = "completion: global context"
    known = world.memory.get(key)
    if known is None:
        of = world.catalogue
        listed: list[_Platform] = [*of.functions(), *of.properties(), *of.enums()]
        known = world.memory[key] = tuple(one for one in listed if not one.name.ru.startswith("<"))
    assert isinstance(known, tuple)
    return known


def _inserted(name: str, method: object, scene: Scene, options: CompletionOptions) -> tuple[str, bool]:
    return ("", False) if is_called(scene) else called_text(name, method, options)
