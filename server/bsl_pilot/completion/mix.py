"""One distribution out of the model's and those of the memories.

Each memory, and the model, has a weight: the softmax of scores that depend on how much context the memory met, how
often, how much the places agree, how sure the model is and whether it thinks of the same token. The constants of the
scores are in ``mix.json``, fitted by ``models/fit_mix.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion.recall import Recall

Probabilities = NDArray[np.float32]
"""For each token of the vocabulary how probable it is that it comes next."""

MEMORIES = ("local", "project")
"""The order in which recalls are given."""
LENGTHS = (1, 2, 3, 4, 5, 7, 9, 13)
"""Each begins a class of lengths of context that has a constant of its own."""
FEATURES = (
    *(f"length {length}" for length in LENGTHS),
    "count",
    "share",
    "certain",
    "best",
    "agree",
    "other agrees",
)

_CLASS = [max(at for at, first in enumerate(LENGTHS) if first <= length) for length in range(1, 17)]
_LEAST = 1e-6

Scores = Mapping[str, Sequence[float]]


class Seen(NamedTuple):
    """What the model thinks, as far as scores look at it."""

    best: int
    certain: float
    """Probability of its best token."""


def mix(likely: Probabilities, recalls: Sequence[Recall]) -> Probabilities:
    """The model's distribution joined with the recalls, in the order of `MEMORIES`; sums to what ``likely`` does.

    Takes some 20 µs for a vocabulary of 8,192: only what was recalled is touched twice.
    """
    return mixed(likely, recalls, constants())


def mixed(likely: Probabilities, recalls: Sequence[Recall], scores: Scores) -> Probabilities:
    """See `mix`."""
    weights = weigh(likely, recalls, scores)
    joined = likely * np.float32(1 - sum(weights))
    for recall, weight in zip(recalls, weights, strict=True):
        if weight:
            joined[recall.tokens] += recall.counts * np.float32(weight / float(recall.counts.sum()))
    return joined


def weigh(likely: Probabilities, recalls: Sequence[Recall], scores: Scores) -> list[float]:
    """The weight of each recall; what is missing to 1 is the model's."""
    if not any(recall.length for recall in recalls):
        return [0.0] * len(recalls)
    best = int(likely.argmax())
    seen = Seen(best, float(likely[best]))
    raised = [0.0] * len(recalls)
    for at, (name, recall) in enumerate(zip(MEMORIES, recalls, strict=False)):
        if recall.length:
            others = [other.best for other in recalls if other is not recall]
            values = features(likely, seen, recall, others)
            score = sum(
                weight * value for weight, value in zip(scores[name][len(LENGTHS) :], values, strict=True)
            )
            raised[at] = math.exp(min(30.0, score + scores[name][length_class(recall.length)]))
    total = 1.0 + sum(raised)
    return [one / total for one in raised]


def length_class(length: int) -> int:
    """Which of `LENGTHS` a length belongs to."""
    return _CLASS[min(length, len(_CLASS)) - 1]


def features(likely: Probabilities, seen: Seen, recall: Recall, others: Sequence[int]) -> tuple[float, ...]:
    """The values of `FEATURES` behind those of the lengths."""
    total = float(recall.counts.sum())
    top = int(recall.counts.argmax())
    best = int(recall.tokens[top])
    return (
        math.log(total + _LEAST),
        float(recall.counts[top]) / total,
        math.log(max(seen.certain, _LEAST)),
        math.log(max(float(likely[best]), _LEAST)),
        float(best == seen.best),
        float(best in others),
    )


@cache
def constants() -> Scores:
    """The constants that were fitted."""
    text = files("bsl_pilot.completion").joinpath("mix.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)["scores"]
    return {name: [found[name][feature] for feature in FEATURES] for name in MEMORIES}
