"""Which module a file is, by its path alone: kind and owner in Designer dumps, EDT projects and OneScript."""

from __future__ import annotations

from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.project.layout import CLASS, MODULE, SCRIPT, Layout, Module, ModuleKind, ObjectName
from bsl_pilot.project.root import Root
from bsl_pilot.text.words import fold

CLASS_FOLDERS = ("классы", "classes")
MODULE_FOLDERS = ("модули", "modules")

_FILES = {
    "ObjectModule": ModuleKind.OBJECT,
    "ManagerModule": ModuleKind.MANAGER,
    "RecordSetModule": ModuleKind.RECORD_SET,
    "ValueManagerModule": ModuleKind.VALUE_MANAGER,
    "CommandModule": ModuleKind.COMMAND,
}
_APPLICATION = {
    "ManagedApplicationModule": ModuleKind.MANAGED_APPLICATION,
    "OrdinaryApplicationModule": ModuleKind.ORDINARY_APPLICATION,
    "SessionModule": ModuleKind.SESSION,
    "ExternalConnectionModule": ModuleKind.EXTERNAL_CONNECTION,
    "ApplicationModule": ModuleKind.APPLICATION,
}
_SERVICES = {"HTTPService", "WebService", "IntegrationService", "WebSocketClient", "Bot"}
_INSIDE = {
    "Recalculations": "Recalculation",
    "Tables": "Table",
    "Cubes": "Cube",
    "DimensionTables": "DimensionTable",
    "Functions": "Function",
}


def module_of(root: Root, path: str) -> Module:
    """The module at ``path`` (relative to the root's folder, ``/`` as separator)."""
    parts = path.split("/")
    if parts[-1].endswith(SCRIPT):
        return _script(root, path, parts)
    if root.layout in (Layout.LOOSE, Layout.ONESCRIPT):
        return _loose(path, parts)
    if root.layout is Layout.EDT:
        return _in_configuration(path, parts[1:] if parts[0] == "src" else parts)
    parts = _without_ext(parts)
    if root.layout is not Layout.EXTERNAL:
        return _in_configuration(path, parts)
    external = root.external(path)
    if not external:
        return Module(path, ModuleKind.UNKNOWN)
    return _in_object(path, root.externals[external].kind, parts[external.count("/") :])


def _in_configuration(path: str, parts: list[str]) -> Module:
    """A module of a configuration whose path is without ``src`` and ``Ext``."""
    stem = _stem(parts)
    if len(parts) == 1 or (len(parts) == 2 and parts[0] == "Configuration"):
        return Module(path, _APPLICATION.get(stem, ModuleKind.UNKNOWN))
    kind = kind_of_folder(parts[0])
    return _in_object(path, kind.en, parts[1:]) if kind else Module(path, ModuleKind.UNKNOWN)


def _in_object(path: str, kind: str, parts: list[str]) -> Module:
    """``parts``: name of the object, pairs of folder and name inside of it, file."""
    owner = ObjectName(kind, parts[0])
    stem = _stem(parts)
    inside = parts[1:-1]
    if kind == "Subsystem" or len(inside) % 2:
        return Module(path, ModuleKind.UNKNOWN, owner)
    if not inside:
        return _own_module(path, owner, stem)
    folder, name = inside[-2:]
    if len(inside) == 2 and folder == "Forms":
        found = ModuleKind.FORM if stem == "Module" else ModuleKind.UNKNOWN
        return Module(path, found, owner, form=name)
    if len(inside) == 2 and folder == "Commands":
        return Module(path, _FILES.get(stem, ModuleKind.UNKNOWN), owner, command=name)
    nested = ".".join(f"{_INSIDE.get(inside[at], '?')}.{inside[at + 1]}" for at in range(0, len(inside), 2))
    return Module(path, _FILES.get(stem, ModuleKind.UNKNOWN), owner, nested=nested)


def _own_module(path: str, owner: ObjectName, stem: str) -> Module:
    """A module that lies directly in its object's folder."""
    if owner.kind == "CommonCommand":
        return Module(path, _FILES.get(stem, ModuleKind.UNKNOWN), owner, command=owner.name)
    if stem != "Module":
        return Module(path, _FILES.get(stem, ModuleKind.UNKNOWN), owner)
    if owner.kind == "CommonForm":
        return Module(path, ModuleKind.FORM, owner, form=owner.name)
    if owner.kind in _SERVICES:
        return Module(path, ModuleKind.SERVICE, owner)
    return Module(path, ModuleKind.COMMON if owner.kind == "CommonModule" else ModuleKind.UNKNOWN, owner)


def _loose(path: str, parts: list[str]) -> Module:
    """A module of no known root: a part of a dump may still say by its folders what it is."""
    for plain in (_without_ext(parts), parts):
        for at, part in enumerate(plain[:-2]):
            if kind_of_folder(part):
                module = _in_configuration(path, plain[at:])
                if module.kind is not ModuleKind.UNKNOWN:
                    return module
    return Module(path, _APPLICATION.get(_stem(parts), ModuleKind.UNKNOWN))


def _script(root: Root, path: str, parts: list[str]) -> Module:
    """A OneScript file: a class or module of a library as ``lib.config`` has it or by its folder, else a script."""
    owner = root.library.get(path)
    folder = fold(parts[-2]) if len(parts) > 1 else ""
    if owner is None and folder in CLASS_FOLDERS:
        owner = ObjectName(CLASS, _stem(parts))
    if owner is None and folder in MODULE_FOLDERS:
        owner = ObjectName(MODULE, _stem(parts))
    found = ModuleKind.CLASS if owner and owner.kind == CLASS else ModuleKind.SCRIPT
    return Module(path, found, owner)


def _stem(parts: list[str]) -> str:
    return parts[-1].rpartition(".")[0]


def _without_ext(parts: list[str]) -> list[str]:
    """The path without the folders that only a Designer dump has: ``Ext``, ``Ext/Form`` around a form's module.

    They stand at the end only, so that an object may be called ``Ext``.
    """
    if parts[-3:-1] == ["Ext", "Form"]:
        return [*parts[:-3], parts[-1]]
    if parts[-2:-1] == ["Ext"]:
        return [*parts[:-2], parts[-1]]
    return parts
