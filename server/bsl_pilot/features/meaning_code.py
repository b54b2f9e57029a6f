"""What a name of code means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.declarations import module_names
from bsl_pilot.features.meaning import Declared, Local, ModuleFile, ObjectPart, What
from bsl_pilot.features.names import Name, Role
from bsl_pilot.features.objects import collection_kind, object_member, type_part
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.word_at import WordAt, chain_before
from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # inference and the index are loaded when something is asked of them
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.types.model import Type

_BELONGS = frozenset({Role.PARAMETER, Role.LOCAL, Role.LABEL})
_MEMBERS = frozenset({Role.MEMBER, Role.MEMBER_CALL})
_OF_METHOD = frozenset({Role.PARAMETER, Role.LOCAL, Role.ASSIGNED})
_MODULES = {
    "Manager": ModuleKind.MANAGER,
    "Object": ModuleKind.OBJECT,
    "RecordSet": ModuleKind.RECORD_SET,
    "ValueManager": ModuleKind.VALUE_MANAGER,
}
"""Modules by the suffix of the type whose methods they hold."""


def meaning_of_name(
    document: Document, word: WordAt, name: Name, project: ProjectView | None, path: str
) -> Iterable[What]:
    """What a name may mean; nothing where that is not certain."""
    role = name.role
    if role in _BELONGS:
        return (Local(word.unit, name),)
    if role in (Role.METHOD, Role.VARIABLE):
        return (Declared(name.text, homes(project, path), role is Role.VARIABLE),)
    if role in (Role.FREE, Role.ASSIGNED):
        return _variable(document, word, name, project, path)
    if project is None:
        return own_method(document, name.text, None, path) if role is Role.CALL else ()
    if role is Role.CALL:
        return called(document, name.text, project, path)
    if role is Role.TYPE:
        resolver = project.resolver
        return [ModuleFile(one) for one in resolver.modules.class_(name.text, path)] if resolver else ()
    if role in _MEMBERS:
        return _member(document, word, name, project, path)
    return ()


def homes(project: ProjectView | None, path: str) -> tuple[str, ...]:
    """The files that make up the module of a file."""
    resolver = project.resolver if project is not None else None
    return tuple(resolver.modules.same(path)) if resolver is not None else (path,)


def own_method(document: Document, name: str, project: ProjectView | None, path: str) -> tuple[Declared, ...]:
    """The method of the module itself, extensions included."""
    files = homes(project, path)
    if name in module_names(document).methods:
        return (Declared(name, files),)
    resolver = project.resolver if project is not None else None
    others = resolver is not None and any(resolver.view.method(one, name) for one in files if one != path)
    return (Declared(name, files),) if others else ()


def called(document: Document, name: str, project: ProjectView, path: str) -> Iterable[What]:
    """A method that is called by its name alone: of the module, else of a global common module."""
    own = own_method(document, name, project, path)
    resolver = project.resolver
    if own or resolver is None:
        return own
    everywhere = (one for one in resolver.modules.global_common(path) if _exports(resolver, one, name))
    return [Declared(name, tuple(resolver.modules.same(one))) for one in everywhere]


def _exports(resolver: Resolver, path: str, name: str) -> bool:
    method = resolver.view.method(path, name)
    return method is not None and method.export


def _variable(
    document: Document, word: WordAt, name: Name, project: ProjectView | None, path: str
) -> Iterable[What]:
    """A name that no method declares: of the module, of the module's object, a local one, a common module."""
    if name.text in module_names(document).variables:
        return (Declared(name.text, homes(project, path), is_variable=True),)
    own = _of_own_object(document, name.text, project, path) if project is not None else ()
    if own or project is None or name.role is Role.ASSIGNED:
        return own or ((Local(word.unit, name),) if name.role is Role.ASSIGNED else ())
    module = project.metadata(path).common_module(name.text)
    if module is not None:
        return (ObjectPart(ObjectName("CommonModule", module.name)),)
    resolver = project.resolver
    return [ModuleFile(one) for one in resolver.modules.common(name.text, path)[:1]] if resolver else ()


def _of_own_object(document: Document, name: str, project: ProjectView, path: str) -> tuple[ObjectPart, ...]:
    """An attribute of the object, or of the form, that the module belongs to."""
    this = project.inference(document, path).scope(project.code(document, path)).this
    found = object_member(project, path, this, name) if this is not None else None
    return (found,) if found is not None else ()


