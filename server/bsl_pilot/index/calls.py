"""Who calls whom: of one method with its places, of all modules as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bsl_pilot.index.kinds import Mark, Use
from bsl_pilot.index.modules import Modules
from bsl_pilot.index.packing import Column
from bsl_pilot.index.resolve import Resolver
from bsl_pilot.index.rows import Method, Occurrence
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.view import View

_CALLS = (Use.CALL, Use.METHOD, Use.HANDLER)


class Outgoing(NamedTuple):
    """A call in a method, and what it may reach."""

    use: Occurrence
    targets: list[Method]


class Incoming(NamedTuple):
    """A call of a method, and the method that it stands in; None for the module's body."""

    use: Occurrence
    caller: Method | None


class Edge(NamedTuple):
    """So many calls go from one module to another."""

    source: str
    target: str
    calls: int


def outgoing(resolver: Resolver, method: Method) -> Iterator[Outgoing]:
    """The calls in a method whose targets are known, in the order of the text."""
    for use in resolver.view.occurrences_in(method.place.path, method.lines):
        if use.use in _CALLS and (targets := resolver.targets(use)):
            yield Outgoing(use, targets)


def incoming(resolver: Resolver, method: Method) -> Iterator[Incoming]:
    """The calls of a method, module by module."""
    for use in resolver.references(method):
        if use.use in _CALLS:
            yield Incoming(use, resolver.view.method_at(use.place.path, use.place.line))


def module_calls(view: View, modules: Modules) -> list[Edge]:
    """The calls between modules that say by name what they call: common modules and managers.

    Calls within a module are left out, and so are those that only a type could explain.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for at, segment in enumerate(view.segments):
        for file, receiver, count in _receivers(segment, view.alive(at)):
            path = view.prefix + segment.paths[file]
            for target in _targets(modules, receiver, path):
                if target != path:
                    counted[path, target] += count
    return [Edge(source, target, calls) for (source, target), calls in sorted(counted.items())]


def _targets(modules: Modules, receiver: tuple[str, ...], path: str) -> list[str]:
    if len(receiver) == 1:
        return modules.common(receiver[0], path)[:1]
    return modules.manager(receiver[0], receiver[1], path)[:1]


def _receivers(segment: Segment, alive: Column) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """File, names before the dot, and number of such calls: chains of one name and of two."""
    kinds, names = segment.column("uses.kind"), segment.column("uses.name").astype(np.int64)
    calls = np.flatnonzero((kinds & 0x0F == Use.METHOD) & (kinds & Mark.LINKED != 0))
    files = segment.files_of("uses", calls)
    calls, files = calls[alive[files]], files[alive[files]]
    heads = kinds[calls - 1]
    single = heads == Use.HEAD  # no mark: neither local nor behind a dot
    second = np.maximum(calls - 2, 0)
    double = (heads == Use.PROPERTY | Mark.LINKED) & (kinds[second] == Use.HEAD)
    yield from _counted(segment, files[single], (names[calls[single] - 1],))
    yield from _counted(segment, files[double], (names[second[double]], names[calls[double] - 1]))


def _counted(
    segment: Segment, files: Column, names: tuple[Column, ...]
) -> Iterator[tuple[int, tuple[str, ...], int]]:
    keys, counts = np.unique(np.stack([files, *names]), axis=1, return_counts=True)
    for key, count in zip(keys.T.tolist(), counts.tolist(), strict=True):
        yield key[0], tuple(segment.names[number] for number in key[1:]), count
