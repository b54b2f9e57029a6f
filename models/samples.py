"""Rows that the model is trained on, drawn from the token arrays that ``tokenizer.py encode`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion.prompt import END, MAX_HEADER, MAX_SUFFIX, PAD, compose

EVENNESS = 0.6
"""Power of a repository's size that its share goes with: small ones count more than their size."""
SHARES = {"1c-syntax/ssl_3_1_eng": 0.25}
"""A translation of another repository: English code is rarer in life than here."""
FILL_IN = 0.5
"""Share of rows that know what follows (fill-in-the-middle, suffix first)."""
ANONYMOUS = 0.1
"""Share of rows without the module's name."""
COMMENT = 0.25
"""Weight of a comment's tokens: prose is hard to guess, and code is what is completed."""
FAR = 0.5
"""Weight of tokens further than ``NEAR`` before a suffix: when served, the suffix is near."""
NEAR = 96
LEAST = 48
"""Tokens that a row must have left to begin another sample in it."""


class Rows(NamedTuple):
    """One step's data; all (rows, length)."""

    ids: NDArray[np.int64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float32]


class Data:
    """The tokens of one part of the corpus."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], seed: int) -> None:
        self._tokens = arrays["tokens"]
        self._comment = arrays["comment"]
        self._offsets = arrays["offsets"]
        self._headers = arrays["headers"]
        self._chances = _chances(np.diff(self._offsets), arrays["repository"], arrays["repositories"])
        self._random = np.random.default_rng(seed)

    @classmethod
    def load(cls, path: Path, seed: int) -> Data:
        """The arrays of a file that ``tokenizer.py encode`` wrote."""
        with np.load(path) as arrays:
            return cls(dict(arrays), seed)

    def rows(self, count: int, length: int, newlines: NDArray[np.bool_]) -> Rows:
        """``count`` full rows. ``newlines`` says of each token id whether it begins a line."""
        ids = np.full((count, length + 1), PAD, np.int64)
        weights = np.zeros((count, length + 1), np.float32)
        for row in range(count):
            at = 0
            while length + 1 - at >= LEAST:
                part, weight = self._sample(length + 1 - at, newlines)
                ids[row, at : at + len(part)] = part
                weights[row, at : at + len(part)] = weight
                at += len(part)
        return Rows(ids[:, :-1], ids[:, 1:], weights[:, 1:])

    def _sample(self, room: int, newlines: NDArray[np.bool_]) -> tuple[list[int], list[float]]:
        file = int(self._random.choice(len(self._chances), p=self._chances))
        first, last = int(self._offsets[file]), int(self._offsets[file + 1])
        header = [] if self._random.random() < ANONYMOUS else [i for i in self._headers[file].tolist() if i]
        if (
            self._random.random() < FILL_IN
            and last - first > LEAST
            and room >= LEAST + MAX_HEADER + MAX_SUFFIX
        ):
            return self._fill_in(first, last, header, room, newlines)
        start = int(self._random.integers(first, max(first + 1, last - LEAST // 2)))
        prompt = compose(header, [], [])
        end = min(last, start + room - len(prompt))
        ids = [*prompt, *self._tokens[start:end].tolist()]
        weights = [*[0.0] * len(prompt), *self._weights(start, end)]
        if end == last and len(ids) < room:
            ids.append(END)
            weights.append(1.0)
        return ids, weights

    def _fill_in(
        self, first: int, last: int, header: list[int], room: int, newlines: NDArray[np.bool_]
    ) -> tuple[list[int], list[float]]:
        """Code up to a line end (sometimes up to anywhere), told what follows, and then the end."""
        cut = int(self._random.integers(first + 8, last))
        if self._random.random() < 0.85:
            ahead = np.flatnonzero(newlines[self._tokens[cut : cut + 64]])
            cut += int(ahead[0]) if len(ahead) else 0
        behind = self._tokens[cut : min(last, cut + int(self._random.integers(8, MAX_SUFFIX + 1)))]
        prompt = compose(header, behind.tolist(), [])
        start = max(first, cut - (room - len(prompt) - 1))
        weights = np.array(self._weights(start, cut))
        weights[: max(0, len(weights) - NEAR)] *= FAR
        ids = [*prompt, *self._tokens[start:cut].tolist(), END]
        return ids, [*[0.0] * len(prompt), *weights.tolist(), 1.0]

    def _weights(self, start: int, end: int) -> list[float]:
        weights: list[float] = np.where(self._comment[start:end], COMMENT, 1.0).tolist()
        return weights


def _chances(
    lengths: NDArray[np.int64], repository: NDArray[np.uint16], names: NDArray[np.str_]
) -> NDArray[np.float64]:
    """The chance of each file: by its length within its repository, by ``EVENNESS`` between them."""
    sizes = np.bincount(repository, weights=lengths, minlength=len(names))
    wanted = sizes**EVENNESS * [SHARES.get(str(name), 1.0) for name in names]
    chances = lengths / sizes[repository] * wanted[repository]
    return np.asarray(chances / chances.sum())
