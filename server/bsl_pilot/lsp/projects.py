"""The projects of the open folders: what features know beyond the document that they are asked about."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.workspace import Workspace
from bsl_pilot.features.faces import Changed
from bsl_pilot.features.project import NOTHING_KNOWN, ProjectView
from bsl_pilot.features.surroundings import Surroundings
from bsl_pilot.locale import Text
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.progress import Progress
from bsl_pilot.lsp.uri import path_of as uri_path

if TYPE_CHECKING:
    from bsl_pilot.app.indexing import Indexed
    from bsl_pilot.app.live_project import LiveProject

path_of = lru_cache(maxsize=512)(uri_path)
log = logging.getLogger(__name__)

SETTLES = 0.3
"""Seconds without typing after which the index takes a document in."""
_INDEXING = Text("Индексирование {name}", "Indexing {name}")


class Projects:
    """By folder. Folders are indexed from ``start`` on unless a setting forbids it."""

    def __init__(
        self,
        configuration: Configuration,
        progress: Progress,
        documents: Callable[[], Iterable[OpenDocument]],
        grown: Callable[[], None],
        renewed: Callable[[Sequence[OpenDocument], bool], None],
    ) -> None:
        """
        Args:
            documents: gives the open ones.
            grown: called when a folder is indexed.
            renewed: called when what is known around some of them is another; whether files are, too.
        """
        self._configuration = configuration
        self._progress = progress
        self._documents = documents
        self._grown = grown
        self._renewed = renewed
        self._started = False
        self._loop = asyncio.get_running_loop()
        self._live: dict[Path, _Followed] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._settling: dict[str, asyncio.TimerHandle] = {}
        self._alone = Surroundings(configuration.view("").settings.max_file_mb * 1024 * 1024)
        """Of documents outside of all folders that are indexed."""

    def all(self, *, fresh: bool = False) -> list[ProjectView]:
        """The projects of all folders; ``fresh`` as in `LiveProject.view`: not on the event loop."""
        return [one.live.view(fresh=fresh) for one in list(self._live.values())]

    def of(self, uri: str, *, fresh: bool = False) -> ProjectView:
        """What is known around a file, which need not be open; ``fresh`` as in ``all``."""
        live = self._holding(path_of(uri))
        if live is None:
            return ProjectView(None, NOTHING_KNOWN, None, self._alone)
        return live.view(fresh=fresh)

    @property
    def settled(self) -> bool:
        """Whether everything that is to be indexed is."""
        return self._started and all(one.built.done() for one in self._live.values())

    def start(self) -> None:
        """Begins to index the folders that are open."""
        self._started = True
        self.configured()
        if not self._live:
            self._grown()

    def configured(self) -> None:
        """Settings or folders may be others now."""
        if not self._started:
            return
        wanted = {folder for folder in self._configuration.folders if self._is_indexed(folder)}
        for folder in self._live.keys() - wanted:
            self._close(folder)
        for folder in wanted - self._live.keys():
            self._open(folder)
        for opened in self._documents() if wanted else ():
            self.changed(opened)

    async def close(self) -> None:
        """Ends everything; what was learnt is saved."""
        for handle in self._settling.values():
            handle.cancel()
        for folder in list(self._live):
            self._close(folder)
        await asyncio.gather(*self._closing)

    # ---- documents

    def changed(self, opened: OpenDocument) -> None:
        """A document was opened or edited."""
        document = opened.document
        if document is None:
            return
        path = path_of(opened.uri)
        live = self._holding(path)
        if path is None or live is None:
            self._alone.changed(name_of(opened.uri), document)
        else:
            live.changed(path, document)
            self._settle(opened.uri, lambda: live.settled(path, document))

    def closed(self, opened: OpenDocument) -> None:
        """A document was closed."""
        if opened.uri in self._settling:
            self._settling.pop(opened.uri).cancel()
        path = path_of(opened.uri)
        live = self._holding(path)
        if path is None or live is None:
            self._alone.changed(name_of(opened.uri), None)
        else:
            live.changed(path, None)
            live.settled(path, None)

    def _settle(self, uri: str, settled: Callable[[], None]) -> None:
        if uri in self._settling:
            self._settling.pop(uri).cancel()

        def rested() -> None:
            del self._settling[uri]
            settled()

        self._settling[uri] = self._loop.call_later(SETTLES, rested)

    # ---- folders

    def _holding(self, path: Path | None) -> LiveProject | None:
        """The project of the innermost folder that a file is in."""
        above = [folder for folder in list(self._live) if path is not None and path.is_relative_to(folder)]
        return self._live[max(above, key=lambda one: len(one.parts))].live if above else None

    def _is_indexed(self, folder: Path) -> bool:
        return self._configuration.view(folder.as_uri()).settings.index.enabled

    def _open(self, folder: Path) -> None:
        from bsl_pilot.app.live_project import LiveProject  # noqa: PLC0415  (not before it is needed)

        view = self._configuration.view(folder.as_uri())
        workspace = Workspace(folder, view.settings, [], view.locale)
        followed = _Followed(self._loop, self._of_folder)
        followed.built.add_done_callback(lambda _built: self._grown())
        followed.live = LiveProject(workspace, followed.told, followed.advanced, followed.renewed)
        self._live[folder] = followed
        title = _INDEXING.to(view.locale, name=folder.name)
        self._progress.follow(title, followed.built, lambda: followed.percent)
        followed.live.start()

    def _of_folder(self, live: LiveProject, changed: Changed | None) -> None:
        """Something in a folder is other than it was."""
        there = [one for one in self._documents() if self._holding(path_of(one.uri)) is live]
        if changed is not None and not changed.shown:
            there = [one for one in there if name_of(one.uri) in changed.own]
        if there:
            self._renewed(there, changed is None)

    def _close(self, folder: Path) -> None:
        followed = self._live.pop(folder)
        followed.end()
        task = asyncio.create_task(asyncio.to_thread(followed.live.close), name="close project")
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


class _Followed:
    """A project and how far its index is."""

    live: LiveProject

    def __init__(
        self, loop: asyncio.AbstractEventLoop, changed: Callable[[LiveProject, Changed | None], None]
    ) -> None:
        self._loop = loop
        self._changed = changed
        self.built: asyncio.Future[None] = loop.create_future()
        self.percent = 0

    def advanced(self, done: int, of: int) -> None:
        """Called by the thread of the index."""
        self.percent = 100 * done // max(of, 1)

    def renewed(self, changed: Changed | None) -> None:
        """Called by the thread of the index."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed, self.live, changed)

    def told(self, indexed: Indexed | None) -> None:
        """Called by the thread of the index: all is known, or it ended."""
        if indexed is not None:
            files, objects = len(indexed.index.view), indexed.objects()
            how = "compared" if indexed.warm else "indexed"
            log.info(
                "%s: %d modules and %d objects %s in %.1f s",
                indexed.shown, files, objects, how, indexed.seconds,
            )  # fmt: skip
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.end)

    def end(self) -> None:
        """Nothing is built any more."""
        if not self.built.done():
            self.built.set_result(None)


def name_of(uri: str) -> str:
    """A document as the index writes its path; the URI itself of one that is no file."""
    path = path_of(uri)
    return path.as_posix() if path is not None else uri
