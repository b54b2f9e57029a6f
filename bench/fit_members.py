"""Fits the weights by which completion orders members (features/completing/weights.py).

    python bench/fit_members.py FOLDER[,FOLDER]… [--dots N] [--seed S]

The folders are those that scripts/member_habits.py counts, and none that an evaluation looks at; what has the same
origin is joined by a comma, and its habits are counted in the others alone. A place is a dot whose member is hidden;
the weights make the member that the author wrote as likely as they can (a softmax over what is offered, by gradient
descent). Prints them with the mean reciprocal rank before and after. Only figures leave this script.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.member_habits import Use, habits_of, opened_at, uses_of

from bsl_pilot.evaluation.asked import EACH
from bsl_pilot.evaluation.members import member_words, sample
from bsl_pilot.evaluation.project import Opened
from bsl_pilot.features.completing import shares
from bsl_pilot.features.completing.evidence import Evidence
from bsl_pilot.features.completing.weights import WEIGHTS, Candidate, Features
from bsl_pilot.features.completion import completion
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.text.words import fold

Numbers = NDArray[np.float64]
STEPS, RATE = 600, 0.08
DECAY = 3e-4
"""What a weight costs: features that say the same share it."""


class Place(NamedTuple):
    """What is offered at a dot: a row of features for each, and which of it was written."""

    features: Numbers
    right: int


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", metavar="FOLDER[,FOLDER]")
    parser.add_argument("--dots", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    groups = [[opened_at(Path(one)) for one in group.split(",")] for group in asked.folders]
    uses = [Counter(use for one in group for use in uses_of(one)) for group in groups]
    places = [
        place
        for at, group in enumerate(groups)
        for one in group
        for place in _places(one, _others(uses, at), asked.dots, random.Random(asked.seed))
    ]
    start = np.array(WEIGHTS)
    weights = fit(places)
    print(
        f"{len(places)} places; mean reciprocal rank {mrr(places, start):.4f}, now {mrr(places, weights):.4f}"
    )
    print(
        "\n".join(f"    {name}={value:.2f}," for name, value in zip(Features._fields, weights, strict=True))
    )


def _others(uses: Sequence[Counter[Use]], at: int) -> Counter[Use]:
    """What is counted in all groups but one."""
    found: Counter[Use] = Counter()
    for other, counts in enumerate(uses):
        found += counts if other != at else Counter()
    return found


def fit(places: Sequence[Place]) -> Numbers:
    """The weights that make what was written likeliest (Adam, with a rate that falls)."""
    rows = np.concatenate([one.features for one in places])
    sizes = np.array([len(one.features) for one in places])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = np.zeros(len(rows))
    right[starts + np.array([one.right for one in places])] = 1
    weights, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        likely = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        slope = rows.T @ (likely - right) / len(places) + 2 * DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = weights - RATE * np.sqrt(1 - step / (STEPS + 1)) * move
    return weights


def mrr(places: Sequence[Place], weights: Numbers) -> float:
    """The mean of one by the rank of what was written; of equals the first comes first, as in the list."""
    return sum(1 / _rank(one.features @ weights, one.right) for one in places) / max(len(places), 1)


def _rank(scores: Numbers, right: int) -> int:
    return 1 + int((scores > scores[right]).sum()) + int((scores[:right] == scores[right]).sum())


def _places(opened: Opened, counted: Counter[Use], most: int, chance: random.Random) -> Iterator[Place]:
    """Dots whose receiver is known, with what is offered there."""
    documents = opened.documents(chance, lambda _path: True)
    habits = habits_of(counted)
    with patch.object(shares, "habits", lambda: habits):
        for path, document, word in sample(documents, member_words, most, EACH, chance):
            name = fold(document.text.data[word.start : word.end].decode())
            hidden = document.edit([ByteEdit(word.start, word.rest, b"")])
            offered = _offered(opened, path, hidden, word.start)
            right = next((at for at, (one, _) in enumerate(offered) if name in one.names), -1)
            if right >= 0 and len(offered) > 1:
                yield Place(np.array([features for _, features in offered], np.float64), right)


def _offered(opened: Opened, path: str, document: Document, offset: int) -> list[tuple[Candidate, Features]]:
    """The candidates of a dot with their features; none where the receiver's type is not known."""
    seen: list[tuple[Candidate, Features]] = []
    knowledge = opened.knowledge(path, document)
    if not knowledge.inference.receiver(offset - 1):
        return []

    def scores(evidence: Evidence, candidates: Sequence[Candidate]) -> list[float]:
        seen.extend(zip(candidates, evidence.features(candidates), strict=True))
        return [0.0] * len(candidates)

    with patch.object(Evidence, "scores", scores):
        completion(document, offset, knowledge=knowledge)
    return seen


if __name__ == "__main__":
    main()
