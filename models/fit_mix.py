"""Fits the weights of the memories against the model: ``bsl_pilot/completion/mix.json``.

    python models/fit_mix.py MODEL CORPUS [--positions 20000] [--seed 1] [--write [FILE]]

``MODEL`` is a folder with ``model.onnx`` and ``tokenizer.json``, ``CORPUS`` what ``corpus.py`` wrote: only its
``dev.jsonl`` is looked at, never the repositories that are measured on. At tokens of code lines drawn from each
repository alike, the model's distribution and the recalls (project without the file; the file above the cursor and
below its line) are taken; the constants of the scores are those of the largest likelihood of the mixture, found by
Adam with a weak pull to zero. Half of the files fit, the other half judge; then both fit what is written.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.choose import probabilities
from bsl_pilot.backends.onnx_runtime import open_runtime
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.local import LocalMemory
from bsl_pilot.completion.memory import Memory, remember
from bsl_pilot.completion.mix import (
    FEATURES,
    LENGTHS,
    MEMORIES,
    Seen,
    constants,
    features,
    length_class,
    mixed,
)
from bsl_pilot.completion.prompt import compose, header
from bsl_pilot.completion.recall import Recall

CONTEXT = 192
"""Tokens before a window, as many as the model is given when it serves."""
WINDOW = 48
"""Tokens that are predicted at a time."""
STEPS, RATE, PULL = 600, 0.05, 1e-3

Floats = NDArray[np.float64]


class Source(NamedTuple):
    """One file of a repository, in tokens."""

    repository: str
    path: str
    tokens: list[int]
    lines: list[int]
    """For each token the number of its line."""
    code: list[bool]
    """For each line whether it is code: no comment, no query text, not empty."""


class Point(NamedTuple):
    """One token that was to be predicted."""

    path: str
    token: int
    likely: NDArray[np.float32]
    recalls: tuple[Recall, ...]


class Table(NamedTuple):
    """Points as numbers: rows are points, the second axis the memories."""

    values: Floats
    """(points, memories, FEATURES)."""
    there: NDArray[np.bool_]
    """(points, memories): whether it recalled anything."""
    shares: Floats
    """(points, memories): what it gives to the true token."""
    model: Floats
    """(points,): what the model gives to it."""


def main() -> None:
    """Collects, fits, judges, and writes if asked to."""
    options = _options()
    tokens = Tokens.load(options.model / "tokenizer.json")
    runtime = open_runtime(options.model / "model.onnx", CONTEXT + WINDOW + 64)
    sources = _sources(options.corpus / "dev.jsonl", tokens)
    points = list(_points(sources, runtime, tokens, options))
    half = {source.path for at, source in enumerate(sources) if at % 2}
    fitting, judging = ([one for one in points if (one.path in half) == which] for which in (False, True))
    fitted = fit(tabled(fitting))
    print(
        f"{len(points)} tokens of {len(sources)} files, judged by {len(judging)} of files that were not fitted to"
    )
    _print("model alone", judging, None)
    _print("mix as shipped", judging, _rows(constants()))
    _print("mix by length only", judging, fit(tabled(fitting), only=len(LENGTHS)))
    _print("mix", judging, fitted)
    if options.write:
        _write(
            fit(tabled(points)),
            f"models/fit_mix.py, {len(points)} tokens of dev.jsonl, model {options.model.name}",
            options.write,
        )


def tabled(points: Sequence[Point]) -> Table:
    """What the likelihood depends on."""
    size = (len(points), len(MEMORIES))
    values, there = np.zeros((*size, len(FEATURES))), np.zeros(size, np.bool_)
    shares, model = np.zeros(size), np.zeros(len(points))
    for row, point in enumerate(points):
        best = int(point.likely.argmax())
        seen = Seen(best, float(point.likely[best]))
        model[row] = point.likely[point.token]
        for column, recall in enumerate(point.recalls):
            if not recall.length:
                continue
            others = [other.best for other in point.recalls if other is not recall]
            there[row, column] = True
            values[row, column, length_class(recall.length)] = 1
            values[row, column, len(LENGTHS) :] = features(point.likely, seen, recall, others)
            shares[row, column] = recall.counts[recall.tokens == point.token].sum() / recall.counts.sum()
    return Table(values, there, shares, model)


def fit(table: Table, only: int = len(FEATURES)) -> Floats:
    """Constants (memories, FEATURES) of the largest mean log-likelihood; ``only`` the first features are used."""
    used = np.zeros(len(FEATURES))
    used[:only] = 1
    found = np.zeros((len(MEMORIES), len(FEATURES)))
    first, second = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        slope = (_slope(table, found) - PULL * found) * used
        first += 0.1 * (slope - first)
        second += 0.001 * (slope**2 - second)
        found += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return found


def _slope(table: Table, scores: Floats) -> Floats:
    """The gradient of the mean log-likelihood.

    For a mixture Σ w·p with softmax weights the derivative by a score is w·(p / mixture - 1).
    """
    weights = _weights(table, scores)
    mixture = (1 - weights.sum(1)) * table.model + (weights * table.shares).sum(1) + 1e-9
    pulls = weights * (table.shares / mixture[:, None] - 1)
    slope: Floats = np.einsum("nm,nmf->mf", pulls, table.values) / len(mixture)
    return slope


def _weights(table: Table, scores: Floats) -> Floats:
    raised = np.exp(np.minimum(30, np.einsum("nmf,mf->nm", table.values, scores))) * table.there
    weights: Floats = raised / (1 + raised.sum(1, keepdims=True))
    return weights


def _print(name: str, points: Sequence[Point], scores: Floats | None) -> None:
    """Mean logarithm of the true token's probability, and how often it is the most probable one."""
    logs, right = [], 0
    by_name = {} if scores is None else dict(zip(MEMORIES, scores.tolist(), strict=True))
    for point in points:
        likely = point.likely if scores is None else mixed(point.likely, point.recalls, by_name)
        logs.append(np.log(max(float(likely[point.token]), 1e-9)))
        right += int(likely.argmax()) == point.token
    print(f"{name:20} log {np.mean(logs):7.3f}  right {right / max(1, len(points)):.3f}")


