"""Watching modules and metadata for changes from outside, in batches: a checkout of a branch is one batch.

The only home of watchdog, which is imported when a watch begins.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

_logger = logging.getLogger(__name__)

SUFFIXES = (".bsl", ".os", ".xml", ".mdo", ".form", "lib.config", "project.pmf")
"""Ends of the names (in small letters) of files that matter."""

QUIET = 0.15
"""Seconds without an event that end a batch: longer than the gaps in a checkout, shorter than one notices."""
MANY, CALM = 50, 4
"""After this many events it is a checkout, and quiet has to last this many times longer to be its end."""
LONGEST = 3.0
"""Seconds after which a batch is handed over although events keep coming."""
TOO_MANY = 8192
"""Events in a batch from which on some may have been lost: the queue of Linux holds 16,384."""

_NEVER = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"}
_GONE = {"deleted", "moved"}
_WANTED = {"created", "modified", "moved", "deleted", "closed"}


class Changes(NamedTuple):
    """What changed since the last batch; paths are absolute.

    ``deleted`` may hold folders: all that was in them is gone. ``everything``: there was more than can be told, so
    whatever is known of the folders should be compared with the disk.
    """

    modified: frozenset[Path]
    deleted: frozenset[Path]
    everything: bool = False


class Watcher:
    """Watches folders and all below them; calls ``on_change`` on a thread of its own, one batch after another."""

    def __init__(
        self,
        folders: Iterable[Path],
        on_change: Callable[[Changes], None],
        quiet: float = QUIET,
        longest: float = LONGEST,
    ) -> None:
        self._folders = _outermost(folders)
        self._on_change = on_change
        self._quiet = quiet
        self._longest = longest
        self._batch = _Batch()
        self._wake = threading.Condition()
        self._stopped = False
        self._observer: Any = None
        self._thread = threading.Thread(target=self._hand_over, name="watch-batches", daemon=True)

    def start(self) -> bool:
        """Begins to watch, in some time proportional to the number of folders.

        Returns False, after one line in the log, where the system refuses: the editor's own watching remains.
        """
        from watchdog.observers import Observer  # noqa: PLC0415  (30 ms that only a watching server spends)

        # It warns, with all its state in the text, when a folder comes while its parent is being looked through.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        self._observer = Observer()
        try:
            for folder in self._folders:
                self._watch(folder)
            self._observer.start()
        except OSError as error:
            _logger.warning("files are not watched for changes: %s", error)
            self._observer.unschedule_all()
            return False
        self._thread.start()
        return True

    def stop(self) -> None:
        """Ends the watch; what has not been handed over yet is dropped. A second call does nothing."""
        with self._wake:
            if self._stopped:
                return
            self._stopped = True
            self._wake.notify()
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(timeout=5)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    def _watch(self, folder: Path) -> None:
        """Watches a folder, what it holds by itself, and each folder in it that is not hidden with all below."""
        self._schedule(folder, recursive=False)
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False) and _is_wanted_folder(entry.name):
                self._schedule(Path(entry.path), recursive=True)

    def _schedule(self, folder: Path, recursive: bool) -> None:
        from watchdog import events  # noqa: PLC0415  (see `start`)

        watcher = self

        class Handler(events.FileSystemEventHandler):
            """Passes on what happens in one folder."""

            def on_any_event(self, event: FileSystemEvent) -> None:
                watcher._notice(event, folder, recursive)

        kinds = [
            getattr(events, name)
            for name in dir(events)
            if name.endswith("Event") and getattr(getattr(events, name), "event_type", "") in _WANTED
        ]
        self._observer.schedule(Handler(), str(folder), recursive=recursive, event_filter=kinds)

    def _notice(self, event: FileSystemEvent, folder: Path, recursive: bool) -> None:
        """Adds an event to the batch; a new folder beside the watched ones is watched from now on."""
        if event.event_type not in _WANTED:
            return
        gone = [os.fsdecode(event.src_path)] if event.event_type in _GONE else []
        come = [os.fsdecode(event.dest_path if event.event_type == "moved" else event.src_path)]
        come = [] if event.event_type == "deleted" else come
        if event.is_directory:
            if event.event_type == "modified":
                return
            for path in come:
                if not recursive and Path(path).parent == folder:
                    self._watch_new(Path(path))
        with self._wake:
            if self._batch.add(gone, come, is_folder=event.is_directory):
                self._wake.notify()

    def _watch_new(self, folder: Path) -> None:
        """Watches a folder that has just come, if it is still there."""
        if not _is_wanted_folder(folder.name):
            return
        try:
            self._schedule(folder, recursive=True)
        except OSError as error:
            _logger.info("%s is not watched for changes: %s", folder, error)

    def _hand_over(self) -> None:
        """The life of the thread: waits for a first event, then for quiet."""
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stopped or self._batch.first)
                self._wait_for_quiet()
                if self._stopped:
                    return
                batch, self._batch = self._batch, _Batch()
            changes = batch.changes()
            if changes.modified or changes.deleted or changes.everything:
                try:
                    self._on_change(changes)
                except Exception:
                    _logger.exception("a batch of changed files was not taken in")

    def _wait_for_quiet(self) -> None:
        """Until no event has come for a while, or they have been coming for long; the condition is held."""
        while not self._stopped:
            now = time.monotonic()
            quiet = self._quiet * (CALM if self._batch.events > MANY else 1)
            wait = min(self._batch.last + quiet, self._batch.first + self._longest) - now
            if wait <= 0:
                return
            self._wake.wait(wait)


class _Batch:
    """What has happened and has not been handed over."""

    def __init__(self) -> None:
        self.first = 0.0
        """When it began (monotonic clock), 0 while it is empty."""
        self.last = 0.0
        self.events = 0
        self._there: dict[str, bool] = {}
        """Whether the last that was heard of a file is that it is there."""
        self._new_folders: set[str] = set()

    def add(self, gone: Iterable[str], come: Iterable[str], is_folder: bool) -> bool:
        """Takes an event in; whether it matters."""
        gone = [path for path in gone if is_folder or _is_wanted(path)]
        come = [path for path in come if is_folder or _is_wanted(path)]
        if not gone and not come:
            return False
        for path in gone:
            self._there[path] = False
        for path in come:
            if is_folder:
                self._new_folders.add(path)
            else:
                self._there[path] = True
        self.events += 1
        self.last = time.monotonic()
        self.first = self.first or self.last
        return True

    def changes(self) -> Changes:
        """The batch in few words. Of new folders what is in them now counts: it may have come before the watch."""
        for folder in self._new_folders:
            self._there.pop(folder, None)
            for above, _, names in os.walk(folder):
                found = (f"{above}/{name}" for name in names)
                self._there.update((path, True) for path in found if _is_wanted(path))
        return Changes(
            frozenset(Path(path) for path, there in self._there.items() if there),
            frozenset(Path(path) for path, there in self._there.items() if not there),
            self.events >= TOO_MANY,
        )


def _is_wanted(path: str) -> bool:
    """Whether a file is a module or metadata, and not in a folder that nobody looks into."""
    return fold(path).endswith(SUFFIXES) and _NEVER.isdisjoint(Path(path).parts)


def _is_wanted_folder(name: str) -> bool:
    return name not in _NEVER and not name.startswith(".")


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """The folders that are not inside of another one of them."""
    found: list[Path] = []
    for folder in sorted(set(folders), key=lambda one: len(one.parts)):
        if not any(folder.is_relative_to(one) for one in found):
            found.append(folder)
    return found
