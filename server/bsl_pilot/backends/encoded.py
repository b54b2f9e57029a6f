"""A text that is asked for again and again while it is typed into, in tokens: what stayed is not encoded again."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.trie import common_begin

Ids = NDArray[np.int32]


class Encoded:
    """The tokens of the last text. Used by one thread."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._text = ""
        self._starts: list[int] = []  # of each piece, in characters
        self._firsts: list[int] = [0]  # of each piece, in tokens; the last says how many there are
        self._ids: Ids = np.zeros(0, np.int32)

    def encode(self, text: str) -> Ids:
        """The tokens of a text, as ``Tokens.encode`` gives them."""
        if text != self._text:
            self._become(text)
        return self._ids

    def _become(self, text: str) -> None:
        head = common_begin(self._text, text)
        tail = common_end(self._text, text, min(len(self._text), len(text)) - head)
        kept = max(0, bisect_right(self._starts, head) - 2)  # the last one's end depends on what follows
        behind = self._first_line(len(self._text) - tail)
        begin = self._starts[kept] if kept else 0
        old_end = self._starts[behind] if behind < len(self._starts) else len(self._text)
        end = old_end + len(text) - len(self._text)
        pieces = [*self._tokens.pieces(text[begin:end])][::-1]
        new = [self._tokens.piece(piece) for _, piece in pieces]
        shift = end - old_end
        ids = np.fromiter((token for one in new for token in one), np.int32)
        sizes = [*map(len, new), *_sizes(self._firsts[behind:])]
        self._starts = [
            *self._starts[:kept],
            *(begin + start for start, _ in pieces),
            *(start + shift for start in self._starts[behind:]),
        ]
        self._ids = np.concatenate([self._ids[: self._firsts[kept]], ids, self._ids[self._firsts[behind] :]])
        self._firsts = [*self._firsts[:kept], *accumulate(sizes, initial=self._firsts[kept])]
        self._text = text

    def _first_line(self, least: int) -> int:
        """The first piece behind ``least`` that begins where it would in any text."""
        ends = [*self._starts[1:], len(self._text)]
        at = bisect_right(
            self._starts, least
        )  # not at ``least`` itself: what stands before it is another now
        while at < len(self._starts) and not self._tokens.begins_line(self._text, self._starts[at], ends[at]):
            at += 1
        return at


def common_end(one: str, other: str, most: int) -> int:
    """Characters, at most so many, that both end with."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _sizes(firsts: list[int]) -> list[int]:
    return [after - first for first, after in pairwise(firsts)]
