"""The index and the metadata of a folder, brought up to date: for commands, and for a server that starts."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.knowledge import project_folder
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.locale import Locale, Text

if TYPE_CHECKING:
    from bsl_pilot.crew import Crew
    from bsl_pilot.index.index import Index
    from bsl_pilot.index.jobs import Failure
    from bsl_pilot.index.modules import Modules
    from bsl_pilot.index.refresh import Refresh, Refreshed
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.project.metadata.loading import Read
    from bsl_pilot.project.metadata.record import Record
    from bsl_pilot.project.metadata.snapshot import Metadata
    from bsl_pilot.project.metadata.units import Unit
    from bsl_pilot.project.roots import Root, Roots

_logger = logging.getLogger(__name__)

_NO_FOLDER = Text("{path}: нет такой папки", "{path}: there is no such folder")
_WORTH_A_PROCESS = 40
"""Batches of metadata: fewer are read here sooner than processes start."""


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
        from bsl_pilot.project.roots import find_roots  # noqa: PLC0415

        self._began = time.perf_counter()
        folder = Path(request.folder)
        if not folder.is_dir():
            raise InputError(_NO_FOLDER.filled(path=request.folder))
        cache = project_folder(folder) if request.cache else None
        limit = workspace.settings.max_file_mb * 1024 * 1024
        self._request = request
        self._workspace = workspace
        self._reading = _Reading(request, cache / "metadata" if cache else None)
        self._modules: Modules | None = None
        self._refresh: Refresh | None = None
        self.shown = folder.as_posix()
        self.index: Index = Index(folder.resolve(), cache / "index" if cache else None, self.shown, limit)
        self.warm = self.index.load()
        """Whether most of it was known from an earlier run."""
        self.roots: Roots = find_roots(folder, workspace.settings.exclude)
        self.metadata: dict[Path, Metadata] = {}
        """By the folder of the root."""
        self.refreshed: Refreshed | None = None
        """What the last ``refresh`` did with modules."""
        self.seconds = 0.0
        """From the beginning to the end of the last ``refresh``."""
        self.peak_rss_mb = 0.0
        """Of all processes together at the worst moment."""
        self.cpu_seconds = 0.0
        """Of the processes that helped."""

    def refresh(self, advance: Advance | None = None) -> Refreshed:
        """Brings everything up to date with the disk; one thread at a time. ``advance`` is told how far it is."""
        from bsl_pilot.index.refresh import Refresh, Refreshed  # noqa: PLC0415  (numpy)
        from bsl_pilot.memory import peak_rss_mb  # noqa: PLC0415

        for root in self.roots.roots[:-1]:  # the last one stands for what belongs to none
            self.metadata[root.folder] = self._reading.load(root)
        self._modules = None  # flags of common modules are known now
        found = self._workspace.sources([self.shown])
        if not found.files and found.errors:
            _logger.warning(
                "nothing is compared: %s", found.errors[0].to(Locale.EN)
            )  # unplugged, or being replaced
            return self.refreshed or Refreshed()
        paths = [one.shown.removeprefix(self.index.prefix) for one in found.files]
        request = self._request
        self._refresh = Refresh(self.index, advance, jobs=request.jobs, polite=request.polite)
        done = self.refreshed = self._refresh.run(paths)
        self.warm = self.warm and done.harvested * 2 <= len(paths)
        self.seconds = time.perf_counter() - self._began
        self.peak_rss_mb = peak_rss_mb() + max(done.peak_rss_mb, self._reading.peak_rss_mb)
        self.cpu_seconds = done.cpu_seconds + self._reading.cpu_seconds
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
        self._reading.cancel()
        if self._refresh is not None:
            self._refresh.cancel()

    def refresh_metadata(self, changed: Iterable[Path]) -> None:
        """Takes in changes of metadata files (absolute paths)."""
        from bsl_pilot.project.metadata.loading import refresh  # noqa: PLC0415

        for root, paths in groupby(sorted(changed), key=self.roots.of):
            if root.folder in self.metadata:
                self.metadata[root.folder] = refresh(
                    self.metadata[root.folder], [root.relative(one) for one in paths]
                )
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
            known = self.metadata.get(root.folder)
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

    def __init__(self, request: IndexRequest, cache: Path | None) -> None:
        self._request = request
        self._cache = cache
        self._crew: Crew[Unit, list[Record]] | None = None
        self._cancelled = False
        self.peak_rss_mb = 0.0
        self.cpu_seconds = 0.0

    def cancel(self) -> None:
        self._cancelled = True
        if self._crew is not None:
            self._crew.close()

    def load(self, root: Root) -> Metadata:
        from bsl_pilot.project.metadata.loading import load  # noqa: PLC0415

        return load(root, self._cache, self._run)

    def _run(self, read: Read, batches: Iterable[Sequence[Unit]]) -> Iterator[list[Record]]:
        from bsl_pilot.crew import Crew, processors  # noqa: PLC0415

        todo = list(batches)
        jobs = self._request.jobs or min(processors(), len(todo) // _WORTH_A_PROCESS)
        if jobs < 2 or self._cancelled:
            return map(read, [] if self._cancelled else todo)
        crew: Crew[Unit, list[Record]] = Crew(
            "bsl_pilot.app.metadata_reader", read, polite=self._request.polite
        )
        self._crew = crew
        found: list[list[Record]] = []
        crew.run(todo, jobs, lambda _units, records: found.append(records), _lost)
        self.peak_rss_mb = max(self.peak_rss_mb, crew.peak_rss_mb)
        self.cpu_seconds += crew.cpu_seconds
        return iter(found)


def _lost(unit: Unit) -> None:
    _logger.warning(
        "the metadata of %s.%s are left out: the process that read them ended", unit.kind, unit.name
    )
