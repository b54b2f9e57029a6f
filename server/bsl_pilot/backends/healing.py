"""Token healing: a cursor cuts tokens in two, and a model that never saw such halves in training guesses badly.

The tokens at the end of a prompt that could be others if the text went on are taken back, and what is written
first must begin with their bytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.tokens import Ids, Tokens

Candidates = NDArray[np.intp]
_TABLES = 1024
"""Tables of allowed tokens that are remembered; most hold a few dozen ids."""


class Cut(NamedTuple):
    """A piece of text as a prompt ends with it."""

    ids: Ids
    """Tokens that stay as they are whatever follows."""
    pending: bytes
    """What must be written again."""


class Healer:
    """Takes tokens back at the cursor and says which may stand there instead."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._order = sorted(
            (token for token, spelling in enumerate(tokens.spelling) if spelling),
            key=tokens.spelling.__getitem__,
        )
        self._sorted = [tokens.spelling[token] for token in self._order]
        self._longest = max(map(len, self._sorted), default=0)
        self.allowed = lru_cache(_TABLES)(self._allowed)
        """``_allowed``, remembered."""

    def cut(self, piece: str) -> Cut:
        """The tokens at the end of a piece (see ``Tokens.pieces``) that may change are taken back.

        If the text goes on, some token may reach from inside of the piece over its end. The tokens before that
        one are then those of the text before it: byte pair encoding never looks over the border of a token. So
        what stays is what all such places have in common, and only the last unit of the pre-split can change.
        """
        ids = self._tokens.piece(piece)
        word = self._tokens.last_word(piece)
        last = self._tokens.word(word)
        before = len(ids) - len(last)
        if before < 0 or ids[before:] != tuple(last):  # a tokenizer with rules of its own: the whole unit
            before, last = self._outside(ids, len(word)), []
        stable = self._stable(word, last)
        sizes = accumulate((len(self._tokens.spelling[token]) for token in last[:stable]), initial=0)
        return Cut(ids[: before + stable], self._tokens.bytes_of(word)[max(sizes) :])

    def _outside(self, ids: Ids, size: int) -> int:
        """Number of the tokens before the last ``size`` bytes."""
        kept = len(ids)
        while kept and size > 0:
            kept -= 1
            size -= len(self._tokens.spelling[ids[kept]])
        return kept

    def _stable(self, word: str, last: list[int]) -> int:
        """How many tokens of a word stay whatever follows; one character of ``word`` is one byte."""
        data = self._tokens.bytes_of(word)
        stable = len(last)
        for at in range(len(data) - 1, max(-1, len(data) - self._longest), -1):
            if not stable:
                break
            if self._extends(data[at:]):
                stable = min(stable, _common(self._tokens.word(word[:at]), last))
        return stable

    def _extends(self, data: bytes) -> bool:
        """Whether some token begins with ``data`` and is longer."""
        at = bisect_right(self._sorted, data)
        return at < len(self._sorted) and self._sorted[at].startswith(data)

    def _allowed(self, pending: bytes) -> Candidates:
        """Ids of the tokens that begin with ``pending`` or that it begins with, in ascending order."""
        first = bisect_left(self._sorted, pending)
        behind = first
        while behind < len(self._sorted) and self._sorted[behind].startswith(pending):
            behind += 1
        found = self._order[first:behind]
        for size in range(1, min(len(pending), self._longest + 1)):
            at = bisect_left(self._sorted, pending[:size])
            if at < len(self._sorted) and self._sorted[at] == pending[:size]:
                found.append(self._order[at])
        return np.array(sorted(found), np.intp)


def _common(one: list[int], other: list[int]) -> int:
    """Length of the common begin."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))
