#!/usr/bin/env python3
"""Counts what members of the platform's types are used for in real code, into the file that completion reads.

    python3 scripts/member_habits.py FOLDER…      writes the package's file from all of these

The folders are those of the repositories that models may be trained on, less the ones whose code completion is judged
by. Nothing but counts of the platform's own names is kept: how often each follows a type in each place of a
statement, and how often it follows another one of the same receiver.
"""

from __future__ import annotations

import argparse
import random
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "server"), str(ROOT)]

from bsl_pilot.app.opening import open_project  # noqa: E402  (the path of the package comes first)
from bsl_pilot.app.workspace import Workspace  # noqa: E402
from bsl_pilot.evaluation.project import Opened  # noqa: E402
from bsl_pilot.evaluation.receivers import dots_of  # noqa: E402
from bsl_pilot.features.completing.expected import statement_of  # noqa: E402
from bsl_pilot.features.completing.habits import DATA, Habits, platform_name  # noqa: E402
from bsl_pilot.features.completing.seen import receiver_start  # noqa: E402
from bsl_pilot.features.completing.slot import Slot, slot_of  # noqa: E402
from bsl_pilot.locale import Locale  # noqa: E402
from bsl_pilot.syntax.document import Document  # noqa: E402
from bsl_pilot.syntax.lexer import Token, tokens  # noqa: E402
from bsl_pilot.text.words import fold, fold_bytes  # noqa: E402
from bsl_pilot.types.members import members_named  # noqa: E402

LEAST = 3
"""Uses of a member that are worth a line; less often seen pairs are chance."""
MOST = 400
"""Tokens before a dot in which its statement begins."""


class Use(NamedTuple):
    """A member at a place: the type's English name, the folded Russian ones of it and of the one before; the slot."""

    type: str
    member: str
    last: str
    slot: Slot


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=DATA)
    asked = parser.parse_args()
    uses: Counter[Use] = Counter()
    for folder in asked.folders:
        uses.update(uses_of(opened_at(folder)))
    asked.out.write_text(habits_of(uses).text(), encoding="utf-8", newline="\n")
    print(f"{uses.total()} uses of {len({use.member for use in uses})} members")


def opened_at(folder: Path) -> Opened:
    """A project, indexed."""
    return open_project(Workspace.of(str(folder), lambda _settings: Locale.EN), str(folder))


def habits_of(uses: Counter[Use]) -> Habits:
    """What is seen often enough."""
    members: Counter[tuple[str, str]] = Counter()
    pairs: Counter[tuple[str, str, str]] = Counter()
    for use, count in uses.items():
        members[use.type, use.member] += count
        if use.last:
            pairs[use.type, use.last, use.member] += count
    slots: dict[str, dict[str, list[int]]] = {}
    for use, count in uses.items():
        if members[use.type, use.member] >= LEAST:
            slots.setdefault(use.type, {}).setdefault(use.member, [0] * len(Slot))[use.slot] += count
    sequels: dict[str, dict[str, dict[str, int]]] = {}
    for (type_, last, member), count in pairs.items():
        if count >= LEAST:
            sequels.setdefault(type_, {}).setdefault(last, {})[member] = count
    return Habits(
        {name: {of: tuple(counts) for of, counts in found.items()} for name, found in slots.items()}, sequels
    )


def uses_of(opened: Opened) -> Iterator[Use]:
    """The uses of platform members in the modules of a project."""
    chance = random.Random(0)  # noqa: S311  (all modules, in any order)
    for path, document in opened.documents(chance, lambda _path: True):
        inference = opened.knowledge(path, document).inference
        places = Places(document)
        last: dict[bytes, str] = {}
        for seen in dots_of(inference, opened.project.code(document, path), lambda: 0.0):
            receiver, slot = places.at(seen.offset)
            members = members_named(inference, seen.types, seen.member) if seen.member else []
            for member in members:
                if name := platform_name(member):
                    yield Use(member.owner.name, name, last.get(receiver, ""), slot)
            last[receiver] = platform_name(members[0]) if members else fold(seen.member)


class Places:
    """Receivers of a document and where in their statements they stand, asked for in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part = -1
        self._tokens: list[Token] = []

    def at(self, dot: int) -> tuple[bytes, Slot]:
        """The receiver before a dot, folded and with the method that it is in, and its slot."""
        part = self._document.parts.at(dot)
        assert part is not None
        data = self._document.text.data
        if part.start != self._part:
            self._part = part.start
            found = tokens(data, part.start, part.end)
            self._tokens = [one for one in found if one.kind not in ("comment", "preproc")]
        at = bisect_left(self._tokens, dot, key=lambda one: one.start)
        before = self._tokens[max(0, at - MOST) : at + 1]
        start = receiver_start(before)
        return b"%d %s" % (part.start, fold_bytes(data[start:dot]).encode()), slot_of(
            statement_of(before), start
        )


if __name__ == "__main__":
    main()
