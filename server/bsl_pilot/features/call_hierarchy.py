"""Who calls a method, and whom it calls."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.identity import symbols_of
from bsl_pilot.features.meanings.symbols import Declared
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.targets import declared_targets
from bsl_pilot.index.rows import Method
from bsl_pilot.syntax.document import Document

__all__ = ["Call", "Method", "incoming", "methods_at", "outgoing"]


class Call(NamedTuple):
    """Another method, or the body of a module (``method`` is None), and the places of the calls."""

    path: str
    method: Method | None
    places: tuple[Place, ...]


def methods_at(document: Document, offset: int, project: ProjectView, path: str) -> list[Method]:
    """The methods that stand at byte ``offset``; none without an index."""
    found = meaning_at(asked(document, project, path), offset)
    resolver = project.resolver
    if found is None or resolver is None:
        return []
    places = [
        one.place
        for what in symbols_of(found, project, path)
        if isinstance(what, Declared) and not what.is_variable
        for one in declared_targets(document, what, project, path)
    ]
    methods = (resolver.view.method_at(one.path, one.line) for one in places)
    return list(dict.fromkeys(one for one in methods if one is not None))


def incoming(project: ProjectView, path: str, name: str) -> list[Call]:
    """The methods and modules that call a method (folded name) of a file."""
    from bsl_pilot.index import calls  # noqa: PLC0415  (numpy)

    resolver = project.resolver
    method = resolver.view.method(path, name) if resolver is not None else None
    if resolver is None or method is None:
        return []
    found: defaultdict[tuple[str, Method | None], list[Place]] = defaultdict(list)
    for use, caller in calls.incoming(resolver, method):
        found[use.place.path, caller].append(use.place)
    return [Call(*caller, tuple(places)) for caller, places in found.items()]


def outgoing(project: ProjectView, path: str, name: str) -> list[Call]:
    """The methods that a method (folded name) of a file calls. ``places`` are in that file."""
    from bsl_pilot.index import calls  # noqa: PLC0415  (numpy)

    resolver = project.resolver
    method = resolver.view.method(path, name) if resolver is not None else None
    if resolver is None or method is None:
        return []
    found: defaultdict[Method, list[Place]] = defaultdict(list)
    for use, reached in calls.outgoing(resolver, method):
        for one in reached:
            found[one].append(use.place)
    return [Call(one.place.path, one, tuple(places)) for one, places in found.items()]
