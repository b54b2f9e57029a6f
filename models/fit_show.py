"""Held-out repositories → the curve that decides what is shown.

    python models/fit_show.py /repositories/otymko_JOneS … --limit 300

Tries cursors with the real engine, whose show-filter holds nothing back, and keeps what the filter would have
looked at beside whether the text was exactly right. A logistic curve is fitted to that, and the threshold is the
lowest one whose texts are right often enough. Writes ``completion/show.json`` of the package, or ``--out FILE``.

Use ``dev`` repositories of ``sources.tsv`` only: the others must stay unseen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bsl_pilot import completion
from bsl_pilot.app.completion import CompletionOptions, open_completion
from bsl_pilot.app.evaluating import build_of, modules_of
from bsl_pilot.app.knowledge import of_other_modules
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.show import DATA, Curve, shipped
from bsl_pilot.evaluation.cursors import Cursor, sample
from bsl_pilot.evaluation.known import KnownNames
from bsl_pilot.evaluation.metrics import exact
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.scan import Group
from bsl_pilot.evaluation.subject import Build
from bsl_pilot.evaluation.trial import Bench, Trial
from bsl_pilot.evaluation.virtual import Paced, VirtualClock, run
from bsl_pilot.locale import Locale

PRECISION = 0.78
"""Share of the shown texts that shall be exactly right, a shown text being an interruption."""
SHRINK = 1.0
"""Weight of the squares in the fit: some features are rare in a few hundred cursors."""
BY_HAND = ("typed",)
"""Weights that cursors without typing say nothing of; they stay."""
OTHER_SHARE = 4
INVOKED = 0.0
"""The threshold when asked by hand: whoever asks wants to see what there is."""


@dataclass(frozen=True)
class Recorder(Curve):
    """Shows everything and keeps what it looked at."""

    seen: list[Mapping[str, float]] = field(default_factory=list)

    def probability(self, features: Mapping[str, float]) -> float:
        self.seen.append(dict(features))
        return 1.0


def main() -> None:
    """Fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("repositories", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=300, help="cursors of each repository")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--out", type=Path, default=Path(completion.__path__[0]) / DATA, help="what is written"
    )
    options = parser.parse_args()
    rows: list[tuple[Mapping[str, float], bool]] = []
    for folder in options.repositories:
        some = observed(folder, options.limit, options.seed)
        rows += some
        print(
            f"{folder.name}: {len(some)} texts, right {np.mean([right for _, right in some]):.3f}", flush=True
        )
    if not rows:
        raise SystemExit(
            "no text was written at any cursor: there is nothing to fit; take other repositories"
        )
    curve = fitted(rows, [folder.name for folder in options.repositories])
    values = {"version": 1, **{name: getattr(curve, name) for name in Curve.__slots__}}
    options.out.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values, ensure_ascii=False, indent=1))


def observed(folder: Path, limit: int, seed: int) -> list[tuple[Mapping[str, float], bool]]:
    """What the filter saw of each text, and whether it was right."""
    workspace = Workspace.of(str(folder), lambda _settings: Locale.EN)
    modules = modules_of(workspace, folder)
    joined = open_completion(workspace, CompletionOptions())
    try:
        joined.learn(of_other_modules(modules, joined.tokens))
        joined.wait()
        recorder = Recorder(0.0, 0.0, 0.0, {})
        counts = {Group.CODE: limit, Group.QUERY: limit // OTHER_SHARE, Group.COMMENT: limit // OTHER_SHARE}
        return tried(modules, sample(modules, counts, seed), recorder, build_of(joined, recorder))
    finally:
        joined.close()


def tried(
    modules: Modules, cursors: list[Cursor], recorder: Recorder, build: Build
) -> list[tuple[Mapping[str, float], bool]]:
    """Tries the cursors; texts that a filter dropped are left out."""
    names = KnownNames(modules, lambda _name: True)

    async def work(clock: VirtualClock) -> list[tuple[Mapping[str, float], bool]]:
        subject = build(clock, lambda backend: Paced(backend, clock), everything=False)
        bench = Bench(modules, subject, names)
        rows = []
        for cursor in cursors:
            recorder.seen.clear()
            trial: Trial = await bench.try_cursor(cursor)
            if trial.written is not None and recorder.seen:
                rows.append((recorder.seen[0], exact(trial.written.text, cursor.target)))
        await subject.engine.close()
        return rows

    return run(work)


def fitted(rows: list[tuple[Mapping[str, float], bool]], names: list[str]) -> Curve:
    """The curve of these observations."""
    before = shipped()
    features = [name for name in rows[0][0] if name not in BY_HAND]
    x = np.array([[row[name] for name in features] for row, _ in rows])
    y = np.array([right for _, right in rows], float)
    weights = logistic(np.hstack([np.ones((len(x), 1)), x]), y)
    chances = 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
    threshold = lowest(chances, y)
    shown = chances >= threshold
    print(f"shown {shown.mean():.3f} of the texts, right {y[shown].mean():.3f}, threshold {threshold:.3f}")
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0):
        best = np.argsort(-chances)[: int(share * len(y))]
        print(f"  the surest {share:4.0%}: right {y[best].mean():.3f}")
    by_hand = {name: before.weights[name] for name in BY_HAND}
    values = {name: round(float(weight), 4) for name, weight in zip(features, weights[1:], strict=True)}
    how = f"{len(y)} texts of {', '.join(names)}"
    return Curve(
        round(threshold, 3),
        INVOKED,
        round(float(weights[0]), 4),
        {**values, **by_hand},
        how,
    )


def logistic(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, by Newton's method; the first column is the bias."""
    weights = np.zeros(x.shape[1])
    ridge = SHRINK * np.eye(x.shape[1])
    ridge[0, 0] = 0
    for _ in range(30):
        chances = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chances - y) + ridge @ weights
        curvature = (x * (chances * (1 - chances))[:, None]).T @ x + ridge
        weights -= np.linalg.solve(curvature, slope)
    return weights


def lowest(chances: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The lowest threshold at which so many of the shown texts are right."""
    order = np.argsort(-chances)
    right = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    enough = np.flatnonzero(right >= PRECISION)
    return float(chances[order][enough[-1]]) if len(enough) else 0.5


if __name__ == "__main__":
    main()
