"""What is known of a workspace at one moment: immutable, so that a handler can take its time.

A view is a list of segments. Of a file that is in several of them the last one counts. Everything is asked for by
folded names (`text.words.fold`) and answered in the order of files and rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from bsl_pilot.index.answers import Reader
from bsl_pilot.index.kinds import Use
from bsl_pilot.index.layer import Layer, Where
from bsl_pilot.index.packing import Column
from bsl_pilot.index.rows import Method, Occurrence, Region, Size, Stats, Variable

_CALLS = (Use.CALL, Use.METHOD)


class View:
    """Symbols and occurrences of all modules. Answers stay the same for the life of the view."""

    def __init__(self, layer: Layer, prefix: str, generation: int) -> None:
        """``prefix`` stands before the relative paths of ``layer`` in answers."""
        self.segments = layer.segments
        self.prefix = prefix
        self.generation = generation
        """Grows with every change of the index."""
        self._places = layer.places
        self._alive = [np.zeros(len(segment), np.bool_) for segment in layer.segments]
        masks = dict(zip(map(id, layer.segments), self._alive, strict=True))
        for segment, file in layer.places.values():
            masks[id(segment)][file] = True
        self._readers = [Reader(segment, prefix) for segment in layer.segments]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.where(path) is not None

    def __len__(self) -> int:
        """Files."""
        return len(self._places)

    def paths(self) -> Iterator[str]:
        """All files."""
        return (self.prefix + path for path in self._places)

    # ---- one file

    def methods_of(self, path: str) -> list[Method]:
        """The methods of a file in the order of the text."""
        where = self.where(path)
        return self._reader(where).methods_of(where.file) if where else []

    def method(self, path: str, name: str) -> Method | None:
        """The method of a file by its folded name, the first of several."""
        where = self.where(path)
        return self._reader(where).method(where.file, name) if where else None

    def method_at(self, path: str, line: int) -> Method | None:
        """The method of a file that a line is in."""
        where = self.where(path)
        if where is None:
            return None
        row = int(where.segment.methods_at(np.array([where.file]), np.array([line]))[0])
        return next(self._reader(where).methods([row])) if row >= 0 else None

    def variables_of(self, path: str) -> list[Variable]:
        """The variables of a module in the order of the text."""
        where = self.where(path)
        return self._reader(where).variables_of(where.file) if where else []

    def regions_of(self, path: str) -> list[Region]:
        """The regions of a file, outer ones before those inside of them."""
        where = self.where(path)
        return self._reader(where).regions_of(where.file) if where else []

    def occurrences_in(self, path: str, lines: tuple[int, int] | None = None) -> Iterator[Occurrence]:
        """The occurrences in a file, or in its lines from the first to the last of ``lines``."""
        where = self.where(path)
        return self._reader(where).occurrences_in(where.file, lines) if where else iter(())

    def size(self, path: str) -> Size:
        """How large a module is."""
        where = self.where(path)
        if where is None:
            return Size(0, 0)
        segment, file = where.segment, where.file
        return Size(int(segment.column("files.lines")[file]), len(segment.rows_of("methods", file)))

    # ---- all files

    def methods_named(self, name: str) -> list[Method]:
        """Methods with this folded name."""
        return [
            method
            for at, rows in self.declared("methods", name)
            for method in self._readers[at].methods(rows)
        ]

    def variables_named(self, name: str) -> list[Variable]:
        """Variables of modules with this folded name."""
        return [
            one for at, rows in self.declared("variables", name) for one in self._readers[at].variables(rows)
        ]

    def methods(self) -> Iterator[Method]:
        """All methods; takes some microseconds each."""
        for reader, alive in zip(self._readers, self._alive, strict=True):
            for file in np.flatnonzero(alive).tolist():
                yield from reader.methods_of(file)

    def occurrences(self, name: str, uses: Iterable[Use] = Use) -> Iterator[Occurrence]:
        """Where this folded name is used."""
        for at, rows in self.uses(name, uses):
            yield from self._readers[at].occurrences(rows)

    def tables(self, name: str) -> Iterator[Occurrence]:
        """Queries that take from a table: ``"Справочник.Валюты"`` or one part of it, in any letter case, folded."""
        *chain, last = name.split(".")
        for one in self.occurrences(last, (Use.TABLE,)):
            if one.chain[len(one.chain) - len(chain) :] == tuple(chain):
                yield one

    def stats(self) -> Stats:
        """How much there is."""
        totals = dict.fromkeys(("uses", "methods", "variables"), 0)
        calls = lines = 0
        for segment, alive in zip(self.segments, self._alive, strict=True):
            lines += int(segment.column("files.lines")[alive].sum())
            for table in totals:
                totals[table] += int(segment.counts(table)[alive].sum())
            called = np.isin(segment.column("uses.kind") & 0x0F, _CALLS)
            taken = np.repeat(alive, segment.counts("uses"))
            calls += int((called & taken).sum())
        names = max((len(segment.names) for segment in self.segments), default=0)
        return Stats(len(self), lines, totals["methods"], totals["variables"], calls, totals["uses"], names)

    # ---- rows, for whoever asks for many

    def uses(self, name: str, uses: Iterable[Use] = Use) -> Iterator[tuple[int, Column]]:
        """Segment and rows of ``uses`` for a folded name."""
        wanted = np.array([int(use) for use in uses])
        for at, segment in enumerate(self.segments):
            rows = segment.uses_of_name(name)
            rows = rows[self._alive[at][segment.files_of("uses", rows)]]
            rows = rows[np.isin(segment.column("uses.kind")[rows] & 0x0F, wanted)]
            if len(rows):
                yield at, rows

    def answers(self, segment: int, rows: Column) -> Iterator[Occurrence]:
        """Rows of ``uses`` as occurrences."""
        return self._readers[segment].occurrences(rows)

    def declared(self, table: str, name: str) -> Iterator[tuple[int, list[int]]]:
        """Segment and rows of ``methods`` or ``variables`` for a folded name."""
        for at, segment in enumerate(self.segments):
            rows = segment.declared(table, name)
            yield at, [row for row in rows if self._alive[at][segment.file_of(table, row)]]

    def alive(self, segment: int) -> Column:
        """Whether each file of a segment counts."""
        return self._alive[segment]

    def where(self, path: str) -> Where | None:
        """The segment that counts for a file, and its number there."""
        return self._places.get(path[len(self.prefix) :]) if path.startswith(self.prefix) else None

    def _reader(self, where: Where) -> Reader:
        return Reader(where.segment, self.prefix)
