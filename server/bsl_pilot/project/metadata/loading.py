"""Metadata of a root from its store and its files: what has not changed since it was read is not read again."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from bsl_pilot.project.layout import Layout
from bsl_pilot.project.metadata import store
from bsl_pilot.project.metadata.reading import read_units
from bsl_pilot.project.metadata.record import Record, Stamp
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.metadata.units import Unit, batches, unit_again, units
from bsl_pilot.project.root import Root

_logger = logging.getLogger(__name__)

Read = Callable[[Sequence[Unit]], list[Record]]
Run = Callable[[Read, Iterable[Sequence[Unit]]], Iterable[list[Record]]]
"""``map``, or a process pool's ``map`` or ``imap``: batches are independent of each other."""

WITH_METADATA = (Layout.DESIGNER, Layout.EDT, Layout.EXTERNAL)
SUFFIXES = (".xml", ".mdo", ".form")
"""Of files that metadata is read from."""
MODULES = (".bsl", ".os")
"""Of files that change often and say nothing of metadata."""


def load(root: Root, folder: Path | None = None, run: Run = map) -> Metadata:
    """The metadata of ``root``; ``folder`` is where stores are kept, nothing is kept without one.

    A store that can't be written costs one line in the log.
    """
    path = store.path_for(folder, root) if folder and root.layout in WITH_METADATA else None
    stored = store.load(path) if path else None
    records = _renewed(root, stored or (), None, run)
    if path and (stored is None or not _are_same(records, stored)):
        save(path, records)
    return Metadata(root, records)


def refresh(metadata: Metadata, changed: Collection[str] | None = None, run: Run = map) -> Metadata:
    """The metadata after files have changed; the same object where nothing of it did.

    ``changed`` are files or folders (relative to the root's folder, ``/`` as separator) that came, went or changed;
    None means that anything may have.
    """
    if changed is not None:
        changed = [path for path in changed if not path.endswith(MODULES)]
        if not changed:
            return metadata
    records = _renewed(metadata.root, metadata.records, changed, run)
    return metadata if _are_same(records, metadata.records) else Metadata(metadata.root, records)


def _are_same(ones: Sequence[Record], others: Sequence[Record]) -> bool:
    return len(ones) == len(others) and all(one is other for one, other in zip(ones, others, strict=True))


def save(path: Path, records: Sequence[Record]) -> None:
    """Writes the store, if it can be written."""
    try:
        store.save(path, records)
    except OSError as error:
        _logger.warning("%s can't be written, metadata will be read again next time: %s", path, error)


def _renewed(
    root: Root, records: Sequence[Record], changed: Collection[str] | None, run: Run
) -> list[Record]:
    """The records of all units there are now, in their order; those of unchanged units as they were."""
    known = {key: tuple(group) for key, group in groupby(records, key=lambda one: one.unit)}
    touched = _Touched(changed) if changed is not None else None
    fresh: dict[tuple[str, str], Sequence[Record]] = {}
    stale: list[Unit] = []
    known_files_only = touched is not None and touched.are_files_of(records)
    order = _units_before(root, records) if known_files_only else list(units(root))
    for unit in order:
        old = known.get((unit.kind, unit.name))
        if old is not None and touched and not touched.concerns(old):
            fresh[unit.kind, unit.name] = old
            continue
        now = _unchanged(root.folder, old) if old else None
        if now is None:
            stale.append(unit)
        else:
            fresh[unit.kind, unit.name] = now
    read = partial(read_units, str(root.folder), root.layout)
    for found in run(read, batches(stale)):
        for key, group in groupby(found, key=lambda one: one.unit):
            fresh[key] = tuple(group)
    return list(_in_order(order, fresh))


def _units_before(root: Root, records: Sequence[Record]) -> list[Unit]:
    """The units that the records came from: where only known files changed, none has come."""
    return [unit_again(root, *one.unit, one.path) for one in records if not one.form]


def _in_order(order: Iterable[Unit], records: dict[tuple[str, str], Sequence[Record]]) -> Iterator[Record]:
    for unit in order:
        yield from records.get((unit.kind, unit.name), ())


class _Touched:
    """Files and folders that changed."""

    def __init__(self, paths: Collection[str]) -> None:
        self._files = frozenset(paths)
        self._folders = tuple(f"{path}/" for path in paths if not path.endswith(SUFFIXES))

    def are_files_of(self, records: Sequence[Record]) -> bool:
        """Whether all of them were read, or looked for, when the records were made."""
        missing = set(self._files)
        for one in records:
            missing.difference_update(stamp.path for stamp in one.stamps)
            if not missing:
                return True
        return False

    def concerns(self, records: Sequence[Record]) -> bool:
        """Whether any of the files that the records were read from is among them."""
        return any(
            stamp.path in self._files or stamp.path.startswith(self._folders)
            for one in records
            for stamp in one.stamps
        )


def _unchanged(folder: Path, records: Sequence[Record]) -> Sequence[Record] | None:
    """The records if their files hold what was read, with new stamps if only times differ; None otherwise."""
    prefix = f"{folder}/"
    if all(_same_file(prefix, stamp) for one in records for stamp in one.stamps):
        return records
    renewed = []
    for one in records:
        stamps = [_restamped(prefix, stamp) for stamp in one.stamps]
        if None in stamps:
            return None
        renewed.append(one._replace(stamps=tuple(stamp for stamp in stamps if stamp)))
    return renewed


def _same_file(prefix: str, stamp: Stamp) -> bool:
    try:
        status = os.stat(prefix + stamp.path)  # noqa: PTH116  (thousands of files: Path costs twice as much)
    except FileNotFoundError:
        return stamp.size == -1
    except OSError:
        return False
    return status.st_size == stamp.size and status.st_mtime_ns == stamp.time


def _restamped(prefix: str, stamp: Stamp) -> Stamp | None:
    """The stamp of a file that was written anew with the same bytes, None where they differ."""
    if _same_file(prefix, stamp):
        return stamp
    path = Path(prefix + stamp.path)
    try:
        status = path.stat()
        if status.st_size != stamp.size:
            return None
        digest = blake2b(path.read_bytes(), digest_size=8).hexdigest()
    except OSError:
        return None
    return stamp._replace(time=status.st_mtime_ns) if digest == stamp.digest else None