def _points(
    sources: Sequence[Source], runtime: Runtime, tokens: Tokens, options: argparse.Namespace
) -> Iterator[Point]:
    """The tokens of code lines in windows drawn at random, each repository as often as any other."""
    chance = random.Random(options.seed)  # noqa: S311
    by_repository: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_repository[source.repository].append(source)
    memories = {
        name: remember(tokens.size, [(one.path, np.array(one.tokens, np.int32)) for one in some])
        for name, some in by_repository.items()
    }
    left = options.positions
    names = sorted(by_repository)
    while left > 0:
        for name in names:
            source = chance.choices(by_repository[name], [len(one.tokens) for one in by_repository[name]])[0]
            first = chance.randrange(1, len(source.tokens) - 1)
            for point in _window(source, first, runtime, tokens, memories[name]):
                left -= 1
                yield point


def _window(source: Source, first: int, runtime: Runtime, tokens: Tokens, memory: Memory) -> Iterator[Point]:
    last = min(first + WINDOW, len(source.tokens))
    before = max(0, first - CONTEXT)
    prompt = compose(tokens.encode(header(source.path)), [], source.tokens[before : last - 1])
    runtime.rewind(0)
    rows = runtime.feed(prompt, keep=last - first)
    project = memory.view(source.path)
    for at, logits in zip(range(first, last), rows, strict=True):
        line = source.lines[at]
        if not source.code[line]:
            continue
        behind = next(
            (one for one in range(at, len(source.tokens)) if source.lines[one] > line), len(source.tokens)
        )
        local = LocalMemory(source.tokens[:at], source.tokens[behind:])
        context = source.tokens[max(0, at - 64) : at]
        recalls = (local.recall(context), project.recall(context))
        yield Point(source.path, source.tokens[at], probabilities(logits[: tokens.size]), recalls)


def _sources(path: Path, tokens: Tokens) -> list[Source]:
    found = []
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines = [f"\n{line}" if at else line for at, line in enumerate(row["text"].split("\n"))]
            ids = [tokens.encode(line) for line in lines]
            found.append(
                Source(
                    row["repository"],
                    row["path"],
                    [token for line in ids for token in line],
                    [at for at, line in enumerate(ids) for _ in line],
                    [bool(line.strip()) and not line.strip().startswith(("//", "|", "#")) for line in lines],
                )
            )
    return [source for source in found if len(source.tokens) > WINDOW]


def _rows(scores: object) -> Floats:
    assert isinstance(scores, dict)
    return np.array([scores[name] for name in MEMORIES], np.float64)


def _write(scores: Floats, fitted: str, target: Path) -> None:
    about = {
        name: {feature: round(value, 4) for feature, value in zip(FEATURES, row, strict=True)}
        for name, row in zip(MEMORIES, scores.tolist(), strict=True)
    }
    target.write_text(json.dumps({"fitted": fitted, "scores": about}, indent=2) + "\n", encoding="utf-8")
    print(f"→ {target}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--positions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    shipped = Path(str(files("bsl_pilot.completion").joinpath("mix.json")))
    parser.add_argument("--write", type=Path, nargs="?", const=shipped, help="where; replaces what ships")
    return parser.parse_args()


if __name__ == "__main__":
    main()
