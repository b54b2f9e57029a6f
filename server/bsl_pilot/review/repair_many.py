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


def helpful(
    document: Document,
    groups: Sequence[Edits],
    counts: Counts,
    trials: int = TRIALS,
    others: Counts | None = None,
) -> list[Edits]:
    """The repairs that, all of them together, leave so many findings fewer and none of any rule more.

    Args:
        document: the document before.
        groups: the edits of each repair; those of different repairs don't touch.
        counts: looks at a document.
        trials: copies that are looked at.
        others: findings that are not repaired here, but of which there may be none more, either; asked of copies that
            are good otherwise.
    """
    return _Trials(document, counts, trials, others).taken([], groups)


class _Trials:
    def __init__(self, document: Document, counts: Counts, left: int, others: Counts | None) -> None:
        self._document = document
        self._counts = counts
        self._before = counts(document)
        self._left = left
        self._others = others
        self._others_before = others(document) if others is not None else Counter()

    def taken(self, taken: list[Edits], groups: Sequence[Edits]) -> list[Edits]:
        """What was taken with what more of the groups helps: all, or what of each half does."""
        if not groups or self._left <= 0:
            return taken
        self._left -= 1
        both = [*taken, *groups]
        if self._is_better(
            self._document.edit(byte_edits([edit for one in both for edit in one])), len(both)
        ):
            return both
        if len(groups) == 1:
            return taken
        half = len(groups) // 2
        return self.taken(self.taken(taken, groups[:half]), groups[half:])

    def _is_better(self, after: Document, repairs: int) -> bool:
        counted = self._counts(after)
        if counted - self._before or (self._before - counted).total() < repairs:  # one of them stays
            return False
        return self._others is None or not self._others(after) - self._others_before
