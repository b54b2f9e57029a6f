"""What travels between an index and the processes that harvest for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bsl_pilot.locale import Text


class Folder(NamedTuple):
    """What a process is told first: where the files are, and how large one may be."""

    root: str
    max_bytes: int


class Merge(NamedTuple):
    """A job: to put segments together."""

    parts: list[tuple[bytes, Sequence[int] | None]]
    """Each with the files to take, all for None."""


class Failure(NamedTuple):
    """A file that is left out, and why."""

    path: str
    why: Text


class Harvested(NamedTuple):
    """Answer to a list of jobs: a segment, and the files that could not be read."""

    segment: bytes
    failures: list[Failure]
