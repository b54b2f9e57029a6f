"""Which rules run and how grave their findings are: the part of the settings that a worker process needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bsl_pilot.review.report import SEVERITIES
from bsl_pilot.settings import CheckSettings
from bsl_pilot.text.words import fold

EVERYTHING = "*"
"""Stands for all rules in ``select`` and ``ignore``."""


class Selection(NamedTuple):
    """Folded keys of the rules asked for (empty: those on by default), of those besides and of those left out;
    severities and parameters by folded key; the least severity that is shown, 1 (error) to 4 (hint)."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: tuple[tuple[str, int], ...] = ()
    also: frozenset[str] = frozenset()
    parameters: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()
    least: int = 4

    @classmethod
    def of(cls, check: CheckSettings) -> Selection:
        """The selection that the settings state."""
        return cls(
            frozenset(map(fold, check.select)),
            frozenset(map(fold, check.ignore)),
            tuple((fold(key), SEVERITIES.index(name) + 1) for key, name in check.severity.items()),
            frozenset(map(fold, check.also)),
            tuple((fold(key), _frozen(values)) for key, values in check.parameters.items()),
            SEVERITIES.index(check.min_severity) + 1,
        )

    def includes(self, code: str, *, on: bool = True) -> bool:
        """Whether the rule with this key runs; letter case does not matter.

        Args:
            code: its key.
            on: whether it runs where nothing is said.
        """
        key = fold(code)
        if key in self.ignore or EVERYTHING in self.ignore:
            return False
        if self.select:
            return key in self.select or EVERYTHING in self.select
        return on or key in self.also

    def names(self, code: str) -> bool:
        """Whether the rule with this key is asked for by its own name."""
        return fold(code) in self.select

    def without(self, keys: frozenset[str]) -> Selection:
        """The selection but for the rules with these folded keys."""
        return self._replace(ignore=self.ignore | keys) if keys else self

    def severity(self, code: str, own: int) -> int:
        """Severity of a rule's findings; ``own`` where the settings say nothing."""
        key = fold(code)
        return next((number for name, number in self.severities if name == key), own)

    def parameters_of(self, code: str) -> dict[str, object]:
        """What the settings give a rule."""
        key = fold(code)
        return dict(next((values for name, values in self.parameters if name == key), ()))


def _frozen(values: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """Parameters that can be hashed: lists become tuples."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())
