"""Checks many files in several processes: largest first, results in the order of the files.

Plain subprocesses, with a thread each that feeds it: a process that dies is seen at once, the file that
killed it is known, and the rest goes on in a new one. Works the same on every system.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.review.job import Job, Options
from bsl_pilot.review.memory import peak_rss_mb
from bsl_pilot.review.report import FileReport

CHUNK_BYTES = 512 * 1024
CHUNK_FILES = 64
BYTES_WORTH_A_PROCESS = 2 * 1024 * 1024
"""Starting a process costs about as much as checking this much text."""

_DIED = Text(
    "{path}: процесс проверки завершился на этом файле (не хватило памяти?)",
    "{path}: the checking process died on this file (out of memory?)",
)


class Sized(NamedTuple):
    """A job with the size of its file in bytes."""

    job: Job
    size: int


class PoolResult(NamedTuple):
    """Reports in the order of the jobs; peak memory of all processes together in MB."""

    reports: list[FileReport]
    peak_rss_mb: float


Chunk = list[int]
Advance = Callable[[int], None]


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def sensible_jobs(files: Sequence[Sized]) -> int:
    """As many processes as the text is worth, at most one per processor."""
    return max(1, min(processors(), sum(one.size for one in files) // BYTES_WORTH_A_PROCESS))


def check_in_pool(files: Sequence[Sized], options: Options, jobs: int, advance: Advance) -> PoolResult:
    """Checks ``files`` in ``jobs`` processes; in this one when one is enough.

    ``advance`` is called in the calling thread with the number of files that are done since the last call.
    """
    if jobs <= 1:
        return _check_here(files, options, advance)
    chunks = _chunks(files)
    return _Pool(files, options, chunks).run(min(jobs, len(chunks)), advance)


def _check_here(files: Sequence[Sized], options: Options, advance: Advance) -> PoolResult:
    from bsl_pilot.review.examine import examine  # noqa: PLC0415  (loads the parser)

    reports = []
    for one in files:
        reports.append(examine(one.job, options))
        advance(1)
    return PoolResult(reports, peak_rss_mb())


def _chunks(files: Sequence[Sized]) -> list[Chunk]:
    """Indexes of files in portions of about the same size, the largest files first."""
    order = sorted(range(len(files)), key=lambda index: (-files[index].size, index))
    chunks: list[Chunk] = []
    room = 0
    for index in order:
        if not chunks or files[index].size > room or len(chunks[-1]) >= CHUNK_FILES:
            chunks.append([])
            room = CHUNK_BYTES
        chunks[-1].append(index)
        room -= files[index].size
    return chunks


class _Pool:
    """One run: threads take chunks from a queue, each has them checked by a process of its own."""

    def __init__(self, files: Sequence[Sized], options: Options, chunks: list[Chunk]) -> None:
        self._files = files
        self._options = options
        self._todo: queue.SimpleQueue[Chunk] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[int | BaseException] = queue.SimpleQueue()
        self._reports: list[FileReport | None] = [None] * len(files)
        self._peaks: dict[int, float] = {}
        self._processes: set[subprocess.Popen[bytes]] = set()
        for chunk in chunks:
            self._todo.put(chunk)

    def run(self, jobs: int, advance: Advance) -> PoolResult:
        threads = [threading.Thread(target=self._feed, daemon=True) for _ in range(jobs)]
        for thread in threads:
            thread.start()
        try:
            left = len(self._files)
            while left:
                left -= self._wait(advance)
            for thread in threads:
                thread.join()
        finally:
            for process in tuple(self._processes):
                process.kill()
        reports = [report for report in self._reports if report is not None]
        return PoolResult(reports, peak_rss_mb() + sum(self._peaks.values()))

    def _wait(self, advance: Advance) -> int:
        """Waits a moment for results (a wait without end could not be interrupted on Windows)."""
        try:
            done = self._done.get(timeout=0.5)
        except queue.Empty:
            return 0
        if isinstance(done, BaseException):
            raise done
        advance(done)
        return done

    def _feed(self) -> None:
        """Has chunks checked until none is left."""
        process: subprocess.Popen[bytes] | None = None
        try:
            while True:
                try:
                    chunk = self._todo.get_nowait()
                except queue.Empty:
                    break
                process = self._check(chunk, process)
            if process is not None:
                self._end(process)
        except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
            self._done.put(error)

    def _check(self, chunk: Chunk, process: subprocess.Popen[bytes] | None) -> subprocess.Popen[bytes] | None:
        """Checks a chunk; returns the process to go on with, None when it died."""
        process = process or self._start()
        try:
            reports = self._ask(process, chunk)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end(process)
            if len(chunk) > 1:
                alive = None
                for index in chunk:  # one by one, to find out which file it was
                    alive = self._check([index], alive)
                return alive
            job = self._files[chunk[0]].job
            reports = [FileReport(job.path, error=_DIED.to(self._options.locale, path=job.path))]
            process = None
        for index, report in zip(chunk, reports, strict=True):
            self._reports[index] = report
        self._done.put(len(chunk))
        return process

    def _ask(self, process: subprocess.Popen[bytes], chunk: Chunk) -> list[FileReport]:
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump([self._files[index].job for index in chunk], process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        reports, peak = pickle.load(process.stdout)  # noqa: S301  (our own child writes it)
        self._peaks[process.pid] = peak
        return list(reports)

    def _start(self) -> subprocess.Popen[bytes]:
        """A worker; ``-P`` keeps the user's folder, with whatever modules it has, out of its path."""
        package_root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (package_root, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bsl_pilot.review.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=os.name == "posix",  # Ctrl+C is ours to handle: the worker ends with its input
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._processes.add(process)
        assert process.stdin is not None
        try:
            pickle.dump(self._options, process.stdin, pickle.HIGHEST_PROTOCOL)
        except OSError:
            return process  # it died at once: the first question finds that out
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Lets a worker end, which it does when its input ends."""
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # a dead worker's pipe, with bytes that nobody will read
        process.wait()
        self._processes.discard(process)