def _member(document: Document, word: WordAt, name: Name, project: ProjectView, path: str) -> Iterable[What]:
    """A name behind a dot, by what stands before it."""
    data = word.unit.data(document)
    chain = chain_before(data, word.names, name)
    if chain and not _is_variable(document, chain[0]):
        found = by_names(project, path, tuple(one.text for one in chain), name.text)
        if found:
            return found
    dot = word.unit.start + len(data[: name.start].rstrip()) - 1
    types = project.inference(document, path).receiver(dot)
    return [what for one in types for what in of_type(project, path, one, name.text)]


def _is_variable(document: Document, first: Name) -> bool:
    return first.role in _OF_METHOD or first.text in module_names(document).variables


def by_names(project: ProjectView, path: str, chain: tuple[str, ...], name: str) -> tuple[What, ...]:
    """What a chain of names says by itself: ``Модуль.Метод``, ``Справочники.Товары[.Метод]``."""
    if len(chain) == 1:
        kind = collection_kind(chain[0])
        known = project.metadata(path).get(kind, name) if kind else None
        if known is not None:
            return (ObjectPart(known.object_name),)
    if len(chain) > 2:
        return ()
    found = _in_files(project, _receivers(project, path, chain), name)
    if found or len(chain) == 1:
        return found
    kind = collection_kind(chain[0])
    part = object_member(project, path, _manager(kind, chain[1]), name) if kind else None
    return (part,) if part is not None else ()


def _manager(kind: str, name: str) -> Type:
    from bsl_pilot.types.model import Type  # noqa: PLC0415  (see above)

    return Type(f"{kind}Manager", name)


def _receivers(project: ProjectView, path: str, chain: tuple[str, ...]) -> list[str]:
    resolver = project.resolver
    if resolver is None:
        return []
    from bsl_pilot.index.strings import THIS  # noqa: PLC0415  (numpy; it is loaded by now)

    if len(chain) == 2:
        return resolver.modules.manager(*chain, path)
    return resolver.modules.same(path) if chain[0] in THIS else resolver.modules.common(chain[0], path)


def _in_files(project: ProjectView, files: list[str], name: str) -> tuple[Declared, ...]:
    """The method or exported variable of a module with these files."""
    resolver = project.resolver
    if resolver is None or not files:
        return ()
    if any(resolver.view.method(one, name) for one in files):
        return (Declared(name, tuple(files)),)
    variables = (one for file in files for one in resolver.view.variables_of(file))
    if any(one.export and fold(one.name) == name for one in variables):
        return (Declared(name, tuple(files), is_variable=True),)
    return ()


def of_type(project: ProjectView, path: str, type_: Type, name: str) -> Iterator[What]:
    """The member of a type: a method of its module, an attribute of its object."""
    files = module_of_type(project, path, type_)
    found = _in_files(project, files, name)
    if found:
        yield from found
        return
    part = object_member(project, path, type_, name) or _same_named(project, path, type_, name)
    if part is not None:
        yield part


def _same_named(project: ProjectView, path: str, type_: Type, name: str) -> ObjectPart | None:
    """The object that a member holds and is called after: ``Движения.Взаиморасчеты``, ``Константы.Валюта``."""
    from bsl_pilot.types.lookup import property_types  # noqa: PLC0415  (see above)

    for one in property_types(project.world(path), type_, name):
        part = type_part(project, path, one) if fold(one.object) == name else None
        if part is not None:
            return part
    return None


def module_of_type(project: ProjectView, path: str, type_: Type) -> list[str]:
    """The files of the module that holds the methods of a type."""
    from bsl_pilot.types.naming import generated  # noqa: PLC0415  (see above)

    resolver = project.resolver
    if resolver is None or not type_.object:
        return []
    if type_.name == "CommonModule":
        return resolver.modules.common(fold(type_.object), path)
    if type_.name == "ClientApplicationForm":
        kind, _, rest = type_.object.partition(".")
        owner, _, form = rest.partition(".")
        return resolver.modules.of(ModuleKind.FORM, (kind, fold(owner)), fold(form or owner), path)
    made = generated(type_.name)
    if made is None or made[1] not in _MODULES:
        return []
    return resolver.modules.of(_MODULES[made[1]], (made[0], fold(type_.object)), "", path)
