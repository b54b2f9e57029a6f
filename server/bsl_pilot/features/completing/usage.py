"""How often names are used in the other modules of the workspace: what is likely, as far as counting tells.

Counts come from the columns of the index; a name is counted without looking at what it means there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:  # numpy, which a server without an index need not load
    from bsl_pilot.index.packing import Column
    from bsl_pilot.index.segment import Segment
    from bsl_pilot.index.view import View

MOST = 50_000
"""Uses of a receiver that are counted."""
_LARGE = 256
"""Modules of a segment whose names are looked up again and again."""

_NUMBERS: WeakKeyDictionary[Segment, dict[str, int]] = WeakKeyDictionary()


class Followers(NamedTuple):
    """Counts of names behind a dot; and how often anything is called and not called there."""

    counts: Mapping[str, int]
    called: int = 0
    read: int = 0


class Usage:
    """Counts over a view of the index, without the module at ``path``: what is open tells of itself."""

    def __init__(self, view: View, path: str = "") -> None:
        self._view = view
        self._own = view.where(path)

    def after(self, receiver: str, names: Sequence[str], *, statement: bool | None = None) -> Followers:
        """How often each of these folded names stands behind a folded name and a dot.

        ``statement``: whether a statement is to begin so, then what is only read does not count, or an expression,
        then what is assigned to does not; None for a query.
        """
        found: dict[str, int] = {}
        called = read = 0
        for at, segment in enumerate(self._view.segments):
            counts, methods = self._followers(at, receiver, statement)
            called += methods
            read += sum(counts.values()) - methods
            for name, number in _numbers(segment, names if counts else ()):
                if number in counts:
                    found[name] = found.get(name, 0) + counts[number]
        return Followers(found, called, read)

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How often each of these folded names is used."""
        found = dict.fromkeys(names, 0)
        for segment in self._view.segments:
            at = segment.column("uses.at")
            own = self._own_counts() if self._own is not None and self._own.segment is segment else {}
            for name, number in _numbers(segment, names):
                found[name] += int(at[number + 1]) - int(at[number]) - own.get(number, 0)
        return found

    def frequencies(self, names: Iterable[str]) -> Mapping[str, int]:
        """About how often folded names are used that are asked for again and again: counted in most modules."""
        most = max(self._view.segments, key=len, default=None)
        if most is None:
            return {}
        at = most.column("uses.at")
        return {name: int(at[number + 1]) - int(at[number]) for name, number in _numbers(most, names)}

    def _own_counts(self) -> dict[int, int]:
        """How often the module itself uses each name of its segment, by number."""
        import numpy as np  # noqa: PLC0415  (loaded by now, but not before there is an index)

        assert self._own is not None
        rows = self._own.segment.rows_of("uses", self._own.file)
        names = self._own.segment.column("uses.name")[rows.start : rows.stop]
        numbers, counts = np.unique(names, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def _followers(self, at: int, receiver: str, statement: bool | None) -> tuple[dict[int, int], int]:
        """Counts of the names that are linked to a receiver, by number, in the files of a segment that count; and
        how many of the uses are calls."""
        import numpy as np  # noqa: PLC0415  (loaded by now, but not before there is an index)

        from bsl_pilot.index.kinds import Mark, Use  # noqa: PLC0415

        segment = self._view.segments[at]
        names, kinds = segment.column("uses.name"), segment.column("uses.kind")
        rows = segment.uses_of_name(receiver)[:MOST] + 1
        rows = rows[rows < len(names)]
        rows = rows[(kinds[rows] & Mark.LINKED) != 0]
        if statement is not None:
            rows = rows[kinds[rows] & 0x0F != (Use.PROPERTY if statement else Use.ASSIGNED)]
        rows = rows[self._counts(at, rows)]
        numbers, counts = np.unique(names[rows], return_counts=True)
        called = int(((kinds[rows] & 0x0F) == Use.METHOD).sum())
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True)), called

    def _counts(self, at: int, rows: Column) -> Column:
        """Whether each row is in a file that counts."""
        segment = self._view.segments[at]
        files = segment.files_of("uses", rows)
        counted = self._view.alive(at)[files]
        if self._own is not None and self._own.segment is segment:
            counted &= files != self._own.file
        return counted


def _numbers(segment: Segment, names: Iterable[str]) -> Iterable[tuple[str, int]]:
    """The numbers of the names that a segment knows. Those of a large one are remembered: it stays for long."""
    known = _NUMBERS.setdefault(segment, {}) if len(segment) >= _LARGE else {}
    for name in names:
        number = known.get(name)
        if number is None:
            number = known[name] = segment.names.find(name)
        if number > 0:
            yield name, number
