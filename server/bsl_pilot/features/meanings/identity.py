"""Which symbol of the workspace a meaning is: what there is to go to, to list the uses of, to rename."""

from __future__ import annotations

from bsl_pilot.features.meanings.data import COMMON, STANDARD
from bsl_pilot.features.meanings.indexed import homes
from bsl_pilot.features.meanings.model import (
    Data,
    Found,
    Meaning,
    Object,
    QueryParameter,
    QueryTable,
    Routine,
)
from bsl_pilot.features.meanings.symbols import Declared, Local, ModuleFile, ObjectPart, Spots, Symbol
from bsl_pilot.features.objects import object_member, type_part
from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.words import fold


def symbols_of(found: Found, project: ProjectView, path: str) -> tuple[Symbol, ...]:
    """The symbols among the meanings of a word in the module at ``path``, each once."""
    symbols = (symbol_of(one, project, path) for one in found.meanings)
    return tuple(dict.fromkeys(one for one in symbols if one is not None))


def symbol_of(meaning: Meaning, project: ProjectView, path: str) -> Symbol | None:
    """The symbol; None for what the platform gives or code makes up as it runs."""
    if isinstance(meaning, Local | Declared | ObjectPart | ModuleFile):
        return meaning
    if isinstance(meaning, Routine):
        return Declared(fold(meaning.method.name), homes(project, meaning.code.where.path))
    if isinstance(meaning, Object):
        return ObjectPart(meaning.known.object_name)
    if isinstance(meaning, QueryTable):
        return ObjectPart(meaning.of.object_name)
    if isinstance(meaning, QueryParameter):
        return Spots(meaning.spans)
    return _of_data(meaning, project, path) if isinstance(meaning, Data) else None


def _of_data(data: Data, project: ProjectView, path: str) -> ObjectPart | None:
    folded = fold(data.name.ru)
    part = object_member(project, path, data.owner, folded) if data.owner is not None else None
    return part or _of_info(data) or _same_named(data, project, path)


def _of_info(data: Data) -> ObjectPart | None:
    """What metadata say of the field: an attribute of an object, a common attribute."""
    info = data.info
    if info is None or not info.owner or info.group is STANDARD:
        return None
    if info.group is COMMON:
        return ObjectPart(ObjectName("CommonAttribute", info.name.ru))
    kind, name, *section = info.owner.split(".")
    return ObjectPart(ObjectName(kind, name), (*section, info.name.ru))


def _same_named(data: Data, project: ProjectView, path: str) -> ObjectPart | None:
    """The object that a member holds and is called after: ``Движения.Взаиморасчеты``."""
    for one in data.types:
        part = type_part(project, path, one) if fold(one.object) == fold(data.name.ru) else None
        if part is not None:
            return part
    return None
