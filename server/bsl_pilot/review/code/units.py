"""The pieces of a module that rules look at one by one: each method, and all that stands between two methods.

What is found out about a piece is remembered with its parts, so that after a keystroke one piece is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple, TypeVar

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.syntax.parts import Body, Part

T = TypeVar("T")

BETWEEN = "between"
"""Kind of a piece that is no method."""


class Unit(NamedTuple):
    """One piece: kind of its part (or `BETWEEN`), its bytes in the module, and its parts, at least one."""

    kind: str
    start: int
    end: int
    parts: tuple[Part, ...]
    first: int
    """Which child of the tree's root the first part is."""

    @property
    def shape(self) -> tuple[tuple[int, Body], ...]:
        """What it is made of, wherever it stands."""
        return tuple((part.start - self.start, part.body) for part in self.parts)


def units(document: Document) -> Iterator[Unit]:
    """All pieces in the order of the text."""
    run: list[Part] = []
    count = 0
    for start, body in document.parts.bodies():
        if body.kind in METHODS:
            if run:
                yield _between(run, count)
                run = []
            yield Unit(body.kind, start, start + body.length, (Part(start, body),), count)
        else:
            run.append(Part(start, body))
        count += 1
    if run:
        yield _between(run, count)


def _between(run: list[Part], count: int) -> Unit:
    return Unit(BETWEEN, run[0].start, run[-1].end, tuple(run), count - len(run))


def remembered(unit: Unit, key: Hashable, compute: Callable[[], T]) -> T:
    """What ``compute`` gives of a piece, from memory while the piece is the same.

    The value must depend on nothing but the piece's text and tree and ``key``, in offsets relative to the piece.
    """
    facts = unit.parts[0].body.facts
    if len(unit.parts) == 1 and unit.kind is not BETWEEN:
        known: Any = facts.get(key, facts)
        if known is facts:
            known = facts[key] = compute()
        value: T = known
        return value
    shape = unit.shape
    name = (BETWEEN, key)
    memory: tuple[object, T] | None = facts.get(name)
    if memory is None or memory[0] != shape:
        memory = facts[name] = (shape, compute())
    return memory[1]
