"""What speaks for a member of a receiver: its uses nearby and elsewhere, and what the line itself asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from operator import mul

from bsl_pilot.features.completing.expected import statement_of
from bsl_pilot.features.completing.hints import Hints, hints_of, stems
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.features.completing.seen import Seen, receiver_start, seen_members
from bsl_pilot.features.completing.shares import Receiver, Shares, shares, weighed
from bsl_pilot.features.completing.slot import Slot, slot_of
from bsl_pilot.features.completing.usage import Around, Usage
from bsl_pilot.features.completing.weights import WEIGHTS, Candidate, Features
from bsl_pilot.text.words import fold, humps, is_name

_REACH = 40
"""Tokens before a receiver in which a name is looked for."""


@dataclass(slots=True)
class Evidence:
    """What the place tells, and what the other modules do."""

    seen: Seen
    hints: Hints
    receiver: Receiver
    usage: Usage | None = None

    def scores(self, candidates: Sequence[Candidate]) -> list[float]:
        """The score of each candidate: higher is likelier."""
        return [sum(map(mul, one, WEIGHTS)) for one in self.features(candidates)]

    def features(self, candidates: Sequence[Candidate]) -> list[Features]:
        """What speaks for each candidate; fields stand in the order of their type."""
        found = shares(candidates, self.seen, self.receiver, self.usage)
        after, before = self._neighbours(candidates)
        return [
            self._features(one, share, at)._replace(next=at == after, previous=at == before)
            for at, (one, share) in enumerate(zip(candidates, found, strict=True))
        ]

    def _features(self, one: Candidate, share: Shares, at: int) -> Features:
        slot = self.receiver.slot
        statement = slot is Slot.STATEMENT
        assigned, read = statement and not one.called, not statement and not one.called
        near = weighed(share.near)
        recent = _nearness(one, self.seen.above)
        words = stems(one.label)
        like_line, like_around = self.hints.likeness(words)
        like_method = self.hints.like_method(words)
        return Features(
            likely=weighed(share.likely),
            near_called=near * one.called,
            near_read=near * read,
            near_assigned=near * assigned,
            far=weighed(share.far),
            elsewhere=weighed(share.elsewhere),
            similar=weighed(share.similar),
            anywhere=weighed(share.anywhere),
            habit=weighed(share.habit),
            sequel=weighed(share.sequel),
            prequel=weighed(share.prequel),
            context=weighed(share.context),
            recent_called=recent * one.called,
            recent_read=recent * read,
            recent_assigned=recent * assigned,
            hinted=self.hints.name in one.names,
            like_hint=self.hints.like_name(words),
            like_line=like_line,
            like_around=like_around,
            like_method_called=like_method * one.called,
            like_method_read=like_method * (not one.called),
            next=False,
            previous=False,
            field_read=one.field and not statement,
            field_assigned=one.field and statement,
            called_condition=one.called and slot is Slot.CONDITION,
            called_assigned=one.called and slot is Slot.ASSIGNED,
            boolean_condition=one.boolean and slot is Slot.CONDITION,
            boolean_other=one.boolean and slot not in (Slot.CONDITION, Slot.STATEMENT),
            export=one.export,
            procedure=one.procedure and not statement,
            procedure_statement=one.procedure and statement,
            function_statement=one.function and statement,
            unlisted=not one.listed,
            order=log(at + 1),
        )

    def _neighbours(self, candidates: Sequence[Candidate]) -> tuple[int, int]:
        """The field that its type has right after the one used last, and right before the one used next: fields are
        filled in their order."""
        after = before = -1
        for at, one in enumerate(candidates):
            if one.field and self.seen.last and self.seen.last in one.names:
                after = at + 1
            if one.field and self.seen.next and self.seen.next in one.names:
                before = at - 1
        return after, before


def evidence(
    scene: Scene, usage: Usage | None, names: Sequence[str] = (), types: Sequence[str] = ()
) -> Evidence:
    """What speaks for members after the dot before the cursor; ``types`` are the receiver's types by their English
    names, ``names`` what variables of them are often called, folded."""
    start = receiver_start(scene.before)
    before = scene.before[-2] if len(scene.before) > 1 else None
    word = scene.text(before) if before is not None and before.kind not in (")", "]") else ""
    parts = humps(word)
    folded = fold(word)
    alike = (*names, *((fold(parts[0]), fold(parts[-1])) if len(parts) > 1 else ()))
    seen = seen_members(scene, start)
    receiver = Receiver(
        folded,
        tuple(one for one in dict.fromkeys(alike) if one != folded),
        types,
        Around(seen.last, seen.next, _named_before(scene)),
        slot_of(statement_of(scene.before), start),
    )
    return Evidence(seen, hints_of(scene, start), receiver, usage)


def _named_before(scene: Scene) -> str:
    """The name before the last word of the receiver that the index has as a row, too; empty for none nearby."""
    tokens = scene.before
    for at in range(len(tokens) - 3, max(len(tokens) - _REACH, -1), -1):
        token, before = tokens[at], tokens[at - 1].kind if at else ""
        if token.kind == "string" and is_name(name := scene.text(token)[1:-1]):
            return fold(name)
        if token.kind == "identifier" and (tokens[at + 1].kind in (".", "(", "[") or before in (".", "new")):
            return fold(scene.text(token))
    return ""


def _nearness(one: Candidate, order: Mapping[str, int]) -> float:
    """1 for the nearest, a half for the next one, 0 for none."""
    return max((1 / (order[name] + 1) for name in one.names if name in order), default=0.0)
