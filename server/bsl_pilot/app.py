"""The parts of the product, created and joined: the only place that knows them all.

Parts are imported when they are needed, so that each command starts with what it uses and nothing more.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.locale import Locale
from bsl_pilot.settings import Problem, Settings, find_workspace, load

if TYPE_CHECKING:
    from bsl_pilot.project.files import Found
    from bsl_pilot.review.formatting import Formatted
    from bsl_pilot.review.report import Report

Advance = Callable[[int, int], None]
"""Called with the number of files that are done and the number of all."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a command works: the folder with the settings, the settings, and their problems."""

    folder: Path
    settings: Settings
    problems: list[Problem]
    locale: Locale

    @classmethod
    def of(cls, path: str, locale: Callable[[Settings], Locale]) -> Workspace:
        """The workspace that ``path`` belongs to."""
        folder = find_workspace(Path(path))
        settings, problems = load(folder)
        return cls(folder, settings, problems, locale(settings))

    def sources(self, paths: Iterable[str]) -> Found:
        """Source files of the given files and folders."""
        from bsl_pilot.project.files import find_sources  # noqa: PLC0415

        return find_sources(paths, self.settings.exclude, str(self.folder))


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What ``bsl-pilot check`` is asked for, besides the settings."""

    paths: tuple[str, ...]
    since: str = ""
    baseline: str = ""
    fix: bool = False


def check(workspace: Workspace, request: CheckRequest, advance: Advance) -> Report:
    """Checks files and folders.

    Raises:
        PilotError: the baseline can't be read, or git can't tell what changed.
    """
    from bsl_pilot.review import baseline, pool  # noqa: PLC0415
    from bsl_pilot.review.job import Job, Options  # noqa: PLC0415
    from bsl_pilot.review.report import Report, Stats  # noqa: PLC0415
    from bsl_pilot.review.selection import Selection  # noqa: PLC0415

    began = time.perf_counter()
    chosen = workspace.settings.check
    known = baseline.load(request.baseline) if request.baseline else None
    found = workspace.sources(request.paths)
    if request.since:
        found = _changed(found, request)
    files = [
        pool.Sized(Job(one.shown, known.known(one.shown) if known else frozenset()), one.size)
        for one in found.files
    ]
    options = Options(
        Selection.of(chosen.select, chosen.ignore, chosen.severity),
        workspace.locale,
        workspace.settings.max_file_mb * 1024 * 1024,
        request.fix,
    )
    jobs = chosen.jobs or pool.sensible_jobs(files)
    done = pool.check_in_pool(files, options, jobs, _counting(advance, len(files)))
    return Report(
        tuple(done.reports),
        tuple(error.to(workspace.locale) for error in found.errors),
        Stats(time.perf_counter() - began, done.peak_rss_mb, jobs),
        workspace.locale,
    )


def _changed(found: Found, request: CheckRequest) -> Found:
    """The files that changed since the revision."""
    from bsl_pilot.project.git import changed_since, comparable  # noqa: PLC0415

    changed = set[str]().union(*(changed_since(request.since, path) for path in request.paths))
    return dataclasses.replace(found, files=[one for one in found.files if comparable(one.shown) in changed])


def _counting(advance: Advance, total: int) -> Callable[[int], None]:
    """Turns "so many more are done" into "so many of all are done"."""
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        advance(done, total)

    return count


def format_files(
    workspace: Workspace, paths: Iterable[str], advance: Advance, *, write: bool
) -> Iterator[Formatted]:
    """Formats files and folders; one answer per file, and one per path that can't be looked into."""
    from bsl_pilot.features.format import FormatOptions  # noqa: PLC0415
    from bsl_pilot.review.formatting import Formatted, format_file  # noqa: PLC0415

    options = FormatOptions(**dataclasses.asdict(workspace.settings.format))
    found = workspace.sources(paths)
    for error in found.errors:
        yield Formatted("", error=error.to(workspace.locale))
    count = _counting(advance, len(found.files))
    max_bytes = workspace.settings.max_file_mb * 1024 * 1024
    for source in found.files:
        yield format_file(source.shown, options, max_bytes, workspace.locale, write=write)
        count(1)
