"""What travels between an index and the processes that harvest for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bsl_pilot.crew import Crew
from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.record import Record
from bsl_pilot.project.metadata.units import Unit


class Folder(NamedTuple):
    """What a process is told first: where the files are, and how large one may be."""

    root: str
    max_bytes: int


class Read(NamedTuple):
    """A job: to read an object of metadata."""

    reader: Callable[[Sequence[Unit]], list[Record]]
    """The same for all jobs of a list."""
    unit: Unit


class Merge(NamedTuple):
    """A job: to put segments together."""

    parts: list[tuple[bytes, Sequence[int] | None]]
    """Each with the files to take, all for None."""


class Failure(NamedTuple):
    """A file that is left out, and why."""

    path: str
    why: Text


class Harvested(NamedTuple):
    """Answer to a list of paths or to a `Merge`: a segment, and the files that could not be read."""

    segment: bytes
    failures: list[Failure]


Job = str | Read | Merge
"""A path relative to the folder, an object of metadata, or segments."""


def crew_for(root: str, max_bytes: int, *, polite: bool = False) -> Crew[Job, Any]:
    """Processes for the index of the folder ``root``: all jobs of a chunk are of one kind."""
    return Crew("bsl_pilot.index.worker", Folder(root, max_bytes), polite=polite)
