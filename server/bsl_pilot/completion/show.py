"""The show-filter: how likely a text is to be taken, from what its writer knew and where it would stand."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Found
from bsl_pilot.completion.surroundings import Surroundings

DATA = "show.json"
_MATCH = 8
"""Tokens of context found in the project from which on more make no difference."""
_DOUBT = -8.0
"""Logarithm of a text's probability below which it makes no difference."""
_TYPED = 8
"""Characters typed in agreement from which on more make no difference."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over named features, with the least probability that is shown."""

    threshold: float
    threshold_invoked: float
    bias: float
    weights: Mapping[str, float]
    fitted: str = ""
    """From what it was fitted."""

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely the text is to be taken, 0 to 1."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def least(self, *, invoked: bool) -> float:
        """The least probability that is shown."""
        return self.threshold_invoked if invoked else self.threshold


EVERYTHING = Curve(0.0, 0.0, 0.0, {}, "shows everything, for measuring what the filter does")


@lru_cache(maxsize=1)
def shipped() -> Curve:
    """The curve that comes with the program."""
    values = json.loads(resources.files(__package__).joinpath(DATA).read_text(encoding="utf-8"))
    assert values.pop("version") == 1
    return Curve(**values)


def features(cursor: Cursor, found: Found) -> dict[str, float]:
    """What the curve looks at; numbers only, so that they may be kept beside the outcome."""
    sure = found.written.answer.confidence
    before = cursor.place.before
    return {
        "mean": sure.mean,
        "least": sure.least,
        "first": sure.first,
        "total": max(sure.mean * sure.tokens, _DOUBT),
        "recalled": sure.recalled,
        "match": min(sure.match, _MATCH) / _MATCH,
        "length": math.log2(1 + len(found.agreed.rest)) / 6,
        "multiline": float("\n" in found.agreed.rest),
        "typed": min(len(found.agreed.typed), _TYPED) / _TYPED,
        "line_start": float(not before.strip()),
        "member": float("." in before[-24:] and before.rstrip()[-1:] != ";"),
        "argument": float(before.count("(") > before.count(")")),
        "query": float(cursor.surroundings is Surroundings.QUERY),
        "doc_comment": float(cursor.surroundings is Surroundings.DOC_COMMENT),
    }
