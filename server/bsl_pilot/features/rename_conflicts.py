"""Whether a new name would meet another one: in the method, in the module, among all that call it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.errors import RenameRefused
from bsl_pilot.features.declarations import module_names
from bsl_pilot.features.highlight_names import unit_names
from bsl_pilot.features.meanings.symbols import Declared, Local, Symbol
from bsl_pilot.features.names import Role
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.units import unit_fact, units
from bsl_pilot.index.kinds import Use
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    from bsl_pilot.index.resolve import Resolver

_TAKEN = Text(
    "имя «{name}» уже занято: {path}, строка {line}", "the name “{name}” is taken: {path}, line {line}"
)
_VALUES = frozenset({Role.PARAMETER, Role.LOCAL, Role.ASSIGNED, Role.FREE, Role.VARIABLE})
"""Names that a variable of the same name would be taken for, or that would be taken for it."""


def check_conflicts(document: Document, what: Symbol, new: str, project: ProjectView, path: str) -> None:
    """Refuses a new name that would change what other code means.

    Raises:
        RenameRefused: it is taken; the message says where.
    """
    if isinstance(what, Local):
        taken = _in_method(document, what, fold(new), path)
    elif isinstance(what, Declared) and what.is_variable:
        taken = _in_module(document, what, fold(new), project, path)
    elif isinstance(what, Declared):
        taken = _among_methods(document, what, fold(new), project, path)
    else:
        return
    for file, line in taken:
        raise RenameRefused(_TAKEN.filled(name=new, path=file, line=line + 1))


def _in_method(document: Document, what: Local, new: str, path: str) -> Iterator[tuple[str, int]]:
    roles = _VALUES if what.name.role is not Role.LABEL else frozenset({Role.LABEL})
    for one in unit_fact(document, what.unit, unit_names):
        if one.text == new and one.scope == what.name.scope and one.role in roles:
            yield path, document.text.lines.line_of(what.unit.start + one.start)
    if new in module_names(document).variables and what.name.role is not Role.LABEL:
        yield from ((path, line) for line in _values(document, new))


def _values(document: Document, new: str) -> Iterator[int]:
    """Lines with a value of that name."""
    for unit in units(document):
        for one in unit_fact(document, unit, unit_names):
            if one.text == new and one.role in _VALUES:
                yield document.text.lines.line_of(unit.start + one.start)


def _in_module(
    document: Document, what: Declared, new: str, project: ProjectView, path: str
) -> Iterator[tuple[str, int]]:
    """A variable of the module meets those of its methods, too."""
    for home in what.homes:
        own = document if home == path else project.document(home)
        for line in _values(own, new) if own is not None else ():
            yield home, line


def _among_methods(
    document: Document, what: Declared, new: str, project: ProjectView, path: str
) -> Iterator[tuple[str, int]]:
    """Another method of the module, or a call by that name alone which would reach this one from then on."""
    resolver = project.resolver
    if resolver is None:
        for unit in units(document):
            for one in unit_fact(document, unit, unit_names):
                if one.text == new and one.role in (Role.METHOD, Role.CALL):
                    yield path, document.text.lines.line_of(unit.start + one.start)
        return
    yield from _declared(resolver, what, new)
    for use in resolver.view.occurrences(new, (Use.CALL,)):
        if use.place.path in _seeing(resolver, what):
            yield use.place.path, use.place.line


def _declared(resolver: Resolver, what: Declared, new: str) -> Iterator[tuple[str, int]]:
    for home in _seeing(resolver, what):
        method = resolver.view.method(home, new)
        if method is not None:
            yield home, method.place.line


def _seeing(resolver: Resolver, what: Declared) -> frozenset[str]:
    """The modules that may call the method by its name alone: its own; of a global one all that do."""
    seeing = set(what.homes)
    if any(home in resolver.modules.global_common(home) for home in what.homes):
        callers = resolver.view.occurrences(what.name, (Use.CALL,))
        seeing |= {use.place.path for use in callers}
    return frozenset(seeing)
