"""Fits the weights by which completion orders members (features/completing/evidence.py).

    python bench/fit_members.py FOLDER… [--dots N] [--seed S] [--passes N]

Places are like those of bench/members.py, in the quarter of the modules that it leaves out. One weight after the
other is moved as long as the member that the author wrote comes higher (mean reciprocal rank); prints the weights and
that rank before and after, also on places that were held out. Only figures leave this script.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.evaluation.members import member_words, sample
from bsl_pilot.features.completing import evidence as model
from bsl_pilot.features.completing.evidence import Candidate, Evidence, Features
from bsl_pilot.features.completion import completion
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.text.words import fold
from members import EACH, Bench, opened

Place = tuple[NDArray[np.float64], int]
LEAST = 0.0003
"""A gain that is worth to move a weight."""
HELD_OUT = 4
"""Every fourth place is not fitted to."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--dots", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--passes", type=int, default=6)
    asked = parser.parse_args()
    places: list[Place] = []
    for folder in asked.folders:
        places += _places(opened(folder), asked.dots, random.Random(asked.seed))
    held = places[::HELD_OUT]
    fitted = [one for at, one in enumerate(places) if at % HELD_OUT]
    start = np.array(model.WEIGHTS)
    weights = fit(fitted, start, asked.passes)
    print(f"{len(fitted)} places, {len(held)} held out")
    print(f"before: {mrr(fitted, start):.4f}, held out {mrr(held, start):.4f}")
    print(f"after:  {mrr(fitted, weights):.4f}, held out {mrr(held, weights):.4f}")
    print(", ".join(f"{name}={value:.2f}" for name, value in zip(Features._fields, weights, strict=True)))


def fit(places: Sequence[Place], weights: NDArray[np.float64], passes: int) -> NDArray[np.float64]:
    """The weights after so many passes of coordinate ascent with steps that get smaller."""
    best = mrr(places, weights)
    step = 1.0
    for _ in range(passes):
        for at in range(len(weights)):
            for move in (step, -step):
                tried = weights.copy()
                tried[at] += move * max(abs(weights[at]), 0.1)
                found = mrr(places, tried)
                if found > best + LEAST:
                    best, weights = found, tried
        step *= 0.7
    return weights


def mrr(places: Sequence[Place], weights: NDArray[np.float64]) -> float:
    """The mean of one by the rank of what was written; of equals the first comes first, as in the list."""
    return sum(1 / _rank(features @ weights, right) for features, right in places) / len(places)


def _rank(scores: NDArray[np.float64], right: int) -> int:
    return 1 + int((scores > scores[right]).sum()) + int((scores[:right] == scores[right]).sum())


def _places(bench: Bench, most: int, chance: random.Random) -> list[Place]:
    """The features of what is offered at each place, and which of it was written."""
    found: list[Place] = []
    for path, document, word in sample(
        bench.documents(chance, fitted=True), member_words, most, EACH, chance
    ):
        name = fold(document.text.data[word.start : word.end].decode())
        hidden = document.edit([ByteEdit(word.start, word.rest, b"")])
        offered = _offered(bench, path, hidden, word.start)
        right = next((at for at, (one, _) in enumerate(offered) if name in one.names), -1)
        if right >= 0 and len(offered) > 1:
            found.append((np.array([features for _, features in offered]), right))
    return found


def _offered(bench: Bench, path: str, document: Document, offset: int) -> list[tuple[Candidate, Features]]:
    seen: list[tuple[Candidate, Features]] = []

    class Recorder(Evidence):
        def scores(self, candidates: Sequence[Candidate]) -> list[float]:
            seen.extend(zip(candidates, self.features(candidates), strict=True))
            return super().scores(candidates)

    original, model.Evidence = model.Evidence, Recorder  # type: ignore[misc]
    try:
        completion(document, offset, knowledge=bench.knowledge(path, document))
    finally:
        model.Evidence = original  # type: ignore[misc]
    return seen


if __name__ == "__main__":
    main()
