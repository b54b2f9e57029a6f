"""The parts of a module taken together where only together they make sense.

A whole method is one unit, and so is each comment, preprocessor line and `Перем` between methods. All else,
the statements of the module's body and what is left of a method that the parser could not put together,
makes one unit as long as nothing of the former stands between: so a half-typed header is seen with its name
and its parameters although the tree has them apart.

Facts about units are remembered with the parts, as `Parts.facts` does it for single ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple, TypeVar

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.syntax.parts import Body, Part, Parts

T = TypeVar("T")

LOOSE = "loose"
"""Kind of a unit that is not one method, comment, preprocessor line or declaration of variables."""

_GLUE = PREPROC | {"comment"}
_WHOLE = METHODS | {"module_variable"}
_ALONE = _GLUE | _WHOLE
_UNKNOWN: Any = object()


class Unit(NamedTuple):
    """One unit: its kind (that of its part, or `LOOSE`), its bytes, and its parts, which are never none."""

    kind: str
    start: int
    end: int
    parts: tuple[Part, ...]

    def data(self, document: Document) -> bytes:
        """The text of the unit."""
        return document.text.data[self.start : self.end]

    def nodes(self, document: Document) -> Iterator[tuple[int, Node]]:
        """The nodes of the parts, each with its offset in the unit."""
        for part in self.parts:
            yield part.start - self.start, document.parts.node(part)


def units(document: Document) -> Iterator[Unit]:
    """All units in the order of the text."""
    for one in _grouped(document.parts):
        yield one if isinstance(one, Unit) else _alone(*one)


def _grouped(parts: Parts) -> Iterator[tuple[int, Body] | Unit]:
    """The parts that are units by themselves, nearly all of nearly all modules, as they are; of the others units."""
    run: list[Part] = []
    glue: list[Part] = []  # belongs to the run when more of it follows
    for one in parts.bodies():
        kind = one[1].kind
        if kind in _ALONE and not run:
            yield one
        elif kind in _GLUE:
            glue.append(Part(*one))
        elif kind in _WHOLE:
            yield from _flushed(run, glue)
            yield one
        else:
            run += [*glue, Part(*one)]
            glue.clear()
    if run:
        yield from _flushed(run, glue)


def _flushed(run: list[Part], glue: list[Part]) -> Iterator[tuple[int, Body] | Unit]:
    yield Unit(LOOSE, run[0].start, run[-1].end, tuple(run))
    yield from glue
    run.clear()
    glue.clear()


def _alone(start: int, body: Body) -> Unit:
    return Unit(body.kind, start, start + body.length, (Part(start, body),))


def unit_at(document: Document, offset: int) -> Unit | None:
    """The unit that contains `offset` or ends there; of two that meet there, the latter."""
    part = document.parts.at(offset)
    if part is not None and part.body.kind in _WHOLE:
        return _alone(part.start, part.body)
    found: Unit | None = None
    for unit in units(document):
        if unit.start > offset:
            break
        if offset <= unit.end:
            found = unit
    return found


def unit_facts(
    document: Document, compute: Callable[[Document, Unit], T], *, key: Hashable = None
) -> Iterator[tuple[str, int, int, T]]:
    """Kind, start, end and `compute(document, unit)` of every unit, from memory where it has not changed since.

    `compute` must depend on nothing but the unit's text, its nodes and `key`, and give offsets relative to
    the unit's start. This runs over the whole module at every keystroke: a unit that is known costs no object.
    """
    name = (compute, key)
    for one in _grouped(document.parts):
        if isinstance(one, Unit):
            yield one.kind, one.start, one.end, _fact(document, one, compute, name)
            continue
        start, body = one
        value = body.facts.get(name, _UNKNOWN)
        if value is _UNKNOWN:
            value = _fact(document, _alone(start, body), compute, name)
        yield body.kind, start, start + body.length, value


def unit_fact(
    document: Document, unit: Unit, compute: Callable[[Document, Unit], T], *, key: Hashable = None
) -> T:
    """The same for one unit."""
    return _fact(document, unit, compute, (compute, key))


def _fact(document: Document, unit: Unit, compute: Callable[[Document, Unit], T], name: Hashable) -> T:
    known = unit.parts[0].body.facts
    if unit.kind is not LOOSE:
        if name not in known:
            known[name] = compute(document, unit)
        value: T = known[name]
        return value
    # The memory of several parts lies with the first; it holds while the parts and their distances are the same.
    shape = tuple((part.start - unit.start, part.body) for part in unit.parts)
    memory: tuple[object, T] | None = known.get((LOOSE, name))
    if memory is None or memory[0] != shape:
        memory = known[(LOOSE, name)] = (shape, compute(document, unit))
    return memory[1]
