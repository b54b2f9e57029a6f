"""Cursors in real code: the same ones in every run, on every machine, whatever other files are added.

A line's number of chance comes from the seed, the file's path and the line's number alone. Of all lines that
qualify, those with the smallest numbers are taken, so that another file pushes out a few of them and shuffles none.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.places import Kind, kind_at
from bsl_pilot.evaluation.scan import Group, Scan
from bsl_pilot.text.snapshot import TextSnapshot

_BITS_64 = (1 << 64) - 1

Known = Callable[[Sequence[str], int], bool]
"""Whether the lines around one of them are too much like what the model was trained on."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a module and what really stands there."""

    path: str
    """Relative to the project's folder."""
    line: int
    offset: int
    """Byte of the cursor in the module as it is."""
    end: int
    """Byte of the line's end without its blanks: what lies between is taken away and asked for."""
    kind: Kind
    typed: str
    """The line before the cursor."""
    target: str
    """The rest of the line."""


def sample(
    modules: Modules, counts: Mapping[Group, int], seed: int, known: Known | None = None
) -> list[Cursor]:
    """As many cursors of each group as ``counts`` says, or all that there are, in an order of chance."""
    chosen = {group: _Smallest(count) for group, count in counts.items() if count > 0}
    for path in modules:
        likely = [
            one
            for one in _chances(seed, path, len(modules[path].lines))
            if any(smallest.takes(one.chance) for smallest in chosen.values())
        ]
        if likely:  # a module where no line has a chance needn't be read
            _choose(modules, path, likely, chosen, known)
    return [
        _cursor(modules, item) for group in counts if group in chosen for item in chosen[group].in_order()
    ]


class _Chance(NamedTuple):
    """A line's number of chance, and another that says which of its columns is meant; both of 64 bits."""

    chance: int
    line: int
    fraction: int


class _Chosen(NamedTuple):
    """A cursor of the sample, ordered by its number of chance."""

    chance: int
    path: str
    line: int
    column: int
    kind: Kind


class _Smallest:
    """The cursors with the smallest numbers of chance. A heap gives its smallest: numbers are negative in it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._heap: list[tuple[int, _Chosen]] = []

    def takes(self, chance: int) -> bool:
        return len(self._heap) < self._count or chance < -self._heap[0][0]

    def add(self, one: _Chosen) -> None:
        push = heapq.heappush if len(self._heap) < self._count else heapq.heappushpop
        push(self._heap, (-one.chance, one))

    def in_order(self) -> list[_Chosen]:
        return sorted(one for _, one in self._heap)


def _chances(seed: int, path: str, lines: int) -> Iterator[_Chance]:
    for line in range(lines):
        digest = hashlib.blake2b(f"{seed}\0{path}\0{line}".encode("utf-8", "surrogatepass"), digest_size=16)
        number = int.from_bytes(digest.digest(), "little")
        yield _Chance(number & _BITS_64, line, number >> 64)


def _choose(
    modules: Modules,
    path: str,
    likely: list[_Chance],
    chosen: Mapping[Group, _Smallest],
    known: Known | None,
) -> None:
    """Puts the lines of one module that qualify among the chosen ones."""
    scan = Scan(modules.document(path))
    for one in likely:
        line = scan.line(one.line)
        if line is None or not line.columns or line.group not in chosen:
            continue
        if not chosen[line.group].takes(one.chance) or (known is not None and known(scan.lines, one.line)):
            continue
        column = line.columns[one.fraction * len(line.columns) >> 64]
        kind = _kind(scan, modules[path], line.group, one.line, column)
        chosen[line.group].add(_Chosen(one.chance, path, one.line, column, kind))


def _kind(scan: Scan, text: TextSnapshot, group: Group, line: int, column: int) -> Kind:
    if group is Group.QUERY:
        return Kind.QUERY
    if group is Group.COMMENT:
        return Kind.COMMENT
    offset = _offset(text, scan.lines[line], line, column)
    return kind_at(scan.code_before(offset), text.lines.starts[line], offset)


def _cursor(modules: Modules, chosen: _Chosen) -> Cursor:
    text = modules[chosen.path]
    line = text.slice(*text.lines.line_span(chosen.line))
    target = line[chosen.column :].rstrip()
    offset = _offset(text, line, chosen.line, chosen.column)
    end = offset + len(target.encode("utf-8", "surrogatepass"))
    return Cursor(chosen.path, chosen.line, offset, end, chosen.kind, line[: chosen.column], target)


def _offset(text: TextSnapshot, line: str, number: int, column: int) -> int:
    return text.lines.starts[number] + len(line[:column].encode("utf-8", "surrogatepass"))
