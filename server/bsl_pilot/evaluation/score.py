"""Figures of many cursors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bsl_pilot.evaluation.metrics import chrf, edit_similarity, exact, matched_prefix, quantile, share
from bsl_pilot.evaluation.trial import Trial

CONFIDENT = (10, 20, 30, 40, 50, 75)
"""Percent of the cursors whose precision is told."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near texts came to the rests of lines that they stand for. All but the counts are shares, 0 to 1."""

    cursors: int
    written: int
    """Cursors at which there was any text."""
    exact_match: float
    exact_by_characters: float
    """The same, a long line counting more: characters of lines that are right, of all."""
    edit_similarity: float
    chrf: float
    matched_prefix: float
    """Characters at the beginning that are right, of all."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Closeness:
        """Of pairs of a written and a true text; a cursor without text counts as an empty one."""
        pairs = list(pairs)
        count = len(pairs)
        characters = sum(len(true) for _, true in pairs)
        right = [true for written, true in pairs if exact(written, true)]
        return cls(
            count,
            sum(bool(written) for written, _ in pairs),
            share(len(right), count),
            share(sum(map(len, right)), characters),
            share(sum(edit_similarity(*pair) for pair in pairs), count),
            share(sum(chrf(*pair) for pair in pairs), count),
            share(sum(matched_prefix(*pair) for pair in pairs), characters),
        )


@dataclass(frozen=True, slots=True)
class Display:
    """What was shown."""

    shown: int
    shown_correct: int
    """Shown texts that are, as a whole, the rest of the line."""
    parse_ok: float
    """Shown texts that parse in their place."""
    unknown_names: float
    """Shown texts with a name that is nowhere in the project."""

    @classmethod
    def of(cls, trials: Iterable[Trial], *, filtered: bool = True) -> Display:
        """Of those trials where something was shown, or would be if the show-filter held nothing back."""
        texts = ((one.cursor.target, one.shown if filtered else one.written) for one in trials)
        seen = [(target, text) for target, text in texts if text is not None]
        return cls(
            len(seen),
            sum(exact(shown.text, target) for target, shown in seen),
            share(sum(shown.parses for _, shown in seen), len(seen)),
            share(sum(bool(shown.unknown) for _, shown in seen), len(seen)),
        )

    @property
    def precision(self) -> float:
        """Share of the shown texts that are right."""
        return share(self.shown_correct, self.shown)


def closeness(trials: Iterable[Trial]) -> Closeness:
    """Of the best texts, whether or not they were shown."""
    return Closeness.of((one.written.line if one.written else "", one.cursor.target) for one in trials)


def confidence(trials: Sequence[Trial]) -> dict[str, float]:
    """Precision of the most confident tenth, fifth, … of all cursors, as a show-filter at that share would have it."""
    written = [(one.written, one.cursor.target) for one in trials if one.written]
    ranked = sorted(written, key=lambda pair: -pair[0].score)
    right = [exact(text.text, target) for text, target in ranked]
    return {
        f"{percent}%": share(sum(right[:count]), count)
        for percent in CONFIDENT
        if (count := len(trials) * percent // 100) and count <= len(right)
    }


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of durations in seconds, in milliseconds."""
    return {f"p{at}": round(quantile(list(seconds), at / 100) * 1000, 2) for at in (50, 95)}
