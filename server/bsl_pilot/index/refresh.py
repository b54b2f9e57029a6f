"""Brings an index up to date with the files on disk: what changed is harvested, by several processes if it is much."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bsl_pilot.crew import Crew, processors
from bsl_pilot.errors import InputError
from bsl_pilot.index.index import Index
from bsl_pilot.index.jobs import Failure, Harvested, Job, Merge
from bsl_pilot.index.merge import Part
from bsl_pilot.index.reading import read_stamped
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.index.worker import harvested
from bsl_pilot.locale import Text

_logger = logging.getLogger(__name__)

_CHUNK_BYTES = 2 * 1024 * 1024
_CHUNK_FILES = 128
_WORTH_A_PROCESS = 3 * 1024 * 1024
"""Starting a process costs about as much as harvesting this much text."""
_STUTTER = 256 * 1024
"""Harvesting this much in the process of a server would be felt by who types: the parser lets no other thread run."""
_MUCH = 0.25
"""Share of the files after whose change everything is put together again."""
_MOST_SEGMENTS = 8
_MERGED = 2
"""Segments that are left when everything is put together, by a process each: a question to two costs what one does."""

_DIED = Text(
    "{path}: процесс индексации завершился на этом файле (не хватило памяти?)",
    "{path}: the indexing process died on this file (out of memory?)",
)

Advance = Callable[[int, int], None]
"""Called with the number of files that are done and the number of all that have to be."""


@dataclass(slots=True)
class Refreshed:
    """What was done."""

    harvested: int = 0
    removed: int = 0
    failures: list[Failure] = field(default_factory=list)


class Change(NamedTuple):
    """A file that has to be harvested."""

    path: str
    size: int


class Changes(NamedTuple):
    """How the files on disk differ from what is known."""

    changed: list[Change]
    removed: list[str]
    touched: dict[str, int]
    """Later times of files whose contents are the same."""


def changes(index: Index, paths: Iterable[str]) -> Changes:
    """Compares: ``paths`` are all files there are, relative to the root. Reads only what is in doubt."""
    known = index.known()
    found = Changes([], [], {})
    there = set()
    for path in paths:
        there.add(path)
        _compare(index, path, known.get(path), found)
    found.removed.extend(known.keys() - there)
    return found


def _compare(index: Index, path: str, stamp: Stamp | None, found: Changes) -> None:
    try:
        status = os.stat(f"{index.root}/{path}")  # noqa: PTH116  (thousands of files: Path costs twice as much)
    except OSError:  # it went while we looked: whoever reads it says so
        found.changed.append(Change(path, 0))
        return
    if stamp is None or stamp.size != status.st_size:
        found.changed.append(Change(path, status.st_size))
        return
    if index.time_of(path, stamp) == status.st_mtime_ns:
        return
    try:
        _, now = read_stamped(index.root / path, index.max_bytes)
    except InputError:
        found.changed.append(Change(path, status.st_size))
        return
    if now.digest == stamp.digest:
        found.touched[path] = now.time
    else:
        found.changed.append(Change(path, status.st_size))


class Refresh:
    """One run. ``cancel`` may be called by any thread."""

    def __init__(
        self, index: Index, crew: Crew[Job, Any], advance: Advance | None = None, *, jobs: int = 0
    ) -> None:
        """
        Args:
            index: it grows while the run goes on, and can be asked all the time.
            crew: who helps; see ``crew_for``.
            advance: told how far it is, in the thread of ``run``.
            jobs: processes; 0 for as many as the work is worth.
        """
        self._index = index
        self._advance = advance or _silent
        self._jobs = jobs
        self._crew = crew
        self._done = Refreshed()
        self._cancelled = False

    def cancel(self) -> None:
        """Ends the run; what is known so far stays."""
        self._cancelled = True
        self._crew.close()

    def run(self, paths: Sequence[str]) -> Refreshed:
        """Takes in all changes and saves the index. ``paths``: all files there are, relative to the root."""
        found = changes(self._index, paths)
        self._index.remove(found.removed)
        self._index.touched(found.touched)
        self._done.removed = len(found.removed)
        with self._crew:
            if found.changed:
                self._harvest(found.changed)
            if not self._cancelled:
                self._put_together(len(found.changed) > _MUCH * len(paths))
        if not self._cancelled:
            self._index.keep()
        for failure in self._done.failures:
            _logger.info("left out of the index: %s", failure.why.en)
        return self._done

    def _harvest(self, changed: Sequence[Change]) -> None:
        total = sum(one.size for one in changed)
        jobs = self._jobs or min(processors(), 1 + total // _WORTH_A_PROCESS)
        if jobs < 2 and total < (_STUTTER if self._crew.polite else 2 * _WORTH_A_PROCESS):
            paths = [one.path for one in changed]
            return self._take(paths, harvested(self._index.root, paths, self._index.max_bytes), len(changed))
        self._crew.run(
            _chunks(changed),
            jobs,
            lambda paths, answer: self._take(paths, answer, len(changed)),
            lambda path: self._lost(str(path)),
        )
        return None

    def _take(self, paths: Sequence[Job], answer: Harvested, total: int) -> None:
        segment = Segment(memoryview(answer.segment))
        self._index.add(segment)
        self._index.remove([failure.path for failure in answer.failures])
        self._done.failures.extend(answer.failures)
        self._done.harvested += len(paths)
        self._advance(self._done.harvested, total)

    def _lost(self, path: str) -> None:
        self._index.remove([path])
        self._done.failures.append(Failure(path, _DIED.filled(path=path)))
        self._done.harvested += 1

    def _put_together(self, much: bool) -> None:
        """Has processes put segments together: it takes a second of Python, which would keep our threads waiting."""
        parts = self._index.parts()
        if len(parts) < 2 or (not much and len(parts) <= _MOST_SEGMENTS):
            return
        if sum(len(part.segment.data) for part in parts) < _WORTH_A_PROCESS:
            self._index.compact(parts)
            return
        groups = _shared(parts, min(_MERGED, self._jobs or processors()))
        jobs = {id(job := _merge_of(group)): (job, group) for group in groups}

        def merged(chunk: Sequence[Job], answer: Harvested) -> None:
            self._index.merged(jobs[id(chunk[0])][1], answer.segment)

        self._crew.run([[job] for job, _ in jobs.values()], len(jobs), merged, _not_merged)


def _silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def _not_merged(_job: Job) -> None:
    _logger.warning("some segments of the index were not put together: the process ended")


def _merge_of(parts: Sequence[Part]) -> Merge:
    return Merge([(bytes(part.segment.data), part.files) for part in parts])


def _shared(parts: Sequence[Part], among: int) -> list[list[Part]]:
    """The parts in groups of about the same size, each of two at least: a process puts one together."""
    groups: list[list[Part]] = [[] for _ in range(max(1, min(among, len(parts) // 2)))]
    for part in sorted(parts, key=lambda one: -len(one.segment.data)):
        min(groups, key=lambda group: sum(len(one.segment.data) for one in group)).append(part)
    return groups


def _chunks(changed: Sequence[Change]) -> list[list[str]]:
    """Paths in portions of about the same size, the largest files first."""
    chunks: list[list[str]] = []
    room = 0
    for one in sorted(changed, key=lambda one: (-one.size, one.path)):
        if not chunks or one.size > room or len(chunks[-1]) >= _CHUNK_FILES:
            chunks.append([])
            room = _CHUNK_BYTES
        chunks[-1].append(one.path)
        room -= one.size
    return chunks
