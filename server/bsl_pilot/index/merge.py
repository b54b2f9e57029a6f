"""Several segments put together into one, without what is out of date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bsl_pilot.index import schema
from bsl_pilot.index.gather import FileRows, finished
from bsl_pilot.index.packing import Column, pack
from bsl_pilot.index.segment import Segment


class Part(NamedTuple):
    """What to take of a segment: its files by number, all of them for None."""

    segment: Segment
    files: Sequence[int] | None = None


def merge(parts: Sequence[Part]) -> bytes:
    """The segment of all files of the parts."""
    names = sorted({name for part in parts for name in part.segment.names} | {""}, key=_bytes)
    spellings = list(dict.fromkeys(word for part in parts for word in part.segment.spellings))
    numbers = {name: number for number, name in enumerate(names)}
    written = {word: number for number, word in enumerate(spellings)}
    pieces = [_piece(part, numbers, written) for part in parts]
    columns = {
        name: np.concatenate([piece[name] for piece in pieces] or [np.zeros(0, np.int64)])
        for name in _columns()
    }
    counts = {
        table: [int(count) for part in parts for count in _taken(part, part.segment.counts(table))]
        for table in schema.TABLES
    }
    files = FileRows(
        [part.segment.paths[file] for part in parts for file in _files(part)],
        [part.segment.stamp(file) for part in parts for file in _files(part)],
        [int(part.segment.column("files.lines")[file]) for part in parts for file in _files(part)],
    )
    return pack(finished(columns, counts, files, names, spellings))


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _columns() -> list[str]:
    return [f"{table}.{column}" for table, names in schema.TABLES.items() for column in names]


def _files(part: Part) -> Sequence[int]:
    return range(len(part.segment)) if part.files is None else part.files


def _taken(part: Part, of_files: Column) -> Column:
    """Of one value for each file those that are taken."""
    return of_files if part.files is None else of_files[np.array(part.files, np.int64)]


def _piece(part: Part, names: dict[str, int], spellings: dict[str, int]) -> dict[str, Column]:
    """The rows that are taken, in the numbers of the new segment."""
    segment = part.segment
    new_names = np.array([names[name] for name in segment.names], np.int64)
    new_spellings = np.array([spellings[word] for word in segment.spellings], np.int64)
    piece: dict[str, Column] = {}
    for table, columns in schema.TABLES.items():
        rows = _rows(part, table)
        for column in columns:
            name = f"{table}.{column}"
            values = segment.column(name) if rows is None else segment.column(name)[rows]
            if name in schema.NAMED:
                values = new_names[values]
            elif name in schema.SPELLED:
                values = new_spellings[values]
            piece[name] = values
    return piece


def _rows(part: Part, table: str) -> Column | None:
    """The rows of the files that are taken, None for all."""
    if part.files is None:
        return None
    pieces = [np.arange(*_bounds(part.segment.rows_of(table, file))) for file in part.files]
    return np.concatenate(pieces or [np.zeros(0, np.int64)])


def _bounds(rows: range) -> tuple[int, int]:
    return rows.start, rows.stop
