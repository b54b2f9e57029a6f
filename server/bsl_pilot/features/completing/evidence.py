"""What speaks for a member of a receiver: its uses nearby and elsewhere, and what the line itself asks for.

The weights are fitted by ``bench/fit_members.py`` to modules that its evaluation leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from bsl_pilot.features.completing.expected import statement_of
from bsl_pilot.features.completing.hints import Hints, hints_of, stems
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.features.completing.seen import Seen, receiver_start, seen_members
from bsl_pilot.features.completing.usage import Followers, Usage
from bsl_pilot.text.words import fold, humps

_FLOOR = 0.003
"""A share that is as good as none."""
_FEW = 2.0
"""Uses that are added to the number that a share is of: few uses say little."""


class Candidate(NamedTuple):
    """A member: its folded names in both languages, its name as written, and what it is: a field, a method of a
    module, something with parentheses, a procedure, something that is listed for the type."""

    names: tuple[str, str]
    label: str
    field: bool = False
    export: bool = False
    called: bool = False
    procedure: bool = False
    listed: bool = True


class Features(NamedTuple):
    """What the model weighs. Shares are logarithms, from 0 (none) up; the rest is 0 or 1, or a part of 1.

    ``near`` is the method, ``far`` the module, ``elsewhere`` the other modules behind the same word, ``similar`` behind
    words like it, ``anywhere`` whatever stands before the dot; ``last`` is what was used last before the cursor and
    ``next`` the field after it.
    """

    near_called: float
    near_read: float
    near_assigned: float
    far: float
    elsewhere: float
    similar: float
    anywhere: float
    hinted: float
    like_line: float
    like_around: float
    next: float
    last_called: float
    last_read: float
    last_assigned: float
    field_read: float
    field_assigned: float
    called_statement: float
    export: float
    procedure: float
    unlisted: float
    order: float


WEIGHTS = Features(
    near_called=0.04,
    near_read=0.07,
    near_assigned=0.00,
    far=0.33,
    elsewhere=0.07,
    similar=0.00,
    anywhere=0.10,
    hinted=2.00,
    like_line=2.00,
    like_around=1.00,
    next=-0.07,
    last_called=-0.05,
    last_read=0.10,
    last_assigned=-0.17,
    field_read=1.00,
    field_assigned=0.50,
    called_statement=0.00,
    export=0.15,
    procedure=-3.00,
    unlisted=0.40,
    order=-0.01,
)


@dataclass(slots=True)
class Evidence:
    """What the place tells. ``word`` is the last word of the receiver, folded; ``alike`` are folded words that such
    receivers are often called by: names of its types, parts of its own name."""

    seen: Seen
    hints: Hints
    statement: bool
    word: str
    alike: Sequence[str] = ()
    usage: Usage | None = None

    def scores(self, candidates: Sequence[Candidate]) -> list[float]:
        """The score of each candidate: higher is likelier."""
        return [
            sum(value * weight for value, weight in zip(one, WEIGHTS, strict=True))
            for one in self.features(candidates)
        ]

    def features(self, candidates: Sequence[Candidate]) -> list[Features]:
        """What speaks for each candidate; fields stand in the order of their type."""
        near, far = _shares(candidates, self.seen.near), _shares(candidates, self.seen.far)
        elsewhere, similar, anywhere = self._elsewhere(candidates)
        following = self._after_last(candidates)
        found = []
        for at, one in enumerate(candidates):
            assigned = self.statement and not one.called
            is_last = float(self.seen.last in one.names)
            like_line, like_around = self.hints.likeness(stems(one.label))
            found.append(
                Features(
                    near_called=near[at] if one.called else 0.0,
                    near_read=0.0 if one.called or assigned else near[at],
                    near_assigned=near[at] if assigned else 0.0,
                    far=far[at],
                    elsewhere=elsewhere[at],
                    similar=similar[at],
                    anywhere=anywhere[at],
                    hinted=float(self.hints.name in one.names),
                    like_line=like_line,
                    like_around=like_around,
                    next=float(at == following),
                    last_called=is_last if one.called else 0.0,
                    last_read=0.0 if one.called or assigned else is_last,
                    last_assigned=is_last if assigned else 0.0,
                    field_read=float(one.field and not self.statement),
                    field_assigned=float(one.field and self.statement),
                    called_statement=float(one.called and self.statement),
                    export=float(one.export),
                    procedure=float(one.procedure and not self.statement),
                    unlisted=float(not one.listed),
                    order=log(at + 1),
                )
            )
        return found

    def _elsewhere(self, candidates: Sequence[Candidate]) -> tuple[list[float], list[float], list[float]]:
        """Shares behind the same word, behind words like it, and of the names alone."""
        if self.usage is None:
            return ([0.0] * len(candidates),) * 3
        names = list(dict.fromkeys(name for one in candidates for name in one.names))
        same = self.usage.after(self.word, names, statement=self.statement) if self.word else Followers({})
        alike = [self.usage.after(word, names, statement=self.statement) for word in self.alike]
        return (
            _spread(candidates, same),
            _spread(candidates, _together(alike)),
            _shares(candidates, self.usage.counts(names)),
        )

    def _after_last(self, candidates: Sequence[Candidate]) -> int:
        """The field that its type has right after the one used last: fields are filled in their order."""
        if not (self.statement and self.seen.last):
            return -1
        fields = (at for at, one in enumerate(candidates, 1) if one.field and self.seen.last in one.names)
        return next(fields, -1)


def evidence(scene: Scene, usage: Usage | None, types: Sequence[str] = ()) -> Evidence:
    """What speaks for members after the dot before the cursor; ``types`` are folded names of the receiver's types."""
    start = receiver_start(scene.before)
    statement = statement_of(scene.before)
    begins = bool(statement) and statement[0].start == start
    before = scene.before[-2] if len(scene.before) > 1 else None
    word = scene.text(before) if before is not None and before.kind not in (")", "]") else ""
    parts = humps(word)
    alike = (*types, *((fold(parts[0]), fold(parts[-1])) if len(parts) > 1 else ()))
    folded = fold(word)
    alike = tuple(one for one in dict.fromkeys(alike) if one != folded)
    return Evidence(seen_members(scene, start), hints_of(scene, start), begins, folded, alike, usage)


def _together(found: Sequence[Followers]) -> Followers:
    counts: dict[str, int] = {}
    for one in found:
        for name, count in one.counts.items():
            counts[name] = counts.get(name, 0) + count
    return Followers(counts, sum(one.called for one in found), sum(one.read for one in found))


def _counted(candidates: Sequence[Candidate], counts: Mapping[str, int]) -> list[int]:
    return [sum(counts.get(name, 0) for name in dict.fromkeys(one.names)) for one in candidates]


def _shares(candidates: Sequence[Candidate], counts: Mapping[str, int]) -> list[float]:
    """How large the share of each candidate is among the counts of all."""
    if not counts:
        return [0.0] * len(candidates)
    found = _counted(candidates, counts)
    total = sum(found) + _FEW
    return [log(1 + one / total / _FLOOR) for one in found]


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
    return [
        log(1 + (count + parts[is_called]) / total / _FLOOR)
        for count, is_called in zip(found, called, strict=True)
    ]
