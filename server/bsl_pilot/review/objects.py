"""Which objects of metadata a module speaks for: findings about an object stand in one of its modules, and those about
objects without any in the session module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bsl_pilot.index.modules import Modules
from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.project.metadata.model import Form, Handler, MetadataObject
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.module import ModuleFacts
from bsl_pilot.review.scene import ModuleType
from bsl_pilot.text.words import fold

_HOMES = {
    ModuleType.OBJECT: ModuleKind.OBJECT,
    ModuleType.RECORD_SET: ModuleKind.RECORD_SET,
    ModuleType.VALUE_MANAGER: ModuleKind.VALUE_MANAGER,
    ModuleType.MANAGER: ModuleKind.MANAGER,
    ModuleType.COMMON: ModuleKind.COMMON,
    ModuleType.HTTP_SERVICE: ModuleKind.SERVICE,
    ModuleType.WEB_SERVICE: ModuleKind.SERVICE,
    ModuleType.SERVICE: ModuleKind.SERVICE,
    ModuleType.FORM: ModuleKind.FORM,
    ModuleType.COMMAND: ModuleKind.COMMAND,
}
"""Kinds of modules in the order in which an object is asked for one."""
_PARTS = frozenset({"CommonForm", "CommonCommand"})
"""Kinds whose objects have their module under their own name."""


def objects_at(module: ModuleFacts, types: tuple[ModuleType, ...] = ()) -> Iterator[MetadataObject]:
    """The objects whose findings stand at the head of a module; none while the workspace is not known.

    Args:
        module: the module.
        types: kinds of modules that may tell (of a rule: those in which it runs); empty for all.
    """
    project, scene = module.project, module.scene
    modules = project.view.known.modules if project is not None else None
    if project is None or modules is None or scene.extension:
        return
    homes = tuple(kind for type_, kind in _HOMES.items() if not types or type_ in types)
    if scene.type is ModuleType.SESSION:
        yield from _without_module(project.metadata, modules, project.path, homes)
        return
    own = _HOMES.get(scene.type)
    if scene.owner is None or own is None or _home(modules, scene.owner, project.path, homes) is not own:
        return
    known = project.metadata.get(*scene.owner)
    if known is not None and (scene.owner.kind in _PARTS or not (scene.form or scene.command)):
        yield known


def form_of(module: ModuleFacts) -> Form | None:
    """What is known of the form whose module this is; None for other modules, and where nothing is known."""
    scene, project = module.scene, module.project
    if scene.type is not ModuleType.FORM or project is None or scene.owner is None:
        return None
    return project.metadata.form(scene.owner, scene.form)


def is_ordinary_form(module: ModuleFacts) -> bool:
    """Whether it is the module of an ordinary form, where directives mean nothing."""
    form = form_of(module)
    return form is not None and form.ordinary


def handlers_of(form: Form) -> Iterator[tuple[str, Handler]]:
    """What a form names as handlers, with the name of the form, item or command that has them."""
    yield from ((form.name, one) for one in form.handlers)
    yield from ((item.name, one) for item in form.items for one in item.handlers)
    yield from ((command.name, one) for command in form.commands for one in command.handlers)


def _home(
    modules: Modules, owner: ObjectName, seen_from: str, homes: tuple[ModuleKind, ...]
) -> ModuleKind | None:
    """The kind of the module that speaks for an object."""
    name = fold(owner.name)
    part = name if owner.kind in _PARTS else ""
    return next((one for one in homes if modules.of(one, (owner.kind, name), part, seen_from)), None)


@lru_cache(maxsize=8)
def _without_module(
    metadata: MetadataView, modules: Modules, path: str, homes: tuple[ModuleKind, ...]
) -> tuple[MetadataObject, ...]:
    """The objects without a module; found once for a state of the workspace, since it decodes them all."""
    names = (ObjectName(one.kind, one.name) for one in metadata.headers() if one.kind != "Configuration")
    alone = (one for one in names if _home(modules, one, path, homes) is None)
    return tuple(known for one in alone if (known := metadata.get(*one)) is not None)
