"""What is told above a method: how often it is used, how hard it is to follow."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.complexity import cognitive_complexity
from bsl_pilot.features.declarations import declarations
from bsl_pilot.features.meanings.symbols import Declared
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.references import method_uses
from bsl_pilot.features.targets import declared_targets
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.positions import Span


class Lens(NamedTuple):
    """A method that has something to tell: folded name, and bytes of the name."""

    name: str
    span: Span


def lenses(document: Document) -> list[Lens]:
    """The methods of a document."""
    return [
        Lens(one.folded, Span(base + one.selection.start, base + one.selection.end))
        for base, one, _ in declarations(document)
        if one.kind != "var" and one.folded
    ]


def method_references(project: ProjectView, path: str, name: str) -> list[Place]:
    """The uses of a method of an open document that say by name what they mean; no declarations among them.

    Those that types explain take too long for a number above every method.
    """
    document = project.documents.get(path)
    if document is None or project.resolver is None:
        return []
    what = Declared(name, tuple(project.resolver.modules.same(path)))
    declared = {one.place for one in declared_targets(document, what, project, path)}
    return sorted(set(method_uses(document, what, project, path)) - declared)


def complexity(document: Document, name: str) -> int | None:
    """The cognitive complexity of a method; None where its code is broken, or it is no more there."""
    for base, one, _ in declarations(document):
        if one.folded == name and one.kind != "var":
            part = document.parts.at(base + one.span.start)
            if part is not None and part.body.kind in METHODS:
                return document.parts.fact(part, _complexity)
    return None


def _complexity(method: Node) -> int | None:
    return None if method.has_error else cognitive_complexity(method)
