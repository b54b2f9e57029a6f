"""The index of a folder while a server runs: brought up to date in the background, then kept so.

One thread does everything in turn: what an earlier run left (it can be asked at once), the comparison with the disk,
then open documents, saves and changes from outside as they come. Questions go to ``indexed`` from any thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from bsl_pilot.app.indexing import Indexed, IndexRequest
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.project.detect import HEADS
from bsl_pilot.project.watch import Changes, Watcher
from bsl_pilot.syntax.document import Document

_logger = logging.getLogger(__name__)

SUFFIXES = (".bsl", ".os")
"""Of modules."""
_MANY = 32
"""Files after whose change everything is compared, by several processes, rather than each taken in alone."""
_IDLE = 10.0
"""Seconds without news after which what is new is saved."""


class LiveIndex:
    """Follows one folder until it is closed."""

    def __init__(
        self,
        workspace: Workspace,
        ready: Callable[[bool], None],
        advance: Advance | None = None,
        renewed: Callable[[bool], None] = lambda _disk: None,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """
        Args:
            workspace: the folder with its settings.
            ready: told, on the thread of the index, when it can be asked: False while it may still grow, True when it
                is up to date for the first time.
            advance: told there how far the first comparison is.
            renewed: told there that news were taken in; whether of files, too, or of open documents only. A file
                that is open as a document is no news before that is closed.
            ended: told there that it ends for want of a folder or by a defect.
        """
        self.folder = workspace.folder
        self.indexed: Indexed | None = None
        """What is known; None before anything is."""
        self._workspace = workspace
        self._ready = ready
        self._advance = advance
        self._renewed = renewed
        self._ended = ended
        self._news = threading.Condition()
        self._documents: dict[str, Document | None] = {}
        self._changes: list[Changes] = []
        self._saved: set[str] = set()
        """Open documents whose files changed: what counts is what is open."""
        self._closed = False
        self._watcher = Watcher([workspace.folder.resolve()], self._changed)
        self._thread = threading.Thread(target=self._live, name="index", daemon=True)

    def start(self) -> None:
        """Begins; returns at once."""
        self._thread.start()

    def document(self, path: Path, document: Document | None) -> None:
        """An open document is now so; None: it was closed, and its file counts. The last word counts."""
        if path.suffix in SUFFIXES and path.is_relative_to(self.folder):
            with self._news:
                self._documents[f"{self.folder.as_posix()}/{path.relative_to(self.folder).as_posix()}"] = (
                    document
                )
                self._news.notify()

    def close(self) -> None:
        """Ends all work; what was learnt is saved."""
        with self._news:
            self._closed = True
            self._news.notify()
        if self.indexed is not None:
            self.indexed.cancel()
        self._watcher.stop()
        if self._thread.is_alive():
            self._thread.join()

    def _changed(self, changes: Changes) -> None:
        with self._news:
            self._changes.append(changes)
            self._news.notify()

    def _live(self) -> None:
        try:
            indexed = Indexed(self._workspace, IndexRequest(str(self.folder), polite=True))
            self.indexed = indexed
            self._ready(False)
            self._watcher.start()  # first: what changes during the comparison must not be missed
            if not self._closed:
                indexed.refresh(self._advance)
                self._ready(True)
            while self._wait():
                self._take_in(indexed)
            indexed.index.keep()
        except InputError as error:
            _logger.info("not indexed: %s", error)
            self._ended()
        except Exception:
            _logger.exception("the index of %s ended", self.folder)
            self._ended()

    def _wait(self) -> bool:
        """Waits for news, and saves when there are none for a while; False at the end."""
        with self._news:
            quiet = not self._news.wait_for(self._any_news, _IDLE)
        if quiet and self.indexed is not None:
            self.indexed.index.keep()
            with self._news:
                self._news.wait_for(self._any_news)
        return not self._closed

    def _any_news(self) -> bool:
        return bool(self._closed or self._documents or self._changes)

    def _take_in(self, indexed: Indexed) -> None:
        with self._news:
            documents, self._documents = self._documents, {}
            changes, self._changes = self._changes, []
        disk = False
        for path, document in documents.items():
            _update(indexed, path, document, closed=document is None)
            disk = disk or (document is None and path in self._saved)
            self._saved.discard(path)
        for one in changes:
            disk = not self._only_saved(indexed, one) or disk
            self._take_in_files(indexed, one)
        self._renewed(disk)

    def _only_saved(self, indexed: Indexed, changes: Changes) -> bool:
        """Whether nothing changed but files of open documents."""
        index = indexed.index
        prefix = f"{index.root.as_posix()}/"
        paths = [index.prefix + one.as_posix().removeprefix(prefix) for one in changes.modified]
        if changes.everything or changes.deleted or not all(map(index.is_open, paths)):
            return False
        self._saved.update(paths)
        return True

    def _take_in_files(self, indexed: Indexed, changes: Changes) -> None:
        index = indexed.index
        prefix = f"{index.root.as_posix()}/"
        modules = [one for one in changes.modified if one.suffix in SUFFIXES]
        paths = [index.prefix + one.as_posix().removeprefix(prefix) for one in modules]
        others = changes.modified.difference(modules) | changes.deleted
        if (
            changes.everything
            or len(paths) > _MANY
            or any(path not in index.view for path in paths)  # the walk knows whether it is left out
            or any(one.name in HEADS for one in others)  # there may be other projects now
        ):
            indexed.refresh()
            return
        gone = tuple(one.as_posix().removeprefix(prefix) for one in changes.deleted)
        index.remove(
            [
                path
                for path in index.known()
                if path.startswith(tuple(f"{one}/" for one in gone)) or path in gone
            ]
        )
        for path in paths:
            _update(indexed, path, None)
        if others:
            indexed.refresh_metadata(others)


def _update(indexed: Indexed, path: str, document: Document | None, *, closed: bool = False) -> None:
    if closed:
        indexed.index.close(path)
        if indexed.index.has(path):
            return
    try:
        indexed.index.update(path, document)
    except InputError as error:
        _logger.info("left out of the index: %s", error)
