"""Uses behind a dot where only the type of what stands there tells whose member it is.

Types take milliseconds for each module, and a name may stand in a thousand of them. So the module that asks is looked
at first, then those that name the owner; what was found out is kept with the world that it was found out in, and whoever
asks again while nothing changes gets the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.features.meanings.indexed import module_of_type
from bsl_pilot.features.meanings.symbols import Declared, ObjectPart
from bsl_pilot.features.patience import Patience
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.worlds import USES
from bsl_pilot.index.kinds import Use
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import LineIndex

if TYPE_CHECKING:
    from bsl_pilot.index.packing import Column
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.index.rows import Occurrence
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.model import Type

VALUES = (Use.PROPERTY, Use.ASSIGNED)
_log = logging.getLogger(__name__)

Means = Callable[[str, "Type"], bool]
"""Whether a member of a type, seen from a module (its path), is the one that is looked for."""


class Sought(NamedTuple):
    """What is looked for, from where: the file that asks, the symbol, its folded name, the owner's.

    ``spent``: whoever asks waits no longer than that.
    """

    path: str
    what: Declared | ObjectPart
    name: str
    owner: str
    spent: Patience


class InFile(NamedTuple):
    """The rows of a name in one file."""

    path: str
    read: Callable[[], Iterator[Occurrence]]


Look = Callable[["Inference", list["Occurrence"]], Iterator[Place]]
"""Which of the occurrences in the module of an inference are uses."""


def declared_uses(project: ProjectView, what: Declared, path: str, spent: Patience) -> Iterator[Place]:
    """The uses, in the family of ``path``, whose receiver is known to be of the module."""
    resolver = project.resolver
    if resolver is None:
        return

    def means(seen_from: str, type_: Type) -> bool:
        return any(home in what.homes for home in module_of_type(project, seen_from, type_))

    identity = resolver.modules.identity(what.homes[0])
    sought = Sought(path, what, what.name, identity.owner[1] if identity is not None else "", spent)
    yield from typed_uses(project, sought, VALUES if what.is_variable else (Use.METHOD,), means)


def typed_uses(project: ProjectView, sought: Sought, kinds: tuple[Use, ...], means: Means) -> Iterator[Place]:
    """The uses behind a dot whose receiver is of a type that ``means`` takes."""
    resolver = project.resolver
    if resolver is None:
        return

    def look(inference: Inference, found: list[Occurrence]) -> Iterator[Place]:
        places = [use.place for use in found if not resolver.receiver(use)]
        return _by_types(inference, places, means) if places else iter(())

    yield from looked_for(project, sought, files_with(resolver, sought, kinds), look)


def files_with(resolver: Resolver, sought: Sought, kinds: tuple[Use, ...]) -> list[InFile]:
    """The files of the family in which the name stands: the one that asks, those that name the owner, the others."""
    family = resolver.modules.identity(sought.path)
    naming = {one.path for one in _rows(resolver, sought.owner, tuple(Use))} if sought.owner else set()
    found = []
    for one in _rows(resolver, sought.name, kinds):
        identity = resolver.modules.identity(one.path)
        if identity is not None and family is not None and identity.family == family.family:
            found.append(one)
    return sorted(found, key=lambda one: (one.path != sought.path, one.path not in naming, one.path))


def _rows(resolver: Resolver, name: str, kinds: tuple[Use, ...]) -> Iterator[InFile]:
    view = resolver.view
    for at, rows in view.uses(name, kinds):
        segment = view.segments[at]
        begin = 0
        for file, same in groupby(segment.files_of("uses", rows).tolist()):
            end = begin + sum(1 for _ in same)
            yield InFile(view.prefix + segment.paths[file], _reader(resolver, at, begin, end, rows))
            begin = end


def _reader(
    resolver: Resolver, segment: int, begin: int, end: int, rows: Column
) -> Callable[[], Iterator[Occurrence]]:
    return lambda: resolver.view.answers(segment, rows[begin:end])


def looked_for(
    project: ProjectView, sought: Sought, files: list[InFile], look: Look, of: str = ""
) -> Iterator[Place]:
    """What ``look`` finds in the files, the known ones and the first one in any case.

    ``of`` tells apart what is looked for in more than one way.
    """
    left_out = 0
    for at, one in enumerate(files):
        known, stands = _memory(project, one.path), project.documents.get(one.path)
        key = (sought.what, of, one.path)
        kept = known.get(key)
        if kept is None or kept[0] is not stands:
            if at and sought.spent.is_over:
                left_out += 1
                continue
            inference = project.inference_in(one.path)
            found = tuple(look(inference, list(one.read()))) if inference is not None else ()
            kept = known[key] = stands, found
        yield from kept[1]
    if left_out:
        _log.info("uses of %s: %d of %d files are not looked at yet", sought.name, left_out, len(files))


_Memory = dict[tuple[object, ...], tuple[Document | None, tuple[Place, ...]]]
"""Uses by symbol, way and file, with the document that was open then: a world outlives edits of the file itself."""


def _memory(project: ProjectView, path: str) -> _Memory:
    memory = project.world(path).memory.setdefault(USES, {})
    assert isinstance(memory, dict)
    return memory


def _by_types(inference: Inference, places: list[Place], means: Means) -> Iterator[Place]:
    data, path = inference.code.data, inference.code.where.path
    lines = LineIndex(data)
    for place in places:
        before = data[: lines.offset(place.range.start)].rstrip()
        if not before.endswith(b"."):  # the file has changed since the index read it
            continue
        if any(means(path, one) for one in inference.receiver(len(before) - 1)):
            yield place
