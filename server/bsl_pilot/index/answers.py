"""Rows of a segment as the objects that the index answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from bsl_pilot.index.kinds import Directive, Mark, Overlay, Trait, Use
from bsl_pilot.index.packing import Column
from bsl_pilot.index.rows import Method, Occurrence, Place, Region, Variable
from bsl_pilot.index.schema import TABLES
from bsl_pilot.index.segment import Segment
from bsl_pilot.text.positions import Span


class Reader:
    """Answers of one segment. ``prefix`` stands before the paths."""

    def __init__(self, segment: Segment, prefix: str) -> None:
        self._segment = segment
        self._prefix = prefix

    @cached_property
    def _methods(self) -> tuple[Column, ...]:
        return tuple(self._segment.column(f"methods.{name}") for name in TABLES["methods"])

    @cached_property
    def _uses(self) -> tuple[Column, ...]:
        return tuple(self._segment.column(f"uses.{name}") for name in TABLES["uses"])

    def path(self, file: int) -> str:
        """The path of a file."""
        return self._prefix + self._segment.paths[file]

    def methods_of(self, file: int) -> list[Method]:
        """The methods of a file."""
        path, rows = self.path(file), self._segment.rows_of("methods", file)
        values = (column[rows.start : rows.stop].tolist() for column in self._methods)
        return [self._method(row, path) for row in zip(*values, strict=True)]

    def method(self, file: int, name: str) -> Method | None:
        """The first method of a file with this folded name."""
        number = self._segment.names.find(name)
        numbers = self._segment.column("methods.name")
        for row in self._segment.rows_of("methods", file) if number > 0 else ():
            if numbers[row] == number:
                return next(self.methods([row]))
        return None

    def methods(self, rows: Iterable[int]) -> Iterator[Method]:
        """Methods by their rows."""
        for row in rows:
            values = tuple(int(column[row]) for column in self._methods)
            yield self._method(values, self.path(self._segment.file_of("methods", row)))

    def _method(self, values: tuple[int, ...], path: str) -> Method:
        (_, spelling, trait, directive, overlay, target, parameters, required, doc, start, header_end, end,
         line, character, first, last) = values  # fmt: skip
        name = self._segment.spellings[spelling]
        return Method(
            Place(path, line, character, _length(name)),
            name,
            bool(trait & Trait.FUNCTION),
            bool(trait & Trait.EXPORT),
            bool(trait & Trait.ASYNC),
            Directive(directive),
            Overlay(overlay),
            self._segment.names[target],
            parameters,
            required,
            Span(doc, start),
            Span(start, header_end),
            end,
            (first, last),
        )

    def variables_of(self, file: int) -> list[Variable]:
        """The variables of a module."""
        return list(self.variables(self._segment.rows_of("variables", file)))

    def variables(self, rows: Iterable[int]) -> Iterator[Variable]:
        """Variables by their rows."""
        columns = [self._segment.column(f"variables.{name}") for name in TABLES["variables"]]
        for row in rows:
            _, spelling, trait, line, character = (int(column[row]) for column in columns)
            name = self._segment.spellings[spelling]
            path = self.path(self._segment.file_of("variables", row))
            yield Variable(Place(path, line, character, _length(name)), name, bool(trait & Trait.EXPORT))

    def regions_of(self, file: int) -> list[Region]:
        """The regions of a file."""
        spelling, first, last = (self._segment.column(f"regions.{name}") for name in TABLES["regions"])
        path = self.path(file)
        return [
            Region(path, self._segment.spellings[int(spelling[row])], (int(first[row]), int(last[row])))
            for row in self._segment.rows_of("regions", file)
        ]

    def occurrences_in(self, file: int, lines: tuple[int, int] | None = None) -> Iterator[Occurrence]:
        """The occurrences in a file, or in its lines from the first to the last of ``lines``."""
        among = self._segment.rows_of("uses", file)
        rows = np.arange(among.start, among.stop)
        if lines is not None:
            where = self._segment.column("uses.line")[among.start : among.stop]
            rows = rows[(where >= lines[0]) & (where <= lines[1])]
        return self.occurrences(rows)

    def occurrences(self, rows: Column) -> Iterator[Occurrence]:
        """Occurrences by their rows."""
        paths: dict[int, str] = {}
        files = self._segment.files_of("uses", rows).tolist()
        columns = (column[rows].tolist() for column in self._uses)
        for row, file, number, line, character, kind in zip(rows.tolist(), files, *columns, strict=True):
            if file not in paths:
                paths[file] = self.path(file)
            name = self._segment.names[number]
            chain, head = self._chain(row, kind) if kind & Mark.LINKED else ((), kind)
            yield Occurrence(
                Place(paths[file], line, character, _length(name)),
                name,
                Use(kind & 0x0F),
                chain,
                not head & Mark.BEHIND,
                head & Mark.LOCAL != 0,
            )

    def _chain(self, row: int, kind: int) -> tuple[tuple[str, ...], int]:
        """The names before the dot of a row that is linked, and the kind of the first of them."""
        numbers, kinds = self._uses[0], self._uses[-1]
        chain: list[str] = []
        while kind & Mark.LINKED:
            row -= 1
            kind = int(kinds[row])
            chain.append(self._segment.names[int(numbers[row])])
        return tuple(reversed(chain)), kind


def _length(name: str) -> int:
    """UTF-16 units of a name."""
    return len(name) if name.isascii() else len(name.encode("utf-16-le", "surrogatepass")) // 2
