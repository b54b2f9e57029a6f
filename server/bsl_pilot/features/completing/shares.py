"""How large the share of each member is among all that is used behind the same receiver, here and elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from bsl_pilot.features.completing.habits import habits
from bsl_pilot.features.completing.seen import Seen
from bsl_pilot.features.completing.slot import Slot
from bsl_pilot.features.completing.usage import NO_FOLLOWERS, Around, Followers, Usage, together
from bsl_pilot.features.completing.weights import Candidate

_FLOOR = 0.003
"""A share that is as good as none."""
_FEW = 2.0
"""Uses that are added to the number that a share is of: few uses say little."""


class Receiver(NamedTuple):
    """What stands before the dot: its last word, folded; folded words that such receivers are often called by; the
    English names of its types; what stands around; the place in its statement."""

    word: str
    alike: Sequence[str]
    types: Sequence[str]
    around: Around
    slot: Slot


class Shares(NamedTuple):
    """The shares of one member, each from 0 to 1.

    ``near`` is the method, ``far`` the module, ``elsewhere`` the other modules behind the same word, ``similar`` behind
    words like it, ``anywhere`` whatever stands before the dot, ``habit`` code of others behind the same type.
    ``sequel``, ``prequel`` and ``context`` are those of ``elsewhere`` where the same member was used above, the same
    below, or the same name stands before; ``alike`` the three together behind words like it and behind the type.
    """

    near: float
    far: float
    elsewhere: float
    similar: float
    anywhere: float
    habit: float
    sequel: float
    prequel: float
    context: float
    alike: float

    @property
    def likely(self) -> float:
        """All of them together; what fits to what stands around counts double."""
        return sum(self[:6]) + 2 * sum(self[6:])


def weighed(share: float) -> float:
    """A share as the model sees it: 0 for none, and one more for each three times as large."""
    return log(1 + share / _FLOOR)


def shares(
    candidates: Sequence[Candidate], seen: Seen, receiver: Receiver, usage: Usage | None
) -> list[Shares]:
    """The shares of each candidate."""
    same, alike, anywhere = _elsewhere(candidates, receiver, usage)
    known, types = habits(), receiver.types
    beside = [_shares(candidates, one) for one in (alike.sequel, alike.prequel, alike.context)]
    beside.append(_shares(candidates, known.sequels(types, receiver.around.last)))
    columns = (
        _shares(candidates, seen.near),
        _shares(candidates, seen.far),
        _spread(candidates, same),
        _spread(candidates, alike),
        _shares(candidates, anywhere),
        _shares(candidates, known.uses(types, receiver.slot)),
        _shares(candidates, same.sequel),
        _shares(candidates, same.prequel),
        _shares(candidates, same.context),
        [sum(one) for one in zip(*beside, strict=True)],
    )
    return [Shares(*one) for one in zip(*columns, strict=True)]


def _elsewhere(
    candidates: Sequence[Candidate], receiver: Receiver, usage: Usage | None
) -> tuple[Followers, Followers, Mapping[str, int]]:
    """What stands behind the same word, behind words like it, and counts of the names alone."""
    if usage is None:
        return NO_FOLLOWERS, NO_FOLLOWERS, {}
    names = list(dict.fromkeys(name for one in candidates for name in one.names))
    begins = receiver.slot is Slot.STATEMENT
    words = [receiver.word, *receiver.alike]
    same, *alike = (usage.after(word, names, receiver.around, statement=begins) for word in words)
    return same, together(alike), usage.counts(names)


def _counted(candidates: Sequence[Candidate], counts: Mapping[str, int]) -> list[int]:
    return [sum(counts.get(name, 0) for name in dict.fromkeys(one.names)) for one in candidates]


def _shares(candidates: Sequence[Candidate], counts: Mapping[str, int]) -> list[float]:
    """How large the share of each candidate is among the counts of all."""
    if not counts:
        return [0.0] * len(candidates)
    found = _counted(candidates, counts)
    total = sum(found) + _FEW
    return [one / total for one in found]


def _spread(candidates: Sequence[Candidate], followers: Followers) -> list[float]:
    """How large the share of each candidate is among all that stands behind a word. What others are called there
    belongs to those of the same sort, in equal parts: each form has items of its own."""
    found = _counted(candidates, followers.counts)
    total = followers.called + followers.read + _FEW
    called = [one.called for one in candidates]
    parts = {}
    for sort, uses in ((True, followers.called), (False, followers.read)):
        of_sort = sum(count for count, is_called in zip(found, called, strict=True) if is_called == sort)
        parts[sort] = max(uses - of_sort, 0) / max(called.count(sort), 1)
    return [(count + parts[is_called]) / total for count, is_called in zip(found, called, strict=True)]
