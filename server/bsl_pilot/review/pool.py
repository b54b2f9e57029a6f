"""Checks many files in several processes: largest first, results in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from bsl_pilot.crew import Crew, processors
from bsl_pilot.locale import Text
from bsl_pilot.memory import peak_rss_mb
from bsl_pilot.review.job import Job, Options
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


class Numbered(NamedTuple):
    """A job with its place in the order of the files."""

    number: int
    job: Job


class PoolResult(NamedTuple):
    """Reports in the order of the jobs; peak memory of all processes together in MB."""

    reports: list[FileReport]
    peak_rss_mb: float


Chunk = list[int]
Advance = Callable[[int], None]


def sensible_jobs(files: Sequence[Sized]) -> int:
    """As many processes as the text is worth, at most one per processor."""
    return max(1, min(processors(), sum(one.size for one in files) // BYTES_WORTH_A_PROCESS))


def check_in_pool(files: Sequence[Sized], options: Options, jobs: int, advance: Advance) -> PoolResult:
    """Checks ``files`` in ``jobs`` processes; in this one when one is enough.

    ``advance`` is called in the calling thread with the number of files that are done since the last call.
    """
    if jobs <= 1:
        return _check_here(files, options, advance)
    return _check_in_crew(files, options, jobs, advance)


EXAMINER = "bsl_pilot.app.examiner"
"""What a process runs; its ``examiner`` answers in this one. It joins the rules with the workspace, so it is `app`'s."""


def _check_here(files: Sequence[Sized], options: Options, advance: Advance) -> PoolResult:
    answer = import_module(EXAMINER).examiner(options)
    reports: list[FileReport] = []
    for number, one in enumerate(files):
        reports += answer([Numbered(number, one.job)])
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


def _check_in_crew(
    files: Sequence[Sized], options: Options, jobs: int, advance: Callable[[int], None]
) -> PoolResult:
    reports: list[FileReport | None] = [None] * len(files)
    crew: Crew[Numbered, list[FileReport]] = Crew(EXAMINER, options)

    def answered(chunk: Sequence[Numbered], found: list[FileReport]) -> None:
        for one, report in zip(chunk, found, strict=True):
            reports[one.number] = report
        advance(len(chunk))

    def lost(one: Numbered) -> None:
        path = one.job.path
        reports[one.number] = FileReport(path, error=_DIED.to(options.locale, path=path))
        advance(1)

    chunks = [[Numbered(number, files[number].job) for number in chunk] for chunk in _chunks(files)]
    crew.run(chunks, jobs, answered, lost)
    done = [report for report in reports if report is not None]
    return PoolResult(done, peak_rss_mb() + crew.peak_rss_mb)
