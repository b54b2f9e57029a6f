"""One run of columns that never changes: the modules of a build, of a chunk of it, or a single one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from bsl_pilot.index import schema
from bsl_pilot.index.packing import Column, DamagedError, unpack
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.index.words_column import Words
from bsl_pilot.text.words import fold


class Declared(NamedTuple):
    """Names as they are written, each once; the same folded, a line each; and where each line begins."""

    names: list[str]
    text: str
    starts: list[int]


class Segment:
    """Columns in a buffer (memory, a pipe's message, a mapped file). Immutable."""

    def __init__(self, data: memoryview, origin: str = "") -> None:
        """``origin`` is the file's name; empty for one in memory.

        Raises:
            DamagedError: the buffer holds no segment, or one of another version.
        """
        self.data = data
        self.origin = origin
        self._columns = unpack(data)
        try:
            self.paths = Words(self._columns, "paths")
            self.names = Words(self._columns, "names")
            self.spellings = Words(self._columns, "spellings")
            self._of = {table: self._columns[f"{table}.of"] for table in schema.TABLES}
        except KeyError as missing:
            raise DamagedError(f"no column {missing}") from None
        if any(len(of) != len(self.paths) + 1 for of in self._of.values()):
            raise DamagedError("tables and files don't agree")

    def __len__(self) -> int:
        """Files."""
        return len(self.paths)

    def column(self, name: str) -> Column:
        """A column by its name in `schema`."""
        return self._columns[name]

    def rows_of(self, table: str, file: int) -> range:
        """The rows of a file."""
        of = self._of[table]
        return range(int(of[file]), int(of[file + 1]))

    def counts(self, table: str) -> Column:
        """How many rows each file has."""
        return np.diff(self._of[table].astype(np.int64))

    def files_of(self, table: str, rows: Column) -> Column:
        """The file of each row."""
        of = self._of[table]
        return np.searchsorted(of, rows.astype(of.dtype), "right") - 1

    def file_of(self, table: str, row: int) -> int:
        """The file of one row."""
        return bisect_right(self._of[table], row) - 1

    def uses_of_name(self, name: str) -> Column:
        """The rows of ``uses`` with this folded name, in the order of the files."""
        number = self.names.find(name)
        if number <= 0:
            return np.zeros(0, np.int64)
        at = self._columns["uses.at"]
        return self._columns["uses.by_name"][int(at[number]) : int(at[number + 1])].astype(np.int64)

    def declared(self, table: str, name: str) -> list[int]:
        """The rows of ``methods`` or ``variables`` with this folded name."""
        number = self.names.find(name)
        if number <= 0:
            return []
        by_name, numbers = self._columns[f"{table}.by_name"], self._columns[f"{table}.name"]
        first = bisect_left(by_name, number, key=lambda row: int(numbers[row]))
        last = bisect_right(by_name, number, key=lambda row: int(numbers[row]))
        return [int(row) for row in by_name[first:last]]

    def stamp(self, file: int) -> Stamp:
        """How a file was when it was read."""
        digest = self._columns["files.digest"][file * schema.DIGEST : (file + 1) * schema.DIGEST]
        return Stamp(
            int(self._columns["files.size"][file]), int(self._columns["files.time"][file]), digest.tobytes()
        )

    @cached_property
    def declared_names(self) -> Declared:
        """The names of all methods and variables, for searching in."""
        numbers = np.union1d(self._columns["methods.spelling"], self._columns["variables.spelling"])
        names = [self.spellings[number] for number in numbers.tolist()]
        lines = [fold(name) for name in names]
        return Declared(
            names, "\n".join(lines), list(accumulate((len(line) + 1 for line in lines), initial=0))
        )

    @cached_property
    def method_keys(self) -> Column:
        """File and first line of each method as one number, ascending; see ``method_at``."""
        rows = np.arange(len(self._columns["methods.first"]))
        files = self.files_of("methods", rows).astype(np.int64)
        return (files << 32) + self._columns["methods.first"]

    def methods_at(self, files: Column, lines: Column) -> Column:
        """The method around each line (by file), as a row of ``methods``; -1 outside of methods."""
        keys = (files.astype(np.int64) << 32) + lines
        rows = np.searchsorted(self.method_keys, keys, "right") - 1
        inside = rows >= 0
        found = rows[inside]
        ends = (self.method_keys[found] >> 32 == files[inside]) & (
            self._columns["methods.last"][found] >= lines[inside]
        )
        rows[inside] = np.where(ends, found, -1)
        return rows
