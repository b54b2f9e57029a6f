"""Who calls whom: of one method with its places, of all modules as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from bsl_pilot.index.kinds import Mark, Use
from bsl_pilot.index.modules import Modules
from bsl_pilot.index.packing import Column
from bsl_pilot.index.resolve import Resolver
from bsl_pilot.index.rows import Method, Occurrence
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.view import View
from bsl_pilot.text.words import fold

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
    """The calls between modules that say by name what they call: common modules and managers, modules and classes of
    OneScript libraries (``Новый Класс`` counts as a call), methods of global common modules.

    Calls within a module are left out, and so are those that only a type could explain.
    """
    counted: Counter[tuple[str, str]] = Counter()
    everywhere = _Everywhere(view, modules)
    for at, segment in enumerate(view.segments):
        alive = view.alive(at)
        for file, receiver, count in _receivers(segment, alive):
            path = view.prefix + segment.paths[file]
            counted.update({(path, one): count for one in _targets(modules, receiver, path)})
        for file, (name,), count in _bare(segment, alive, Use.TYPE, None):
            path = view.prefix + segment.paths[file]
            counted.update({(path, one): count for one in modules.class_(name, path)[:1]})
        for file, (name,), count in _bare(segment, alive, Use.CALL, everywhere.names):
            path = view.prefix + segment.paths[file]
            counted.update({(path, one): count for one in everywhere.declaring(name, path)})
    return [Edge(*pair, calls) for pair, calls in sorted(counted.items()) if pair[0] != pair[1]]


class _Everywhere:
    """The methods that are called without the name of their module."""

    def __init__(self, view: View, modules: Modules) -> None:
        self._view = view
        self._modules = modules
        homes = {one for path in view.paths() for one in modules.global_common(path)}
        self.names = {fold(one.name) for home in homes for one in view.methods_of(home) if one.export}

    def declaring(self, name: str, path: str) -> list[str]:
        """The global module that a call in ``path`` means; none where the module has a method of this name itself."""
        if any(self._view.method(one, name) for one in self._modules.same(path)):
            return []
        found = ((one, self._view.method(one, name)) for one in self._modules.global_common(path))
        return [one for one, method in found if method is not None and method.export][:1]


def _targets(modules: Modules, receiver: tuple[str, ...], path: str) -> list[str]:
    if len(receiver) == 1:
        return modules.common(receiver[0], path)[:1]
    return modules.manager(receiver[0], receiver[1], path)[:1]


def _bare(
    segment: Segment, alive: Column, use: Use, names: Iterable[str] | None
) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """File, name, and number of uses without a receiver; of these names only, where there are any given."""
    rows = np.flatnonzero(segment.column("uses.kind") == use)  # no mark: not behind a dot
    if names is not None:
        wanted = [number for number in map(segment.names.find, names) if number > 0]
        rows = rows[np.isin(segment.column("uses.name")[rows], wanted)]
    files = segment.files_of("uses", rows)
    rows, files = rows[alive[files]], files[alive[files]]
    yield from _counted(segment, files, (segment.column("uses.name")[rows].astype(np.int64),))


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
