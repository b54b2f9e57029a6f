"""Where symbols are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.declarations import declarations
from bsl_pilot.features.highlight_names import same_names
from bsl_pilot.features.meanings.symbols import Declared, Local, ModuleFile, Spots, Symbol
from bsl_pilot.features.names import Name
from bsl_pilot.features.object_targets import object_targets
from bsl_pilot.features.places import Target, place_in, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    from bsl_pilot.index.resolve import Resolver


def targets(document: Document, what: Symbol, project: ProjectView, path: str) -> list[Target]:
    """The declarations of a symbol, the base's first; ``document`` is the one at ``path``."""
    if isinstance(what, Local):
        return [_local(document, what, path)]
    if isinstance(what, Declared):
        return list(declared_targets(document, what, project, path))
    if isinstance(what, Spots):
        return [_at(document, path, one) for one in what.spans]
    if isinstance(what, ModuleFile):
        return [top_of(what.path)]
    return object_targets(project, what, path)


def _local(document: Document, local: Local, path: str) -> Target:
    """Where a local name is declared, or gets its first value."""
    same = list(same_names(document, local.unit, local.name))
    first = next((one for one in same if one.declares), None) or next(
        (one for one in same if one.write), local.name
    )
    return _target(document, path, local.unit.start, first)


def _target(document: Document, path: str, base: int, name: Name) -> Target:
    return _at(document, path, Span(base + name.start, base + name.end))


def _at(document: Document, path: str, span: Span) -> Target:
    place = place_in(document, path, span)
    return Target(place, (place.line, place.line))


def declared_targets(document: Document, what: Declared, project: ProjectView, path: str) -> Iterator[Target]:
    """The declarations of a method or variable in all files of its module."""
    resolver = project.resolver
    for home in what.homes:
        opened = document if home == path else project.documents.get(home)
        if opened is not None:
            yield from _in_document(opened, what, home)
        elif resolver is not None:
            yield from _in_index(resolver, what, home)
        if resolver is not None and home != what.homes[0] and not what.is_variable:
            yield from _over(resolver, what, home)


def _in_document(document: Document, what: Declared, path: str) -> Iterator[Target]:
    for base, one, _ in declarations(document):
        if one.folded == what.name and (one.kind == "var") is what.is_variable:
            place = place_in(document, path, Span(base + one.selection.start, base + one.selection.end))
            lines = document.text.lines
            yield Target(place, (lines.line_of(base + one.span.start), lines.line_of(base + one.span.end)))
            return


def _in_index(resolver: Resolver, what: Declared, path: str) -> Iterator[Target]:
    if what.is_variable:
        found = next((one for one in resolver.view.variables_of(path) if fold(one.name) == what.name), None)
        if found is not None:
            yield Target(found.place, (found.place.line, found.place.line))
        return
    method = resolver.view.method(path, what.name)
    if method is not None:
        yield Target(method.place, method.lines)


def _over(resolver: Resolver, what: Declared, path: str) -> Iterator[Target]:
    """The methods of an extension that stand over a method."""
    for one in resolver.view.methods_of(path):
        if one.overlay and one.target == what.name:
            yield Target(one.place, one.lines)
