"""Diagnostics of files and folders."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bsl_pilot.app.progress import Advance, counting
from bsl_pilot.app.workspace import Workspace

if TYPE_CHECKING:
    from bsl_pilot.project.files import Found
    from bsl_pilot.review.report import Report


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
    done = pool.check_in_pool(files, options, jobs, counting(advance, len(files)))
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
