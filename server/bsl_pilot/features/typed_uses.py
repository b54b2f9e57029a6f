"""Uses of a method behind a dot where only the type of what stands there tells which module it is of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from bsl_pilot.features.meaning import Declared
from bsl_pilot.features.meaning_code import module_of_type
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.text.positions import LineIndex

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Occurrence

MOST = 300
"""Calls of one name that are looked at: of a name that more have, the platform has a method, too."""


def typed_uses(project: ProjectView, what: Declared) -> Iterator[Place]:
    """The calls whose receiver is known to be of the module; takes some milliseconds for each file that calls so."""
    resolver = project.resolver
    if resolver is None:
        return
    seen = resolver.modules.identity(what.homes[0])
    found: list[Occurrence] = []
    for use in resolver.unresolved(what.name):
        identity = resolver.modules.identity(use.place.path)
        if seen is not None and identity is not None and identity.family == seen.family:
            found.append(use)
        if len(found) > MOST:
            return
    for path, calls in groupby(found, key=_path):
        yield from _in_file(project, what, path, [use.place for use in calls])


def _path(use: Occurrence) -> str:
    return use.place.path


def _in_file(project: ProjectView, what: Declared, path: str, places: list[Place]) -> Iterator[Place]:
    inference = project.inference_in(path)
    if inference is None:
        return
    data = inference.code.data
    lines = LineIndex(data)
    for place in places:
        before = data[: lines.offset(place.range.start)].rstrip()
        if not before.endswith(b"."):  # the file has changed since the index read it
            continue
        types = inference.receiver(len(before) - 1)
        if any(home in what.homes for one in types for home in module_of_type(project, path, one)):
            yield place
