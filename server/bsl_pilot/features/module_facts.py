"""What the project tells of a module to those who have its text alone: refactorings run in the worker process.

Plain data, to be sent there; light to import.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # a server must start without them
    from bsl_pilot.features.project import ProjectView
    from bsl_pilot.project.layout import Module
    from bsl_pilot.project.metadata.model import Form, FormItem
    from bsl_pilot.types.model import Type
    from bsl_pilot.types.ports import World

EVENT, OF_FORM, OF_ITEM, OF_COMMAND = "event", "form", "item", "command"
"""What a handler handles; of an item inside of a table it is `OF_TABLE` with the table's name behind it."""
OF_TABLE = "table:"
_TABLE = "Table"


class ModuleFacts(NamedTuple):
    """One module.

    Attributes:
        kind: by its name in ``project.layout.ModuleKind`` (``common``, ``form``, …).
        attributes: folded names that the module sees without a dot and that are no variables of its own: those of its
            object or form, common modules, properties of the global context; None where they are not known.
        tables: names of the form's tables, in its order.
        handlers: methods (folded names) that the platform calls, each with what it handles.
    """

    kind: str = "unknown"
    attributes: frozenset[str] | None = None
    tables: tuple[str, ...] = ()
    handlers: tuple[tuple[str, str], ...] = ()


NO_FACTS = ModuleFacts()


def module_facts(project: ProjectView | None, path: str) -> ModuleFacts:
    """The facts of the module at ``path``; of one outside of all projects only what the path tells."""
    module = project.module(path) if project is not None else None
    if project is None or module is None or module.kind.value == "unknown":
        from bsl_pilot.project.told import module_kind  # noqa: PLC0415  (brings kinds of metadata, which few need)

        return ModuleFacts(module_kind(PurePath(path)).value)
    memory, key = project.world(path).memory, ("module facts", path)
    if key not in memory:
        memory[key] = _facts(project, module, path)
    known = memory[key]
    assert isinstance(known, ModuleFacts)
    return known


def _facts(project: ProjectView, module: Module, path: str) -> ModuleFacts:
    from bsl_pilot.types.scope import this_of  # noqa: PLC0415  (see above)

    world, this = project.world(path), this_of(module)
    kind = module.kind.value
    if this is None or not _is_known(world, this):
        return ModuleFacts(kind)
    form = project.metadata(path).form(module.owner, module.form or "") if module.owner else None
    attributes = frozenset(_attributes(world, this))
    if form is None or kind != "form":
        return ModuleFacts(kind, attributes, handlers=tuple(_events(world, this)))
    tables = tuple(one.name for one in form.items if one.kind == _TABLE)
    return ModuleFacts(kind, attributes, tables, _form_handlers(form))


def _is_known(world: World, this: Type) -> bool:
    if this.name == "ClientApplicationForm":
        from bsl_pilot.types.forms import form_at  # noqa: PLC0415  (see above)

        form = form_at(world, this.object)
        return form is not None and not form.ordinary
    from bsl_pilot.types.naming import generated  # noqa: PLC0415  (see above)

    made = generated(this.name)
    return made is not None and world.metadata.has(made[0], this.object)


def _attributes(world: World, this: Type) -> Iterator[str]:
    from bsl_pilot.types.lookup import data_fields, platform_members  # noqa: PLC0415  (see above)

    yield from data_fields(world, this)
    yield from world.metadata.common_module_names
    for members in (platform_members(world, this).properties, world.catalogue.properties()):
        yield from (fold(name) for one in members for name in one.name if name)


def _events(world: World, this: Type) -> Iterator[tuple[str, str]]:
    for one in world.catalogue.events(this.name):
        yield from ((fold(name), EVENT) for name in (one.name.ru, one.name.en) if name)


def _form_handlers(form: Form) -> tuple[tuple[str, str], ...]:
    """A method that handles several things is of the first of them in the order of the standard's regions."""
    found: dict[str, str] = {}
    for one in form.handlers:
        found.setdefault(fold(one.method), OF_FORM)
    around = {at: _table_around(form, item) for at, item in enumerate(form.items)}
    for in_table in (False, True):
        for at, item in enumerate(form.items):
            if bool(around[at]) is in_table:
                of = OF_TABLE + around[at] if in_table else OF_ITEM
                for handler in item.handlers:
                    found.setdefault(fold(handler.method), of)
    for command in form.commands:
        for one in command.handlers:
            found.setdefault(fold(one.method), OF_COMMAND)
    return tuple(found.items())


def _table_around(form: Form, item: FormItem) -> str:
    """Name of the table that an item is or stands in; empty without one."""
    while True:
        if item.kind == _TABLE:
            return item.name
        if item.parent < 0:
            return ""
        item = form.items[item.parent]
