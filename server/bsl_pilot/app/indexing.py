"""The index and the metadata of a folder, brought up to date: for commands, and for a server that starts."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.knowledge import project_folder
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.locale import Locale, Text

if TYPE_CHECKING:
    from bsl_pilot.crew import Crew
    from bsl_pilot.index.index import Index
    from bsl_pilot.index.jobs import Failure, Job
    from bsl_pilot.index.modules import Modules
    from bsl_pilot.index.refresh import Refresh, Refreshed
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.project.metadata.loading import Read
    from bsl_pilot.project.metadata.record import Record
    from bsl_pilot.project.metadata.snapshot import Metadata
    from bsl_pilot.project.metadata.units import Unit
    from bsl_pilot.project.root import RootKey
    from bsl_pilot.project.roots import Root, Roots

_logger = logging.getLogger(__name__)

_NO_FOLDER = Text("{path}: нет такой папки", "{path}: there is no such folder")
_WORTH_A_PROCESS = 40
"""Batches of metadata: fewer are read here sooner than processes start."""
_STUTTER = 4
"""So many of them would be felt by who types, if the process of a server read them."""
_TOLD = 20
"""Findings of metadata that the log names one by one."""


@dataclass(frozen=True, slots=True)
class IndexRequest:
    """What is to be indexed, and how."""

    folder: str
    """As given: so are paths in answers."""
    cache: bool = True
    """Whether what an earlier run left is used, and something is left for the next."""
    jobs: int = 0
    """Processes; 0 for as many as the work is worth."""
    polite: bool = False
    """Whether they give way to others."""


class Indexed:
    """What is known of a folder: modules, projects, metadata. Can be asked while it is brought up to date."""

    def __init__(self, workspace: Workspace, request: IndexRequest) -> None:
        """Takes over what an earlier run left.

        Raises:
            InputError: there is no such folder.
        """
        from bsl_pilot.index.index import Index  # noqa: PLC0415  (numpy)

        self._began = time.perf_counter()
        folder = Path(request.folder)
        if not folder.is_dir():
            raise InputError(_NO_FOLDER.filled(path=request.folder))
        cache = project_folder(folder) if request.cache else None
        limit = workspace.settings.max_file_mb * 1024 * 1024
        self._request = request
        self._workspace = workspace
        self._metadata_cache = cache / "metadata" if cache else None
        self._crew: Crew[Job, Any] | None = None
        self._cancelled = False
        self._modules: Modules | None = None
        self._refresh: Refresh | None = None
        self.shown = folder.as_posix()
        self.index: Index = Index(folder.resolve(), cache / "index" if cache else None, self.shown, limit)
        self.warm = self.index.load()
        """Whether most of it was known from an earlier run."""
        self.roots: Roots
        self._find_roots()
        self.metadata: dict[RootKey, Metadata] = {}
        """Of the roots that can have some."""
        self.refreshed: Refreshed | None = None
        """What the last ``refresh`` did with modules."""
        self.seconds = 0.0
        """From the beginning to the end of the last ``refresh``."""
        self.peak_rss_mb = 0.0
        """Of all processes together at the worst moment."""
        self.cpu_seconds = 0.0
        """Of the processes that helped."""

    def refresh(self, advance: Advance | None = None) -> Refreshed:
        """Brings everything up to date with the disk; one thread at a time. ``advance`` is told how far it is.

        Metadata and modules are read at the same time, by the same processes.
        """
        from bsl_pilot.index.jobs import crew_for  # noqa: PLC0415  (numpy)
        from bsl_pilot.index.refresh import Refreshed  # noqa: PLC0415  (numpy)
        from bsl_pilot.memory import peak_rss_mb  # noqa: PLC0415

        index, request = self.index, self._request
        if not index.root.is_dir():  # unplugged, or being replaced: what is known stays
            _logger.warning("nothing is compared: there is no folder %s", index.root)
            return self.refreshed or Refreshed()
        self._find_roots()
        with (
            crew_for(str(index.root), index.max_bytes, polite=request.polite) as crew,
            ThreadPoolExecutor(1, "metadata") as beside,
        ):
            self._crew = crew
            metadata = beside.submit(self._load_metadata, crew)
            try:
                done = self._refresh_modules(crew, advance)
                metadata.result()
            except (
                BaseException
            ):  # an interruption, say: the other thread need not finish what nobody waits for
                self.cancel()
                raise
        self.seconds = time.perf_counter() - self._began
        self.peak_rss_mb = peak_rss_mb() + crew.peak_rss_mb
        self.cpu_seconds = crew.cpu_seconds
        return done

    def _find_roots(self) -> None:
        from bsl_pilot.project.roots import find_roots  # noqa: PLC0415

        self.roots = find_roots(self.index.root, self._workspace.settings.exclude)

    def _load_metadata(self, crew: Crew[Job, Any]) -> None:
        from bsl_pilot.project.metadata.loading import WITH_METADATA, load  # noqa: PLC0415

        reading = _Reading(crew, self._request.jobs)
        roots = {root.key: root for root in self.roots.roots if root.layout in WITH_METADATA}
        for key in self.metadata.keys() - roots.keys():
            del self.metadata[key]
        for key, root in roots.items():
            if self._cancelled:
                return
            before = self.metadata.get(key)
            now = self.metadata[key] = load(root, self._metadata_cache, reading.run)
            self._modules = None  # flags of common modules are known now
            if before is None or before.findings != now.findings:
                _tell(root, now)

    def _refresh_modules(self, crew: Crew[Job, Any], advance: Advance | None) -> Refreshed:
        from bsl_pilot.index.refresh import Refresh, Refreshed  # noqa: PLC0415  (numpy)

        found = self._workspace.sources([self.shown])
        if not found.files and found.errors:
            _logger.warning(
                "nothing is compared: %s", found.errors[0].to(Locale.EN)
            )  # unplugged, or being replaced
            return self.refreshed or Refreshed()
        paths = [one.shown.removeprefix(self.index.prefix) for one in found.files]
        self._refresh = Refresh(self.index, crew, advance, jobs=self._request.jobs)
        done = self.refreshed = self._refresh.run(paths)
        self.warm = self.warm and done.harvested * 2 <= len(paths)
        return done

    @property
    def harvested(self) -> int:
        """How many modules the last ``refresh`` had to parse."""
        return self.refreshed.harvested if self.refreshed is not None else 0

    @property
    def failures(self) -> Sequence[Failure]:
        """The modules that the last ``refresh`` left out."""
        return self.refreshed.failures if self.refreshed is not None else ()

    def cancel(self) -> None:
        """Ends a ``refresh`` that is under way; any thread may call it."""
        self._cancelled = True
        if self._crew is not None:
            self._crew.close()
        if self._refresh is not None:
            self._refresh.cancel()

    def refresh_metadata(self, changed: Iterable[Path]) -> None:
        """Takes in changes of metadata files (absolute paths)."""
        from bsl_pilot.project.metadata.loading import refresh  # noqa: PLC0415

        for root, paths in groupby(sorted(changed), key=self.roots.of):
            known = self.metadata.get(root.key)
            if known is not None:
                self.metadata[root.key] = refresh(known, [root.relative(one) for one in paths])
                self._modules = None

    def resolver(self) -> Resolver:
        """What names mean now."""
        from bsl_pilot.index.resolve import Resolver  # noqa: PLC0415  (numpy)

        view, modules = self.index.view, self._modules
        if modules is None or not modules.covers(view.paths()):
            modules = self._modules = self._new_modules(list(view.paths()))
        return Resolver(view, modules)

    def objects(self) -> int:
        """How many objects of metadata there are."""
        return sum(1 for one in self.metadata.values() for _ in one.headers())

    def _new_modules(self, paths: Sequence[str]) -> Modules:
        from bsl_pilot.index.modules import Modules  # noqa: PLC0415

        def is_global(root: Root, name: str) -> bool:
            known = self.metadata.get(root.key)
            module = known.common_module(name) if known is not None else None
            return module is not None and module.is_global

        return Modules(paths, self.index.prefix, self.roots, is_global)


def index_folder(workspace: Workspace, request: IndexRequest, advance: Advance | None = None) -> Indexed:
    """Builds or refreshes the index of a folder; ``advance`` is told how far it is.

    Raises:
        InputError: there is no such folder.
    """
    indexed = Indexed(workspace, request)
    indexed.refresh(advance)
    return indexed


class _Reading:
    """Reads metadata, in several processes where it is much."""

    def __init__(self, crew: Crew[Job, Any], jobs: int) -> None:
        self._crew = crew
        self._jobs = jobs

    def run(self, read: Read, batches: Iterable[Sequence[Unit]]) -> Iterable[list[Record]]:
        """The records of all batches, as ``map`` would give them."""
        from bsl_pilot.crew import processors  # noqa: PLC0415
        from bsl_pilot.index import jobs  # noqa: PLC0415  (numpy)

        todo = list(batches)
        size = self._jobs or min(processors(), 1 + len(todo) // _WORTH_A_PROCESS)
        if size < 2 and len(todo) < (_STUTTER if self._crew.polite else 2 * _WORTH_A_PROCESS):
            return map(read, todo)
        found: list[list[Record]] = []
        chunks = [[jobs.Read(read, unit) for unit in batch] for batch in todo]
        self._crew.run(chunks, size, lambda _jobs, records: found.append(records), _lost)
        return found


def _tell(root: Root, metadata: Metadata) -> None:
    """Logs what is wrong in the metadata."""
    found = metadata.findings
    for one in found[:_TOLD]:
        _logger.info("metadata of %s: %s, line %d: %s", root.name, one.path, one.line + 1, one.message.en)
    if len(found) > _TOLD:
        _logger.info("metadata of %s: %d more findings", root.name, len(found) - _TOLD)


def _lost(job: Job) -> None:
    unit = getattr(job, "unit", job)
    _logger.warning("the metadata of %s are left out: the process that read them ended", unit)
