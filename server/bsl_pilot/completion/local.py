"""What the open document itself says about the next token: nearer places count more.

Half of what project memory is worth comes from here, and a third of that from the text behind the cursor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion.recall import NOTHING, Allowed, Counts, Recall, counted, draft
from bsl_pilot.completion.suffixes import DEPTH

CAP = 256
"""The most places that are counted, the nearest first."""
REACH = 16_384
"""Tokens before and behind the cursor that are remembered: some 2,000 lines each way."""
NEAR = 300
"""Tokens at whose distance a place counts half. Fitted on four repositories; from 100 to 1,000 it hardly matters."""

Ids = Sequence[int] | NDArray[Any]


class LocalMemory:
    """The tokens around the cursor, looked through anew for each question: there is nothing to keep up to date."""

    def __init__(self, before: Ids, behind: Ids = ()) -> None:
        """``before`` ends at the cursor, or where a half-typed token begins; ``behind`` begins behind the cursor."""
        above = np.asarray(before[-REACH:], np.int32)
        below = np.asarray(behind[:REACH], np.int32)
        self._codes = np.concatenate([below, np.array([-1], np.int32), above])
        distance = np.concatenate([np.arange(len(below) + 1), np.arange(len(above), 0, -1)])
        self._weights: Counts = (NEAR / (NEAR + distance)).astype(np.float32)

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        """See `recall.Recaller`; the counts are weights by distance, 1 at the cursor."""
        for length, places in reversed(list(self._matches(context[-DEPTH:]))):
            tokens = self._codes[places]
            known = tokens >= 0 if allowed is None else (tokens >= 0) & allowed[tokens]
            if known.any():
                weights = self._weights[places[known]]
                near = weights.argsort()[-CAP:] if len(weights) > CAP else slice(None)
                return Recall(length, *counted(tokens[known][near], weights[near]))
        return NOTHING

    def draft(self, context: Sequence[int], most: int, stop: Callable[[int], bool]) -> list[int]:
        """See `recall.draft`."""
        return draft([self], context, most, stop)

    def _matches(self, context: Sequence[int]) -> Iterator[tuple[int, NDArray[np.intp]]]:
        """Lengths of ends of ``context`` that are met, shortest first, and the places behind them."""
        if not context:
            return
        places = np.flatnonzero(self._codes[:-1] == context[-1]) + 1
        for length in range(1, len(context) + 1):
            if not len(places):
                return
            yield length, places
            if length == len(context):
                return
            places = places[places > length]
            places = places[self._codes[places - length - 1] == context[-1 - length]]
