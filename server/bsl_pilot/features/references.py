"""All uses of what the word at a position means, in the whole workspace."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.handler_places import handler_places
from bsl_pilot.features.highlight_names import method_highlights, same_names
from bsl_pilot.features.meaning import Declared, Local, What, meaning_at
from bsl_pilot.features.object_uses import object_uses
from bsl_pilot.features.places import Place, place_in
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.targets import declared_targets
from bsl_pilot.features.typed_uses import typed_uses
from bsl_pilot.features.variable_uses import variable_uses
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span


def references(
    document: Document, offset: int, project: ProjectView | None, path: str, *, declaration: bool
) -> list[Place]:
    """The places in the order of files and lines; with ``declaration`` those where it is declared, too."""
    meaning = meaning_at(document, offset, project, path)
    if meaning is None:
        return []
    found = {one for what in meaning.what for one in uses(document, what, project, path)}
    declared = {one for what in meaning.what for one in _declared(document, what, project, path)}
    return sorted(found | declared if declaration else found - declared)


def uses(document: Document, what: What, project: ProjectView | None, path: str) -> Iterator[Place]:
    """Where a meaning is used; ``document`` is the one at ``path``. Some of the places may be declarations."""
    if isinstance(what, Local):
        for one in same_names(document, what.unit, what.name):
            yield place_in(document, path, Span(what.unit.start + one.start, what.unit.start + one.end))
    elif not isinstance(what, Declared):
        yield from object_uses(project, what, path) if project is not None else ()
    elif what.is_variable:
        yield from variable_uses(document, what, project, path)
    else:
        yield from method_uses(document, what, project, path)


def method_uses(
    document: Document, what: Declared, project: ProjectView | None, path: str, *, by_types: bool = True
) -> Iterator[Place]:
    """Calls of a method, strings and metadata that name it; those of the module alone where there is no index.

    ``by_types``: also calls that only the type of what stands before the dot explains, which takes longer.
    """
    resolver = project.resolver if project is not None else None
    found = (resolver.view.method(home, what.name) for home in what.homes) if resolver is not None else ()
    method = next((one for one in found if one is not None), None)
    if resolver is not None and project is not None and method is not None:
        yield from (one.place for one in resolver.references(method))
        yield from handler_places(project, what)
        if method.export and by_types:
            yield from typed_uses(project, what)
    elif path in what.homes:
        for one in method_highlights(document, what.name):
            yield place_in(document, path, Span(one.start, one.end))


def _declared(document: Document, what: What, project: ProjectView | None, path: str) -> Iterator[Place]:
    """Where a meaning is declared, as far as that is a name in a module."""
    if isinstance(what, Declared):
        yield from (one.place for one in declared_targets(document, what, project, path))
    elif isinstance(what, Local):
        for one in same_names(document, what.unit, what.name):
            if one.declares:
                yield place_in(document, path, Span(what.unit.start + one.start, what.unit.start + one.end))
