"""What members of the platform's types are used for, as counted in real code: the shipped counts.

They say what is likely in a project that has no code of its own yet. The file is written by
``scripts/member_habits.py``; each of its lines is a member with its counts by slot, or a pair of members that the
same receiver was used with one after the other::

    Query	установитьпараметр	310 0 0 0 0 0
    Query	текст	установитьпараметр	120
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from bsl_pilot.features.completing.slot import Slot
from bsl_pilot.text.words import fold
from bsl_pilot.types.members import Member, MemberKind

DATA = Path(__file__).parent / "data" / "habits.tsv"

Slots = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Counts by slot, of types by their English name and members by their folded Russian one."""
Pairs = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Counts of members by type and by the member that was used before."""


class Habits:
    """Counts of members. Immutable."""

    def __init__(self, slots: Slots, pairs: Pairs) -> None:
        self._slots = slots
        self._pairs = pairs

    def uses(self, types: Iterable[str], slot: Slot) -> dict[str, int]:
        """How often each member of the types is used in such a place, by folded Russian name."""
        found: dict[str, int] = {}
        for type_ in types:
            for name, counts in self._slots.get(type_, {}).items():
                if counts[slot]:
                    found[name] = found.get(name, 0) + counts[slot]
        return found

    def sequels(self, types: Iterable[str], last: str) -> dict[str, int]:
        """How often each member is used next where the receiver was used with ``last`` before."""
        found: dict[str, int] = {}
        for type_ in types if last else ():
            for name, count in self._pairs.get(type_, {}).get(last, {}).items():
                found[name] = found.get(name, 0) + count
        return found

    def text(self) -> str:
        """The file's contents."""
        lines = [
            f"{type_}\t{name}\t{' '.join(map(str, counts))}\n"
            for type_, members in sorted(self._slots.items())
            for name, counts in sorted(members.items())
        ]
        lines += [
            f"{type_}\t{last}\t{name}\t{count}\n"
            for type_, befores in sorted(self._pairs.items())
            for last, members in sorted(befores.items())
            for name, count in sorted(members.items())
        ]
        return "".join(lines)

    @classmethod
    def parse(cls, text: str) -> Habits:
        """What ``text`` gave."""
        slots: dict[str, dict[str, tuple[int, ...]]] = {}
        pairs: dict[str, dict[str, dict[str, int]]] = {}
        for line in text.splitlines():
            type_, name, *rest = line.split("\t")
            if len(rest) == 1:
                slots.setdefault(type_, {})[name] = tuple(map(int, rest[0].split()))
            else:
                pairs.setdefault(type_, {}).setdefault(name, {})[rest[0]] = int(rest[1])
        return cls(slots, pairs)


@lru_cache(maxsize=1)
def habits() -> Habits:
    """The shipped counts; read once, in some milliseconds."""
    return Habits.parse(DATA.read_text(encoding="utf-8"))


def platform_name(member: Member) -> str:
    """The folded Russian name of a member that the platform gives; empty for what developers name."""
    given = member.platform is not None or (member.kind is MemberKind.FIELD and bool(member.name.en))
    return fold(member.name.ru) if given else ""
