"""The index of one folder: what it knows now, what it is told, and what it leaves on disk.

Two layers of segments: those of files as they are on disk, and over them one small segment for each open document.
Questions go to ``view``, which never changes; whatever is learnt makes a new one. All methods may be called by any
thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.index import store
from bsl_pilot.index.gather import Gatherer
from bsl_pilot.index.harvest import Source
from bsl_pilot.index.layer import Layer
from bsl_pilot.index.merge import Part, merge
from bsl_pilot.index.reading import read_module
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.stamp import IN_DOUBT, Stamp
from bsl_pilot.index.view import View
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import MAX_BYTES

_logger = logging.getLogger(__name__)

_MOST_SMALL = 32
"""Segments that single changes have left before they are put together: each costs a question some microseconds."""
_SMALL = 64
"""A segment of fewer files is small."""
_UNSAVED = Stamp(0, IN_DOUBT, bytes(16))
"""Of an open document: no file is like it."""


class Index:
    """Symbols and occurrences of the modules of one folder."""

    def __init__(
        self, root: Path, cache: Path | None = None, shown: str | None = None, max_bytes: int = MAX_BYTES
    ) -> None:
        """
        Args:
            root: the folder.
            cache: the folder that the index is kept in; None to keep it in memory only.
            shown: how answers write the root; its absolute path by default.
            max_bytes: of a module; a larger one is left out.
        """
        self.root = root
        self.cache = cache
        self.max_bytes = max_bytes
        self.prefix = (shown if shown is not None else root.resolve().as_posix()).rstrip("/") + "/"
        self._lock = threading.Lock()
        self._disk = Layer()
        self._open: dict[str, Segment] = {}
        self._times: dict[str, int] = {}
        self._changed = False
        self._refused = False
        self.view = View(Layer(), self.prefix, 0)
        """What is known now."""

    # ---- on disk

    def load(self) -> bool:
        """Takes over what was saved; whether there was anything."""
        stored = store.load(self.cache) if self.cache is not None else store.NOTHING
        with self._lock:
            self._times = dict(stored.times)
            self._disk = Layer.of(stored.segments).without(stored.gone)
            self._renew()
        return bool(stored.segments)

    def save(self) -> None:
        """Writes what is known of the files on disk, so that the next start finds it. One thread at a time.

        Raises:
            OSError: the folder can't be written: the index goes on in memory.
        """
        with self._lock:
            disk, times, changed = self._disk, dict(self._times), self._changed
            self._changed = False
        if self.cache is None or not changed:
            return
        try:
            saved = store.save(self.cache, disk.segments, times, disk.gone())
        except BaseException:
            self._changed = True
            raise
        with self._lock:
            for old, new in zip(disk.segments, saved, strict=True):
                if old is not new:
                    self._disk = self._disk.mapped(old, new)
            self._renew()

    def keep(self) -> None:
        """Saves; what can't be written is kept in memory, with one line in the log for the first time."""
        try:
            self.save()
        except OSError as error:
            level = logging.INFO if self._refused else logging.WARNING
            self._refused = True
            _logger.log(level, "the index can't be saved in %s and is kept in memory: %s", self.cache, error)
        else:
            self._refused = False

    def compact(self, parts: Sequence[Part]) -> None:
        """Puts segments together, in this thread."""
        if len(parts) > 1:
            self.merged(parts, merge(parts))

    def merged(self, parts: Sequence[Part], data: bytes) -> None:
        """Takes ``data``, a segment of all files of ``parts``, for them."""
        segment = Segment(memoryview(data))
        with self._lock:
            self._disk = self._disk.merged(parts, segment)
            self._changed = True
            self._renew()

    # ---- changes

    def add(self, segment: Segment) -> None:
        """Takes in modules as they are on disk; paths in the segment are relative to the root."""
        with self._lock:
            self._disk = self._disk.over(segment)
            for path in segment.paths:
                self._times.pop(path, None)
            self._changed = True
            self._renew()

    def remove(self, paths: Iterable[str]) -> None:
        """Forgets files that are gone; paths are relative to the root."""
        with self._lock:
            left = self._disk.without(paths)
            if left is not self._disk:
                self._disk, self._changed = left, True
                self._renew()

    def touched(self, times: Mapping[str, int]) -> None:
        """Remembers later times of files whose contents are the same (nanoseconds by relative path)."""
        with self._lock:
            self._times.update(times)
            self._changed = self._changed or bool(times)

    def time_of(self, path: str, stamp: Stamp) -> int:
        """The time that the file of a relative path had when it was last seen to be like ``stamp``."""
        return self._times.get(path, stamp.time)

    def update(self, path: str, document: Document | None = None) -> None:
        """Takes in one module (path as in answers): an open document as it is now, or its file as it is on disk.

        An open document counts until ``close``, whatever its file holds.

        Raises:
            InputError: the file can't be read; it is forgotten then.
        """
        relative = path.removeprefix(self.prefix)
        if document is not None:
            segment = _single(relative, _UNSAVED, document)
            with self._lock:
                self._open[relative] = segment
                self._renew()
            return
        try:
            parsed, stamp = read_module(self.root / relative, self.max_bytes)
        except InputError:
            self.remove([relative])
            raise
        self.add(_single(relative, stamp, parsed))
        if sum(len(one) < _SMALL for one in self._disk.segments) > _MOST_SMALL:
            self.compact([part for part in self.parts() if len(part.segment) < _SMALL])

    def close(self, path: str) -> None:
        """The document is no longer open: what is known of its file counts again."""
        with self._lock:
            if self._open.pop(path.removeprefix(self.prefix), None) is not None:
                self._renew()

    def is_open(self, path: str) -> bool:
        """Whether an open document counts for a path (as in answers)."""
        return path.removeprefix(self.prefix) in self._open

    def has(self, path: str) -> bool:
        """Whether the file (path as in answers) is known as it is on disk, by its size and time."""
        relative = path.removeprefix(self.prefix)
        at = self._disk.places.get(relative)
        if at is None:
            return False
        stamp = at.segment.stamp(at.file)
        try:
            status = (self.root / relative).stat()
        except OSError:
            return False
        return status.st_size == stamp.size and status.st_mtime_ns == self.time_of(relative, stamp)

    def known(self) -> Mapping[str, Stamp]:
        """The files on disk by their relative paths, with the stamps of what is known of them."""
        return {path: at.segment.stamp(at.file) for path, at in self._disk.places.items()}

    def parts(self) -> list[Part]:
        """The segments of the files on disk."""
        return self._disk.parts()

    def _renew(self) -> None:
        layer = self._disk
        for segment in self._open.values():
            layer = layer.over(segment)
        self.view = View(layer, self.prefix, self.view.generation + 1)


def _single(path: str, stamp: Stamp, module: Source) -> Segment:
    gatherer = Gatherer()
    gatherer.add(path, stamp, module)
    return Segment(memoryview(gatherer.packed()))
