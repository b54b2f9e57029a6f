"""What a memory says about the next token, and how it drafts several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Tokens = NDArray[np.int32]
Counts = NDArray[np.float32]
Allowed = NDArray[np.bool_]
"""For each token of the vocabulary whether it may come next."""


class Recall(NamedTuple):
    """The tokens that followed a context wherever it was met."""

    length: int
    """Tokens before the cursor that were met; 0 where nothing was."""
    tokens: Tokens
    """Each token once."""
    counts: Counts
    """How often each followed; of places that are too many, a sample. All are positive."""

    @property
    def share(self) -> float:
        """Share of the most frequent token; 0 for none."""
        return float(self.counts.max() / self.counts.sum()) if len(self.counts) else 0.0

    @property
    def best(self) -> int:
        """The most frequent token, -1 for none."""
        return int(self.tokens[self.counts.argmax()]) if len(self.tokens) else -1


NOTHING = Recall(0, np.zeros(0, np.int32), np.zeros(0, np.float32))


class Recaller(Protocol):
    """A memory."""

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        """What followed the longest end of ``context`` that was met and that a token in ``allowed`` followed."""
        ...


def counted(tokens: Tokens, weights: Counts | None = None) -> tuple[Tokens, Counts]:
    """Each token once, and how often it is there or the sum of its ``weights``."""
    counts: dict[int, float] = {}
    ones = repeat(1.0) if weights is None else weights.tolist()
    for token, one in zip(tokens.tolist(), ones, strict=False):  # faster than numpy: there are few
        counts[token] = counts.get(token, 0.0) + one
    size = len(counts)
    return np.fromiter(counts, np.int32, size), np.fromiter(counts.values(), np.float32, size)


def merge(one: Recall, other: Recall) -> Recall:
    """The longer of two recalls; their sum where they are of one length."""
    if one.length != other.length:
        return one if one.length > other.length else other
    tokens, counts = counted(
        np.concatenate([one.tokens, other.tokens]), np.concatenate([one.counts, other.counts])
    )
    return Recall(one.length, tokens, counts)


def draft(  # noqa: PLR0913  (the last two are for those who measure)
    memories: Sequence[Recaller],
    context: Sequence[int],
    most: int,
    stop: Callable[[int], bool],
    *,
    length: int = 2,
    share: float = 0.5,
) -> list[int]:
    """At most ``most`` tokens that probably follow: those most often met, while they are met often enough.

    Ends behind a token for which ``stop`` says so, and before one for which no memory knows ``length`` tokens of
    context or gives it at least ``share`` of what followed. Of memories that know equally much the first counts.
    """
    drafted: list[int] = []
    path = list(context)
    while len(drafted) < most:
        found = max((memory.recall(path) for memory in memories), key=lambda one: one.length, default=NOTHING)
        if found.length < length or found.share < share:
            break
        drafted.append(found.best)
        path.append(found.best)
        if stop(found.best):
            break
    return drafted
