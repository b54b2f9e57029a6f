"""Methods, variables and objects of metadata of the whole workspace by parts of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.features.places import Place, top_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.titles import module_title
from bsl_pilot.index.rows import Method
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.model import Header
from bsl_pilot.project.root import Root
from bsl_pilot.text.words import fold

LIMIT = 128


class Found(NamedTuple):
    """One symbol. ``kind`` is ``function``, ``procedure``, ``variable``, or English kind of an object."""

    name: str
    kind: str
    place: Place
    where: Text
    """The module that it is in; of an object what it is."""


def workspace_symbols(project: ProjectView, query: str, limit: int = LIMIT) -> list[Found]:
    """What matches best, best first. ``ЗРО`` finds ``ЗначениеРеквизитаОбъекта``; nothing for an empty query."""
    from bsl_pilot.index.search import rank, search  # noqa: PLC0415  (numpy)

    resolver, folded = project.resolver, fold("".join(query.split()))
    if resolver is None or not folded:
        return []
    code = (
        Found(one.name, _kind(one), one.place, module_title(project, one.place.path))
        for one in search(resolver.view, query, limit)
    )
    found = [*_objects(project, folded, limit), *code]
    return sorted(found, key=lambda one: rank(one.name, folded))[:limit]


def _kind(one: object) -> str:
    if not isinstance(one, Method):
        return "variable"
    return "function" if one.function else "procedure"


def _objects(project: ProjectView, folded: str, limit: int) -> list[Found]:
    from bsl_pilot.index.search import rank  # noqa: PLC0415  (numpy)

    pattern = re.compile(".*?".join(map(re.escape, folded)))
    matching = [(root, one) for root, one in _headers(project) if one.name and pattern.search(fold(one.name))]
    matching.sort(key=lambda one: rank(one[1].name, folded))
    return [
        Found(one.name, one.kind, top_of(project.shown(root.folder / one.path)).place, _title(one.kind))
        for root, one in matching[:limit]
    ]


def _title(name: str) -> Text:
    found = kind(name)
    return Text(found.ru, found.en) if found is not None else Text(name, name)


def _headers(project: ProjectView) -> Iterator[tuple[Root, Header]]:
    for root in project.known.roots.roots[:-1] if project.known.roots is not None else ():
        metadata = project.known.of_root.get(root.key)
        if metadata is not None:
            yield from ((root, one) for one in metadata.headers())
