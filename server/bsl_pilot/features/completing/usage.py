"""How often names are used in the other modules of the workspace: what is likely, as far as counting tells.

Counts come from the columns of the index; a name is counted without looking at what it means there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from bsl_pilot.features.completing.use_rows import uses_behind

if TYPE_CHECKING:  # numpy, which a server without an index need not load
    from bsl_pilot.index.packing import Column
    from bsl_pilot.index.segment import Segment
    from bsl_pilot.index.view import View

MOST = 50_000
"""Uses of a receiver that are counted."""
MOST_SEGMENTS = 6
"""Segments of the index, the largest ones, that are counted in: while a folder is indexed for the first time it has
dozens, and each costs the same to ask."""
_LARGE = 256
"""Modules of a segment whose names are looked up again and again."""

_NUMBERS: WeakKeyDictionary[Segment, dict[str, int]] = WeakKeyDictionary()


class Around(NamedTuple):
    """Folded names that stand around a dot; empty for none.

    Attributes:
        last: the member that the same receiver was used with last, above.
        next: the one that it is used with next, below.
        before: the name that stands before the receiver, as far as the index keeps such names.
    """

    last: str = ""
    next: str = ""
    before: str = ""


class Followers(NamedTuple):
    """Counts of names behind a dot; how often anything is called and not called there; counts of the names where
    what stands around is the same: the same member used above, below, the same name before the receiver."""

    counts: Mapping[str, int]
    called: int = 0
    read: int = 0
    sequel: Mapping[str, int] = MappingProxyType({})
    prequel: Mapping[str, int] = MappingProxyType({})
    context: Mapping[str, int] = MappingProxyType({})


ALONE = Around()
NO_FOLLOWERS = Followers({})


def together(found: Iterable[Followers]) -> Followers:
    """The counts of several, added up."""
    all_ = tuple(found)

    def added(of: Callable[[Followers], Mapping[str, int]]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for one in all_:
            for name, count in of(one).items():
                counts[name] = counts.get(name, 0) + count
        return counts

    return Followers(
        added(lambda one: one.counts),
        sum(one.called for one in all_),
        sum(one.read for one in all_),
        added(lambda one: one.sequel),
        added(lambda one: one.prequel),
        added(lambda one: one.context),
    )


class Usage:
    """Counts over a view of the index, without the module at ``path``: what is open tells of itself."""

    def __init__(self, view: View, path: str = "") -> None:
        self._view = view
        self._own = view.where(path)
        sizes = [len(one) for one in view.segments]
        self._asked = sorted(sorted(range(len(sizes)), key=lambda at: -sizes[at])[:MOST_SEGMENTS])

    def after(
        self, receiver: str, names: Sequence[str], around: Around = ALONE, *, statement: bool | None = None
    ) -> Followers:
        """How often each of these folded names stands behind a folded name and a dot.

        ``statement``: whether a statement is to begin so, then what is only read does not count, or an expression,
        then what is assigned to does not; None for a query.
        """
        found = Followers({}, 0, 0, {}, {}, {})
        for at in self._asked:
            one = self._followers(at, receiver, names, around, statement)
            found = together((found, one)) if one is not None else found
        return found

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How often each of these folded names is used."""
        found = dict.fromkeys(names, 0)
        for segment in map(self._view.segments.__getitem__, self._asked):
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

    def _followers(
        self, at: int, receiver: str, names: Sequence[str], around: Around, statement: bool | None
    ) -> Followers | None:
        """What stands behind a receiver in the files of a segment that count."""
        segment = self._view.segments[at]
        rows = segment.uses_of_name(receiver)[:MOST]
        if not len(rows):
            return None
        uses = uses_behind(segment, rows, self._counts(at, rows))
        wanted = uses.fits(statement)
        known = list(_numbers(segment, names))
        asked = dict(_numbers(segment, around))

        def counts(chosen: Column) -> dict[str, int]:
            counted = uses.tally(chosen)
            return {name: counted[number] for name, number in known if number in counted}

        def counts_if(what: Column, name: str) -> dict[str, int]:
            number = asked.get(name, 0)
            return counts(wanted & (what == number)) if number else {}

        called = int((wanted & uses.called).sum())
        return Followers(
            counts(wanted),
            called,
            int(wanted.sum()) - called,
            counts_if(uses.last, around.last),
            counts_if(uses.next, around.next),
            counts_if(uses.before, around.before),
        )

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
