"""Brings an index up to date with the files on disk: what changed is harvested, by several processes if it is much."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.crew import Crew, processors
from bsl_pilot.errors import InputError, WorkerDied
from bsl_pilot.index.index import Index
from bsl_pilot.index.jobs import Failure, Folder, Harvested, Merge
from bsl_pilot.index.merge import Part, merge
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
_MUCH = 0.25
"""Share of the files after whose change everything is put together again."""
_MOST_SEGMENTS = 8

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
    peak_rss_mb: float = 0.0
    """Of the processes that helped, together."""
    cpu_seconds: float = 0.0
    """Of those processes."""


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
        self, index: Index, advance: Advance | None = None, *, jobs: int = 0, polite: bool = False
    ) -> None:
        """
        Args:
            index: it grows while the run goes on, and can be asked all the time.
            advance: told how far it is, in the thread of ``run``.
            jobs: processes; 0 for as many as the work is worth.
            polite: they give way to others.
        """
        self._index = index
        self._advance = advance or _silent
        self._jobs = jobs
        self._crew: Crew[str | Merge, Harvested] = Crew(
            "bsl_pilot.index.worker", Folder(str(index.root), index.max_bytes), polite=polite
        )
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
        if found.changed:
            self._harvest(found.changed)
        if not self._cancelled:
            self._put_together(len(found.changed) > _MUCH * len(paths))
            self._save()
        self._done.peak_rss_mb = self._crew.peak_rss_mb
        self._done.cpu_seconds = self._crew.cpu_seconds
        for failure in self._done.failures:
            _logger.info("left out of the index: %s", failure.why.en)
        return self._done

    def _harvest(self, changed: Sequence[Change]) -> None:
        total = sum(one.size for one in changed)
        jobs = self._jobs or min(processors(), total // _WORTH_A_PROCESS)
        if jobs < 2 and total < 2 * _WORTH_A_PROCESS:
            paths = [one.path for one in changed]
            return self._take(paths, harvested(self._index.root, paths, self._index.max_bytes), len(changed))
        self._crew.run(
            _chunks(changed),
            jobs,
            lambda paths, answer: self._take(paths, answer, len(changed)),
            lambda path: self._lost(str(path)),
        )
        return None

    def _take(self, paths: Sequence[str | Merge], answer: Harvested, total: int) -> None:
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
        parts = self._index.parts()
        if not much and len(parts) <= _MOST_SEGMENTS:
            return
        small = sum(len(part.segment.data) for part in parts) < _WORTH_A_PROCESS
        try:
            self._index.compact(merge if small else self._merge, whole=True)
        except WorkerDied:
            _logger.warning("the segments of the index were not put together: the process ended")

    def _merge(self, parts: Sequence[Part]) -> bytes:
        """Has a process put segments together: it takes a second of Python, which would keep our threads waiting."""
        merged: list[bytes] = []
        job = Merge([(bytes(part.segment.data), part.files) for part in parts])
        self._crew.run([[job]], 1, lambda _jobs, answer: merged.append(answer.segment), lambda _job: None)
        if not merged:
            raise WorkerDied
        return merged[0]

    def _save(self) -> None:
        try:
            self._index.save()
        except OSError as error:
            _logger.warning(
                "the index can't be saved in %s and is kept in memory: %s", self._index.cache, error
            )


def _silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""


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
