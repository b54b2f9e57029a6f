"""The evaluation as a document for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bsl_pilot.evaluation.evaluate import Evaluation
from bsl_pilot.evaluation.metrics import share
from bsl_pilot.evaluation.places import Kind
from bsl_pilot.evaluation.score import Display, closeness, confidence, milliseconds
from bsl_pilot.evaluation.trial import Trial

DIGITS = 4
"""Digits of shares in the document."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The model that wrote; no parameters and bytes where memory alone did."""

    name: str = ""
    parameters: int = 0
    bytes: int = 0


def as_json(evaluation: Evaluation, model: ModelFacts, seed: int) -> dict[str, Any]:
    """The document of ``bsl-pilot eval completion``; the headline figures are of cursors in code alone.

    ``shown`` and ``shown_correct`` are numbers of cursors; what is called a match, similarity, share, ratio,
    precision or ``…_ok`` is between 0 and 1. ``exact_match`` and the similarities are of the best text at every
    cursor, also where the show-filter held it back.
    """
    code = evaluation.code
    document = {
        "version": 1,
        "seed": seed,
        **_group(code),
        "accepted_chars_ratio": evaluation.typing.ratio,
        "latency_ms": milliseconds([one.cold for one in code]),
        "warm_ms": milliseconds([second for one in code for second in one.warm]),
        "backend_ms": milliseconds([one.backend for one in code if one.backend]),
        "model": asdict(model),
        "typing": _typing(evaluation),
        "kinds": {kind.value: _group(found) for kind, found in by_kind(evaluation.trials)},
        "sources": dict(Counter(one.written.source.value for one in code if one.written)),
        "unfiltered": _display(code, filtered=False),
        "confidence": confidence(code),
        "dropped": dict(sum((Counter(one.dropped) for one in code), Counter())),
        "ablations": {name: _group(trials) for name, trials in evaluation.variants.items()},
        "baselines": {name: asdict(one) for name, one in evaluation.baselines.items()},
    }
    rounded: dict[str, Any] = _rounded(document)
    return rounded


def _group(trials: Sequence[Trial]) -> dict[str, Any]:
    return {**asdict(closeness(trials)), **_display(trials, filtered=True)}


def _display(trials: Sequence[Trial], *, filtered: bool) -> dict[str, Any]:
    display = Display.of(trials, filtered=filtered)
    return {
        **asdict(display),
        "shown_share": share(display.shown, len(trials)),
        "precision": display.precision,
    }


def _typing(evaluation: Evaluation) -> dict[str, Any]:
    done = evaluation.typing
    return {
        "methods": evaluation.methods,
        "characters": done.characters,
        "accepted": done.accepted,
        "right_words": done.words,
        "keys": done.keys,
        "shown": done.shown,
        "taken": done.taken,
        "flickers": done.flickers,
        "stale": done.stale,
        "leaked": done.leaked,
        "answer_ms": milliseconds(done.seconds),
        "delay_ms": milliseconds(done.delays),
    }


def by_kind(trials: Sequence[Trial]) -> list[tuple[Kind, list[Trial]]]:
    """The trials of every kind of place that there are any of."""
    groups = [(kind, [one for one in trials if one.cursor.kind is kind]) for kind in Kind]
    return [(kind, found) for kind, found in groups if found]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return value
