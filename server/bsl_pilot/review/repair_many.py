"""Many repairs at once: as many as help together, found with few trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bsl_pilot.review.repairs import byte_edits
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit

TRIALS = 40
"""Copies that are looked at for one answer at most."""

Edits = Sequence[TextEdit]
Counts = Callable[[Document], Counter[str]]
"""How many findings of each rule a document has."""


def fitting(groups: Iterable[Edits]) -> list[Edits]:
    """The repairs but for those that touch an earlier one."""
    kept: list[Edits] = []
    end = -1
    for group in sorted(sorted(one) for one in groups if one):
        if group[0].start > end:
            kept.append(group)
            end = max(one.end for one in group)
    return kept


def helpful(document: Document, groups: Sequence[Edits], counts: Counts, trials: int = TRIALS) -> list[Edits]:
    """The repairs that, all of them together, leave so many findings fewer and none of any rule more.

    Args:
        document: the document before.
        groups: the edits of each repair; those of different repairs don't touch.
        counts: looks at a document.
        trials: copies that are looked at.
    """
    return _Trials(document, counts, trials).taken([], groups)


class _Trials:
    def __init__(self, document: Document, counts: Counts, left: int) -> None:
        self._document = document
        self._counts = counts
        self._before = counts(document)
        self._left = left

    def taken(self, taken: list[Edits], groups: Sequence[Edits]) -> list[Edits]:
        """What was taken with what more of the groups helps: all, or what of each half does."""
        if not groups or self._left <= 0:
            return taken
        self._left -= 1
        both = [*taken, *groups]
        after = self._counts(self._document.edit(byte_edits([edit for one in both for edit in one])))
        if not after - self._before and (self._before - after).total() >= len(both):  # none of them stays
            return both
        if len(groups) == 1:
            return taken
        half = len(groups) // 2
        return self.taken(self.taken(taken, groups[:half]), groups[half:])
