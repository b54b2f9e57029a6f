"""Which rules run and how grave their findings are: the part of the settings that a worker process needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bsl_pilot.review.report import SEVERITIES
from bsl_pilot.text.words import fold

EVERYTHING = "*"
"""Stands for all rules in ``ignore``."""


class Selection(NamedTuple):
    """Folded keys of the rules asked for (empty: all), of those left out, and severities by key."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str], severity: Mapping[str, str]) -> Selection:
        """The selection that the settings state."""
        return cls(
            frozenset(map(fold, select)),
            frozenset(map(fold, ignore)),
            tuple((fold(key), SEVERITIES.index(name) + 1) for key, name in severity.items()),
        )

    def includes(self, code: str) -> bool:
        """Whether the rule with this key runs; letter case does not matter."""
        key = fold(code)
        if key in self.ignore or EVERYTHING in self.ignore:
            return False
        return not self.select or key in self.select

    def severity(self, code: str, own: int) -> int:
        """Severity of a rule's findings; ``own`` where the settings say nothing."""
        key = fold(code)
        return next((number for name, number in self.severities if name == key), own)
