"""What the index knows of names, where types explain nothing: methods and variables of modules by the modules' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bsl_pilot.features.declarations import declarations, leaves_apart, module_names
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.model import Meaning, Object, Routine
from bsl_pilot.features.meanings.symbols import Declared, ModuleFile
from bsl_pilot.features.objects import collection_kind
from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.layout import CLASS, ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold
from bsl_pilot.types.model import Type
from bsl_pilot.types.module import Head, Method
from bsl_pilot.types.naming import generated
from bsl_pilot.types.scope import application_codes

_MODULES = {
    "Manager": ModuleKind.MANAGER,
    "Object": ModuleKind.OBJECT,
    "RecordSet": ModuleKind.RECORD_SET,
    "ValueManager": ModuleKind.VALUE_MANAGER,
}
"""Modules by the suffix of the type whose methods they hold."""


def homes(project: ProjectView | None, path: str) -> tuple[str, ...]:
    """The files that make up the module of a file."""
    resolver = project.resolver if project is not None else None
    return tuple(resolver.modules.same(path)) if resolver is not None else (path,)


def own_method(asked: Asked, name: str) -> Routine | None:
    """The method (folded name) of the module itself: also a half-typed one, and one that an extension adds."""
    code = asked.inference.code
    method = code.method(name) or _half_typed(asked.document, name)
    if method is not None:
        return Routine(code, method)
    others = (one for one in homes(asked.project, asked.path) if one != asked.path)
    return next((found for one in others if (found := routine_in(asked.project, one, name))), None)


def _half_typed(document: Document, name: str) -> Method | None:
    """A method that the parser could not put together."""
    if not leaves_apart(document):
        return None
    for base, one, _ in declarations(document):
        if one.folded == name and one.kind != "var":
            head = Head(one.name, one.folded, one.exported, one.kind == "function")
            return Method(head, document.text.data, base + one.span.start, base + one.span.end)
    return None


def module_variables(asked: Asked) -> frozenset[str]:
    """Folded names of the variables of the module itself, half-typed ones included."""
    if leaves_apart(asked.document):
        return module_names(asked.document).variables
    return asked.inference.code.variables


def routine_in(project: ProjectView | None, path: str, name: str) -> Routine | None:
    """The method (folded name) of a file; None where it has none."""
    resolver = project.resolver if project is not None else None
    if project is None or resolver is None or resolver.view.method(path, name) is None:
        return None
    code = project.code_in(path)
    method = code.method(name) if code is not None else None
    return Routine(code, method) if code is not None and method is not None else None


def called_everywhere(asked: Asked, name: str) -> Iterator[Routine]:
    """The methods of global common modules."""
    resolver = asked.project.resolver if asked.project is not None else None
    for one in resolver.modules.global_common(asked.path) if resolver is not None else ():
        found = routine_in(asked.project, one, name)
        if found is not None and found.method.exported:
            yield found


def by_names(asked: Asked, chain: tuple[str, ...], name: str) -> tuple[Meaning, ...]:
    """What folded names say by themselves: ``Модуль.Метод``, ``Справочники.Товары[.Метод]``."""
    if asked.project is None or len(chain) > 2:
        return ()
    if len(chain) == 1:
        kind = collection_kind(chain[0])
        known = asked.inference.world.metadata.get(kind, name) if kind else None
        if known is not None:
            return (Object(known),)
    return in_files(asked.project, _receivers(asked.project, asked.path, chain), name)


def _receivers(project: ProjectView, path: str, chain: tuple[str, ...]) -> list[str]:
    resolver = project.resolver
    if resolver is None:
        return []
    from bsl_pilot.index.strings import THIS  # noqa: PLC0415  (numpy; it is loaded where there is an index)

    if len(chain) == 2:
        return resolver.modules.manager(*chain, path)
    return resolver.modules.same(path) if chain[0] in THIS else resolver.modules.common(chain[0], path)


def in_files(project: ProjectView, files: Sequence[str], name: str) -> tuple[Meaning, ...]:
    """The method or exported variable (folded name) of a module with these files."""
    resolver = project.resolver
    if resolver is None:
        return ()
    routine = next((found for one in files if (found := routine_in(project, one, name))), None)
    if routine is not None:
        return (routine,)
    variables = (one for file in files for one in resolver.view.variables_of(file))
    if any(one.export and fold(one.name) == name for one in variables):
        return (Declared(name, tuple(files), is_variable=True),)
    return ()


def of_types(asked: Asked, types: Iterable[Type], name: str) -> Iterator[Meaning]:
    """The methods and variables of that name in the modules that hold the members of types."""
    if asked.project is not None:
        for type_ in types:
            yield from in_files(asked.project, module_of_type(asked.project, asked.path, type_), name)


def module_of_type(project: ProjectView, path: str, type_: Type) -> list[str]:
    """The files of the module that holds the methods of a type."""
    resolver = project.resolver
    if resolver is None or not type_.object:
        return []
    if type_.name == CLASS:
        return resolver.modules.class_(fold(type_.object), path)
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


def application_variable(asked: Asked, name: str) -> tuple[Declared, ...]:
    """A variable that a module of the application exports: it is there everywhere."""
    for code in application_codes(asked.inference.world):
        if code.exported_variable(name) is not None:
            return (Declared(name, homes(asked.project, code.where.path), is_variable=True),)
    return ()


def script_module(asked: Asked, name: str) -> tuple[ModuleFile, ...]:
    """A module that is called by a name of which no metadata tell: one of OneScript."""
    resolver = asked.project.resolver if asked.project is not None else None
    files = resolver.modules.common(name, asked.path) if resolver is not None else ()
    return tuple(ModuleFile(one) for one in files[:1])


def script_class(asked: Asked, name: str) -> tuple[ModuleFile, ...]:
    """A class of OneScript."""
    resolver = asked.project.resolver if asked.project is not None else None
    files = resolver.modules.class_(name, asked.path) if resolver is not None else ()
    return tuple(ModuleFile(one) for one in files)
