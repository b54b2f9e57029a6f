"""Harvests of several modules put together into a segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from bsl_pilot.index import schema
from bsl_pilot.index.harvest import Harvest, Source, Vocabulary, harvest
from bsl_pilot.index.packing import Column, Columns, pack
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.index.words_column import encoded


class Gatherer:
    """Collects modules; ``packed`` makes a segment of them."""

    def __init__(self) -> None:
        self._words = Vocabulary.empty()
        self._files: list[tuple[str, Stamp, Harvest]] = []

    def add(self, path: str, stamp: Stamp, module: Source) -> None:
        """Adds a module; ``path`` is relative to the folder of the store."""
        self._files.append((path, stamp, harvest(module, self._words)))

    def packed(self) -> bytes:
        """The segment of all modules that were added."""
        names = self._words.names.folded
        order = sorted(range(len(names)), key=lambda number: names[number].encode("utf-8", "surrogatepass"))
        renumbered = np.empty(len(names), np.int64)
        renumbered[order] = np.arange(len(names))
        harvests = [one for _, _, one in self._files]
        columns = {
            name: np.concatenate([one.columns[name] for one in harvests]) if harvests else _nothing()
            for name in _all_columns()
        }
        for name in schema.NAMED:
            columns[name] = renumbered[columns[name]]
        files = FileRows(
            [path for path, _, _ in self._files],
            [stamp for _, stamp, _ in self._files],
            [one.lines for one in harvests],
        )
        counts = {
            table: [len(one.columns[f"{table}.{first[0]}"]) for one in harvests]
            for table, first in schema.TABLES.items()
        }
        spellings = [spelling.decode("utf-8", "replace") for spelling in self._words.spellings]
        return pack(finished(columns, counts, files, [names[number] for number in order], spellings))


class FileRows(NamedTuple):
    """The files of a segment."""

    paths: Sequence[str]
    stamps: Sequence[Stamp]
    lines: Sequence[int]


def _all_columns() -> Iterable[str]:
    return (f"{table}.{column}" for table, names in schema.TABLES.items() for column in names)


def _nothing() -> Column:
    return np.zeros(0, np.int64)


def finished(
    columns: Columns,
    counts: dict[str, list[int]],
    files: FileRows,
    names: Sequence[str],
    spellings: Sequence[str],
) -> dict[str, Column]:
    """All columns of a segment.

    Args:
        columns: those of `schema.TABLES`, the rows of the first file first.
        counts: rows of each file, by table.
        files: the files, in the same order.
        names: sorted by bytes; numbers in ``columns`` are theirs.
        spellings: by number.
    """
    done: dict[str, Column] = dict(columns)
    for table, of_files in counts.items():
        done[f"{table}.of"] = np.concatenate(([0], np.cumsum(of_files, dtype=np.int64)))
    done["uses.by_name"] = np.argsort(done["uses.name"], kind="stable")
    done["uses.at"] = np.searchsorted(np.sort(done["uses.name"]), np.arange(len(names) + 1))
    for table in schema.BY_NAME:
        done[f"{table}.by_name"] = np.argsort(done[f"{table}.name"], kind="stable")
    done["files.size"] = np.array([stamp.size for stamp in files.stamps], np.int64)
    done["files.time"] = np.array([stamp.time for stamp in files.stamps], np.int64)
    done["files.lines"] = np.array(files.lines, np.int64)
    done["files.digest"] = np.frombuffer(b"".join(stamp.digest for stamp in files.stamps), np.uint8)
    return {
        **done,
        **encoded("paths", files.paths),
        **encoded("names", names),
        **encoded("spellings", spellings),
    }
