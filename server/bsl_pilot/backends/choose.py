"""Which token comes next: what the model and the memories think, what is typed already, which names exist."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.healing import Candidates
from bsl_pilot.backends.runtime import Logits
from bsl_pilot.completion.recall import Recall

Probabilities = NDArray[np.float32]
Mix = Callable[[Probabilities, Sequence[Recall]], Probabilities]
Admits = Callable[[int], bool]
"""Whether a token, written next, leaves only names that exist."""

_CANDIDATES = 8
"""The most tokens that are looked at for one whose names exist."""
_FLOOR = 1e-9
"""The least probability that has a logarithm here."""


class Choice(NamedTuple):
    """A token and what was known about it."""

    token: int
    log: float
    """Natural logarithm of its probability among the tokens that could stand there."""
    recalled: bool
    """Whether a memory proposed it too: it is what most often followed."""


def probabilities(logits: Logits) -> Probabilities:
    """The softmax of one row of logits."""
    raised: Probabilities = np.exp(logits - logits.max())
    raised /= raised.sum()
    return raised


def only(likely: Probabilities, among: Candidates) -> Probabilities:
    """How probable the tokens ``among`` are, given that it is one of them; zero for all others."""
    kept = np.zeros_like(likely)
    kept[among] = likely[among]
    total = kept.sum()
    return kept / total if total else kept


def choose(
    likely: Probabilities,
    recalls: Sequence[Recall] = (),
    among: Candidates | None = None,
    admits: Admits | None = None,
) -> Choice | None:
    """The most probable token of those ``among`` which it must be, and that ``admits`` lets pass.

    If none of the best passes it is the best after all: whoever shows the text has the last word on it. None if
    there is no candidate.
    """
    shares = likely if among is None else likely[among]
    if not len(shares):
        return None
    at = int(shares.argmax())
    token = at if among is None else int(among[at])
    if admits is not None and not admits(token):
        at, token = _admitted(shares, among, admits) or (at, token)
    share = float(shares[at]) / (float(shares.sum()) or 1.0)
    return Choice(token, math.log(max(share, _FLOOR)), any(recall.best == token for recall in recalls))


def _admitted(shares: Probabilities, among: Candidates | None, admits: Admits) -> tuple[int, int] | None:
    """Index and id of the best of the candidates that pass."""
    most = min(_CANDIDATES, len(shares))
    best = np.argpartition(-shares, most - 1)[:most]
    for at in best[np.lexsort((best, -shares[best]))]:
        token = int(at) if among is None else int(among[at])
        if admits(token):
            return int(at), token
    return None
