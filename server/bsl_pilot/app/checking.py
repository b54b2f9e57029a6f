"""Diagnostics of files and folders."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.progress import Advance, counting
from bsl_pilot.app.workspace import Workspace

if TYPE_CHECKING:
    from bsl_pilot.app.indexing import Indexed
    from bsl_pilot.project.git import Lines
    from bsl_pilot.review.baseline import Baseline
    from bsl_pilot.review.job import Job
    from bsl_pilot.review.pool import Sized
    from bsl_pilot.review.report import Report

FEW = 20
"""Files up to which a report says how findings are repaired: each repair is tried first, and in a whole
configuration nobody reads them one by one. `--fix` repairs however many there are."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What ``bsl-pilot check`` is asked for, besides the settings."""

    paths: tuple[str, ...]
    since: str = ""
    """A revision of git: only findings on lines that changed since then count."""
    baseline: str = ""
    fix: bool = False
    excerpts: bool = False
    """Whether the report shows the lines of the findings."""


def check(
    workspace: Workspace, request: CheckRequest, advance: Advance, indexing: Advance | None = None
) -> Report:
    """Checks files and folders.

    Args:
        workspace: the folder with its settings.
        request: what is asked.
        advance: told how far it is.
        indexing: told before that how far the index is that rules ask.

    Raises:
        PilotError: the baseline can't be read, or git can't tell what changed.
    """
    from bsl_pilot.review import baseline, pool  # noqa: PLC0415
    from bsl_pilot.review.job import Options  # noqa: PLC0415
    from bsl_pilot.review.programs import need_of  # noqa: PLC0415
    from bsl_pilot.review.report import Report, Stats  # noqa: PLC0415
    from bsl_pilot.review.rule import Need  # noqa: PLC0415
    from bsl_pilot.review.selection import Selection  # noqa: PLC0415

    began = time.perf_counter()
    chosen = workspace.settings.check
    known = baseline.load(request.baseline) if request.baseline else None
    found = workspace.sources(request.paths)
    jobs_of = _Jobs(workspace, request, known)
    sized = [pool.Sized(job, one.size) for one in found.files if (job := jobs_of.job(one.shown)) is not None]
    selection = Selection.of(chosen)
    need = need_of(selection)
    folder = _project_folder(workspace, request.paths) if need is not Need.TEXT or chosen.subsystems else None
    options = Options(
        selection,
        workspace.locale,
        workspace.settings.max_file_mb * 1024 * 1024,
        request.fix,
        len(sized) <= FEW,
        excerpts=request.excerpts,
        folder=str(folder) if folder is not None and need is not Need.TEXT else "",
        need=need,
    )
    if folder is not None:
        indexed = _index(workspace, str(folder), chosen.jobs, indexing)
        if chosen.subsystems:
            sized = _of_subsystems(sized, indexed, chosen.subsystems)
        del indexed
    jobs = chosen.jobs or pool.sensible_jobs(sized)
    done = pool.check_in_pool(sized, options, jobs, counting(advance, len(sized)))
    return Report(
        tuple(done.reports),
        tuple(error.to(workspace.locale) for error in found.errors),
        Stats(time.perf_counter() - began, done.peak_rss_mb, jobs),
        workspace.locale,
    )


class _Jobs:
    """What is asked of each file."""

    def __init__(self, workspace: Workspace, request: CheckRequest, known: Baseline | None) -> None:
        from bsl_pilot.project.git import changed_since  # noqa: PLC0415
        from bsl_pilot.review.per_path import PerPath  # noqa: PLC0415

        self._known = known
        per_path = workspace.settings.check.per_path
        self._per_path = PerPath(per_path, Path(os.path.realpath(workspace.folder))) if per_path else None
        self._changed: dict[str, Lines] | None = None
        if request.since:
            self._changed = {}
            for path in request.paths:
                self._changed |= changed_since(request.since, path)

    def job(self, path: str) -> Job | None:
        """The job for a file; None where nothing in it changed."""
        from bsl_pilot.project.git import comparable  # noqa: PLC0415
        from bsl_pilot.review.job import Job  # noqa: PLC0415

        lines: Lines | None = None
        if self._changed is not None:
            lines = self._changed.get(comparable(path))
            if lines is None:
                return None
        off = frozenset[str]()
        if self._per_path is not None:
            off = self._per_path.off(Path(os.path.realpath(path)).as_posix())
        return Job(path, self._known.known(path) if self._known else frozenset(), off, lines)


def _project_folder(workspace: Workspace, paths: Sequence[str]) -> Path:
    """The folder that is indexed: the workspace's, or that of the project around the first path if that is outside."""
    from bsl_pilot.project.layout import Layout  # noqa: PLC0415
    from bsl_pilot.review.around import root_around  # noqa: PLC0415

    folder = Path(os.path.realpath(workspace.folder))
    root = root_around(Path(os.path.realpath(paths[0])) / "x")
    inside = root.layout is Layout.LOOSE or root.folder.is_relative_to(folder)
    return folder if inside else root.folder


def _index(workspace: Workspace, folder: str, jobs: int, advance: Advance | None) -> Indexed:
    """Brings the index on disk up to date once, for all processes that check."""
    from bsl_pilot.app.indexing import IndexRequest, index_folder  # noqa: PLC0415

    return index_folder(workspace, IndexRequest(folder, jobs=jobs), advance)


def _of_subsystems(files: list[Sized], indexed: Indexed, names: Sequence[str]) -> list[Sized]:
    """The files of modules whose objects are in one of the subsystems."""
    from bsl_pilot.app.snapshots import snapshot  # noqa: PLC0415
    from bsl_pilot.review.subsystems import Subsystems  # noqa: PLC0415

    chosen = Subsystems(snapshot(indexed, 0), names)
    return [one for one in files if chosen.have(Path(os.path.realpath(one.job.path)).as_posix())]
