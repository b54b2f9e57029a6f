"""Go to definition, to the definition of the type, and from a method to those that stand over it."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.identity import symbols_of
from bsl_pilot.features.meanings.indexed import module_of_type
from bsl_pilot.features.meanings.symbols import Declared, Symbol
from bsl_pilot.features.names import Role
from bsl_pilot.features.objects import type_part
from bsl_pilot.features.places import Target, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.targets import targets
from bsl_pilot.features.word_at import word_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span


class Found(NamedTuple):
    """Bytes of the word that was asked about, and where it leads."""

    span: Span
    targets: tuple[Target, ...]


def definition(document: Document, offset: int, project: ProjectView, path: str) -> Found | None:
    """Where the word at byte ``offset`` is declared; of an extension's method over another one, that one."""
    found = meaning_at(asked(document, project, path), offset)
    if found is None:
        return None
    symbols = symbols_of(found, project, path)
    below = [_below(document, offset, one, project, path) for one in symbols]
    return _found(found.span, [one for each in below for one in targets(document, each, project, path)])


def type_definition(document: Document, offset: int, project: ProjectView, path: str) -> Found | None:
    """Where the type of the value at byte ``offset`` is described: an object of metadata, a module."""
    word = word_at(document, offset)
    if word is None or word.name is None:
        return None
    found: list[Target] = []
    for type_ in project.inference(document, path).at(word.span.start):
        part = type_part(project, path, type_)
        if part is not None:
            found += targets(document, part, project, path)
        elif type_.name == "CommonModule":
            found += [top_of(one) for one in module_of_type(project, path, type_)]
    return _found(word.span, found)


def implementation(document: Document, offset: int, project: ProjectView, path: str) -> Found | None:
    """The methods of extensions that stand over the one at byte ``offset``, or of which that one is the base."""
    found = meaning_at(asked(document, project, path), offset)
    if found is None or project.resolver is None:
        return None
    over = [
        Target(one.place, one.lines)
        for what in symbols_of(found, project, path)
        if isinstance(what, Declared) and not what.is_variable
        for home in what.homes[1:]
        for one in project.resolver.view.methods_of(home)
        if one.overlay and one.target == what.name
    ]
    return _found(found.span, over)


def _found(span: Span, found: list[Target]) -> Found | None:
    return Found(span, tuple(dict.fromkeys(found))) if found else None


def _below(document: Document, offset: int, what: Symbol, project: ProjectView, path: str) -> Symbol:
    """The base's method where ``what`` is the header of a method that stands over it."""
    resolver = project.resolver
    if resolver is None or not isinstance(what, Declared) or what.is_variable:
        return what
    word = word_at(document, offset)
    if word is None or word.name is None or word.name.role is not Role.METHOD:
        return what
    method = resolver.view.method(path, what.name)
    return what._replace(name=method.target, homes=what.homes[:1]) if method and method.overlay else what
