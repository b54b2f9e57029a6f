"""What inference knows of real code: of how many dots it knows what stands before them, and how often it is right.

The author's code is the judge: after a receiver whose type is known stands a member that its author took to be
there. How sure a miss is depends on the type. ``LISTED``: all members are known (the platform's catalogue, an
object of metadata, a common module), so a miss is an error, of inference or of the catalogue. ``FIELDS``: some
fields were found in the code (keys, columns), others may be added elsewhere. ``OPEN``: the type is known and its
members come from data that nobody saw (a structure that is a parameter), which judges nothing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from bsl_pilot.types.code import Expr, Member, MethodCall
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import data_fields, platform_members
from bsl_pilot.types.members import has_member
from bsl_pilot.types.model import Type, Types
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.ports import World

Clock = Callable[[], float]


class Sureness(IntEnum):
    """How much is known of the members of a type."""

    LISTED = 0
    FIELDS = 1
    OPEN = 2


class Seen(NamedTuple):
    """One dot: byte, receiver as its types, the member behind (empty while it is not typed), whether it is there."""

    offset: int
    types: Types
    member: str
    sureness: Sureness
    right: bool
    seconds: float


@dataclass(slots=True)
class Receivers:
    """Counts over many modules. Seconds are of one question each, asked in the order of the text."""

    modules: int = 0
    dots: int = 0
    known: int = 0
    judged: Counter[Sureness] = field(default_factory=Counter)
    right: Counter[Sureness] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    misses: Counter[str] = field(default_factory=Counter)

    def add(self, code: DocumentCode, world: World, clock: Clock = time.perf_counter) -> None:
        """Counts one module."""
        self.modules += 1
        for seen in dots_of(Inference(world, code), code, clock):
            self.dots += 1
            self.seconds.append(seen.seconds)
            if not seen.types:
                continue
            self.known += 1
            if not seen.member:
                continue
            self.judged[seen.sureness] += 1
            self.right[seen.sureness] += seen.right
            if not seen.right:
                names = "|".join(sorted({one.name for one in seen.types}))
                self.misses[f"{seen.sureness.name} {names}.{seen.member}"] += 1

    @property
    def share(self) -> float:
        """Dots whose receiver's type is known, of all."""
        return self.known / self.dots if self.dots else 0.0

    def correct(self, sureness: Sureness) -> float:
        """Known receivers of that kind whose type has the member that stands there."""
        return self.right[sureness] / self.judged[sureness] if self.judged[sureness] else 0.0


def dots_of(inference: Inference, code: DocumentCode, clock: Clock) -> Iterator[Seen]:
    """Every dot of a module."""
    read: set[int] = set()
    for part in code.document.parts:
        _, flow, start = code.around(part.start)
        if flow is None or id(flow) in read:  # the statements of the body are one
            continue
        read.add(id(flow))
        behind = _members_behind(flow.expressions)
        for dot, receiver in sorted(flow.receivers.items()):
            before = clock()
            types = inference.receiver(start + dot)
            seconds = clock() - before
            member = behind.get(id(receiver), "")
            right = bool(types) and bool(member) and has_member(inference, types, member)
            sureness = max((_sureness(inference.world, one) for one in types), default=Sureness.OPEN)
            yield Seen(start + dot, types, member, sureness, right, seconds)


def _members_behind(expressions: list[Expr]) -> dict[int, str]:
    """Names of members by the identity of the expressions that they are taken of."""
    return {id(one.object): one.name for one in expressions if isinstance(one, Member | MethodCall)}


_WITHOUT_RECORD = frozenset({"Enumeration", "CommonModule"})
"""Types of inference's own whose members are known all the same."""


def _sureness(world: World, type_: Type) -> Sureness:
    members = platform_members(world, type_)
    has_record = bool(members.methods or members.properties) or type_.name in _WITHOUT_RECORD
    if has_record and not members.dynamic:
        return Sureness.LISTED
    if type_.object and data_fields(world, type_):
        return Sureness.LISTED
    return Sureness.FIELDS if type_.fields else Sureness.OPEN
