"""All uses of what the word at a position means, in the whole workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from bsl_pilot.features.attribute_uses import COMMON, attribute_uses
from bsl_pilot.features.handler_places import handler_places
from bsl_pilot.features.highlight_names import method_highlights, same_names
from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.identity import symbols_of
from bsl_pilot.features.meanings.symbols import Declared, Local, ModuleFile, ObjectPart, Spots, Symbol
from bsl_pilot.features.object_uses import object_uses
from bsl_pilot.features.patience import Patience
from bsl_pilot.features.places import Place, place_in
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.targets import declared_targets
from bsl_pilot.features.typed_uses import declared_uses
from bsl_pilot.features.variable_uses import variable_uses
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

LONGEST = 0.09
"""Seconds of work on types that one answer is worth."""


def references(
    document: Document, offset: int, project: ProjectView, path: str, *, declaration: bool
) -> list[Place]:
    """The places in the order of files and lines; with ``declaration`` those where it is declared, too."""
    found = meaning_at(asked(document, project, path), offset)
    if found is None:
        return []
    symbols = symbols_of(found, project, path)
    spent = Patience(LONGEST)
    used = {one for what in symbols for one in uses(document, what, project, path, spent)}
    if any(_name(what) == fold(document.text.slice(*found.span)) for what in symbols):
        used.add(place_in(document, path, found.span))  # the index has no row for some: a name alone
    declared = {one for what in symbols for one in _declared(document, what, project, path)}
    return sorted(used | declared if declaration else used - declared)


def uses(
    document: Document, what: Symbol, project: ProjectView, path: str, spent: Patience | None = None
) -> Iterator[Place]:
    """Where a symbol is used; ``document`` is the one at ``path``. Some of the places may be declarations.

    ``spent``: what types may cost; all that can be found where there is none.
    """
    spent = spent or Patience()
    if isinstance(what, Local):
        for one in same_names(document, what.unit, what.name):
            yield place_in(document, path, Span(what.unit.start + one.start, what.unit.start + one.end))
    elif isinstance(what, Spots):
        yield from (place_in(document, path, one) for one in what.spans)
    elif not isinstance(what, Declared):
        yield from object_uses(document, project, what, path)
        if isinstance(what, ObjectPart) and (what.part or what.owner.kind == COMMON):
            yield from attribute_uses(project, what, path, spent)
    elif what.is_variable:
        yield from variable_uses(document, what, project, path, spent)
    else:
        yield from method_uses(document, what, project, path)
        yield from method_uses_by_types(what, project, path, spent)


def method_uses_by_types(what: Declared, project: ProjectView, path: str, spent: Patience) -> Iterator[Place]:
    """Calls of an exported method that only the type of what stands before the dot explains."""
    resolver = project.resolver
    found = (resolver.view.method(home, what.name) for home in what.homes) if resolver is not None else ()
    if any(one is not None and one.export for one in found):
        yield from declared_uses(project, what, path, spent)


def method_uses(document: Document, what: Declared, project: ProjectView, path: str) -> Iterator[Place]:
    """Calls of a method, strings and metadata that name it; those of the module alone where there is no index."""
    resolver = project.resolver
    found = (resolver.view.method(home, what.name) for home in what.homes) if resolver is not None else ()
    method = next((one for one in found if one is not None), None)
    if resolver is not None and method is not None:
        yield from (one.place for one in resolver.references(method))
        yield from handler_places(project, what)
    elif path in what.homes:
        for one in method_highlights(document, what.name):
            yield place_in(document, path, Span(one.start, one.end))


def _declared(document: Document, what: Symbol, project: ProjectView, path: str) -> Iterator[Place]:
    """Where a symbol is declared, as far as that is a name in a module."""
    if isinstance(what, Declared):
        yield from (one.place for one in declared_targets(document, what, project, path))
    elif isinstance(what, Local):
        for one in same_names(document, what.unit, what.name):
            if one.declares:
                yield place_in(document, path, Span(what.unit.start + one.start, what.unit.start + one.end))


def _name(what: Symbol) -> str:
    """The folded name by which code means a symbol; empty for what stands in one place only."""
    if isinstance(what, Declared):
        return what.name
    if isinstance(what, ModuleFile):
        return fold(PurePath(what.path).stem)
    if isinstance(what, ObjectPart):
        return fold(what.part[-1] if what.part else what.form or what.owner.name)
    return ""
