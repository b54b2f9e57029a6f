"""Members and query fields of a project, hidden and asked for: the places, the answers and their figures.

The lists that are asked for are those that the server would send for the folder as it is on disk, with the module
under test as it is typed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.evaluation.members import (
    Answer,
    Clock,
    Hidden,
    Ranks,
    ask,
    field_words,
    member_words,
    sample,
)
from bsl_pilot.evaluation.metrics import quantile
from bsl_pilot.evaluation.project import Opened, Wanted, is_judged
from bsl_pilot.features.completing.item import Completion
from bsl_pilot.features.completion import completion
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

EACH = 5
"""Places of one module at most."""
PREFIXES = (0, 2)
"""Letters of the hidden word that are typed when completion is asked."""
QUERY_FIELDS = "query fields"

Advance = Callable[[int, int], None]


class Plan(NamedTuple):
    """How many places, drawn by which seed; in the modules that weights were not fitted to, or in all of them."""

    dots: int = 2000
    fields: int = 500
    seed: int = 0
    every_module: bool = False

    @property
    def wanted(self) -> Wanted:
        """Which modules places are taken from."""
        return _all if self.every_module else is_judged


@dataclass
class Asked:
    """Answers by the kind of place; of how many dots the receiver's type is known."""

    ranks: dict[str, Ranks] = field(default_factory=dict)
    dots: int = 0
    known: int = 0

    @property
    def known_share(self) -> float:
        """Dots whose receiver's type is known, of all."""
        return self.known / self.dots if self.dots else 0.0

    def add(self, kind: str, answer: Answer, about: str) -> None:
        """Counts an answer; ``about`` says what a miss was asked of."""
        self.ranks.setdefault(kind, Ranks()).add(answer, about)


def ask_all(
    opened: Opened, plan: Plan, advance: Advance = lambda _done, _all: None, clock: Clock = time.process_time
) -> Asked:
    """Hides and asks for as many members and query fields as planned, or as there are."""
    found = Asked()
    total = plan.dots + plan.fields
    chance = random.Random(plan.seed)  # noqa: S311  (places are drawn, no secrets)
    documents = opened.documents(chance, plan.wanted)
    for path, document, word in sample(documents, member_words, plan.dots, EACH, chance):
        _member(found, _Place(opened, path, document, word), clock)
        advance(found.dots, total)
    chance = random.Random(plan.seed)  # noqa: S311  (places are drawn, no secrets)
    documents = opened.documents(chance, plan.wanted)
    for at, (path, document, word) in enumerate(sample(documents, field_words, plan.fields, EACH, chance), 1):
        answer = _Place(opened, path, document, word).answer(0, clock)
        found.add(QUERY_FIELDS, answer, opened.below(path))
        advance(plan.dots + at, total)
    return found


def as_figures(asked: Asked, plan: Plan) -> dict[str, object]:
    """The figures as JSON has them; latencies are CPU milliseconds of one answer."""
    return {
        "version": 1,
        "seed": plan.seed,
        "every_module": plan.every_module,
        "dots": asked.dots,
        "receiver_known": round(asked.known_share, 4),
        "places": {
            name: {
                "places": len(one.answers),
                "in_list": round(one.found, 4),
                "mrr": round(one.mrr, 4),
            }
            for name, one in sorted(asked.ranks.items())
        },
        "cpu_ms": {
            name: {f"p{share}": round(quantile(one.seconds, share / 100) * 1000, 1) for share in (50, 95)}
            for name, one in sorted(asked.ranks.items())
        },
    }


def _all(_path: str) -> bool:
    return True


class _Place(NamedTuple):
    """A hidden word of a module of a project."""

    opened: Opened
    path: str
    document: Document
    word: Hidden

    def answer(self, typed: int, clock: Clock) -> Answer:
        """Asks for the word when so many of its letters are typed."""
        return ask(self.document, self.word, typed, self._completion, clock)

    def _completion(self, edited: Document, offset: int) -> Completion:
        return completion(edited, offset, knowledge=self.opened.knowledge(self.path, edited))


def _member(found: Asked, place: _Place, clock: Clock) -> None:
    word = place.word
    hidden = place.document.edit([ByteEdit(word.start, word.rest, b"")])
    types = place.opened.knowledge(place.path, hidden).inference.receiver(word.start - 1)
    found.dots += 1
    found.known += bool(types)
    about = "|".join(sorted({one.name for one in types})) or "?"
    for typed in PREFIXES:
        name = f"members, {typed} letters" if types else f"unknown receiver, {typed} letters"
        found.add(name, place.answer(typed, clock), about)
