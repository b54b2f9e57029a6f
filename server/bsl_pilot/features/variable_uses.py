"""Where variables of modules are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.highlight_names import variable_highlights
from bsl_pilot.features.meanings.symbols import Declared
from bsl_pilot.features.patience import Patience
from bsl_pilot.features.places import Place, place_in
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.typed_uses import declared_uses
from bsl_pilot.index.kinds import Use
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

if TYPE_CHECKING:  # numpy
    from bsl_pilot.index.resolve import Resolver

APPLICATIONS = (ModuleKind.MANAGED_APPLICATION, ModuleKind.ORDINARY_APPLICATION)


def variable_uses(
    document: Document, what: Declared, project: ProjectView, path: str, spent: Patience
) -> Iterator[Place]:
    """In the module itself, its declaration included, and from outside as ``Модуль.Переменная``."""
    for home in what.homes:
        own = document if home == path else project.document(home)
        if own is not None:
            for one in variable_highlights(own, what.name):
                yield place_in(own, home, Span(one.start, one.end))
    resolver = project.resolver
    if resolver is None:
        return
    variables = [one for home in what.homes for one in resolver.view.variables_of(home)]
    exported = [one for one in variables if one.export and fold(one.name) == what.name]
    yield from (one.place for one in resolver.variable_references(exported))
    if exported and _is_of_application(project, what):
        yield from _as_heads(resolver, what)
    if exported:
        yield from declared_uses(project, what, path, spent)


def _is_of_application(project: ProjectView, what: Declared) -> bool:
    """Whether the variable is there everywhere."""
    module = project.module(what.homes[0])
    return module is not None and module.kind in APPLICATIONS


def _as_heads(resolver: Resolver, what: Declared) -> Iterator[Place]:
    """Where a chain begins with the variable: the index has no rows for names alone."""
    home = resolver.modules.identity(what.homes[0])
    for use in resolver.view.occurrences(what.name, (Use.HEAD,)):
        identity = resolver.modules.identity(use.place.path)
        same = home is not None and identity is not None and identity.family == home.family
        if same and not use.local and use.place.path not in what.homes:
            yield use.place
