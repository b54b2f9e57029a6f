"""What a module is called where people read it."""

from __future__ import annotations

from pathlib import PurePath

from bsl_pilot.features.project import ProjectView
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import Module, ModuleKind, ObjectName

_FORM = Text("Форма", "Form")
_COMMAND = Text("Команда", "Command")
_KINDS = {
    ModuleKind.OBJECT: Text("модуль объекта", "object module"),
    ModuleKind.MANAGER: Text("модуль менеджера", "manager module"),
    ModuleKind.RECORD_SET: Text("модуль набора записей", "record set module"),
    ModuleKind.VALUE_MANAGER: Text("модуль менеджера значения", "value manager module"),
}


def module_title(project: ProjectView, path: str) -> Text:
    """``Справочник.Товары.Форма.ФормаЭлемента``; the file's name of what is no module of metadata."""
    return title_of(project.module(path), path)


def title_of(module: Module | None, path: str) -> Text:
    """What the module at a path is called."""
    if module is None or module.owner is None:
        name = PurePath(path).name
        return Text(name, name)
    owner = module.owner.name
    ru, en = object_title(module.owner)
    if module.form and module.form != owner:
        ru, en = f"{ru}.{_FORM.ru}.{module.form}", f"{en}.{_FORM.en}.{module.form}"
    if module.command and module.command != owner:
        ru, en = f"{ru}.{_COMMAND.ru}.{module.command}", f"{en}.{_COMMAND.en}.{module.command}"
    what = _KINDS.get(module.kind)
    return Text(f"{ru}: {what.ru}", f"{en}: {what.en}") if what is not None else Text(ru, en)


def object_title(owner: ObjectName) -> Text:
    """``Справочник.Товары``, ``Catalog.Товары``."""
    found = kind(owner.kind)
    heads = (found.ru, found.en) if found is not None else (owner.kind, owner.kind)
    return Text(f"{heads[0]}.{owner.name}", f"{heads[1]}.{owner.name}")
