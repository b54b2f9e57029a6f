"""How the process that looks at the pieces of a document hands on what it collected to the one that knows the
workspace: each piece once, in short, without nodes."""

from __future__ import annotations

import pickle
import time
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple

from bsl_pilot.review.code.units import Unit, remembered
from bsl_pilot.review.engine import looked_at
from bsl_pilot.review.finding import Range
from bsl_pilot.review.module import MethodFacts, VariableFacts
from bsl_pilot.review.program import PieceResult, Program
from bsl_pilot.syntax.document import Document

NOTHING = 0
"""The number of the state before anything was handed on."""
_STATES = 4
"""States that are remembered: an answer that nobody waited for any more is not the last one that was taken."""
_numbers = count(time.time_ns())  # another process that takes over begins behind ours


class Piece(NamedTuple):
    """What is handed on of a piece; offsets of the piece."""

    method: MethodFacts | None
    variables: tuple[VariableFacts, ...]
    body: Range | None
    collected: Mapping[str, Any]
    """By the keys of the rules that ask for it where the workspace is known."""


class Place(NamedTuple):
    """Where a piece stands: the number of what was found out about it, and its bytes of the module."""

    number: int
    start: int
    end: int


class Handover(NamedTuple):
    """All pieces of one version of a document."""

    after: int
    """The state that the receiver has; `NOTHING` where all is told anew."""
    state: int
    """The number of this one."""
    places: tuple[Place, ...]
    """In the order of the text."""
    pieces: tuple[tuple[int, bytes], ...]
    """Those that are new since, each by its number, packed by itself: it is unpacked in small steps."""


class Handing:
    """The giving side, of one document."""

    def __init__(self) -> None:
        self._given: dict[int, frozenset[int]] = {}

    def over(self, document: Document, program: Program, have: int) -> Handover:
        """What a receiver that has the state ``have`` lacks."""
        after = have if have in self._given else NOTHING
        known = self._given.get(have, frozenset())
        places: list[Place] = []
        pieces: list[tuple[int, bytes]] = []
        for unit, result in looked_at(document, program):
            place = Place(_number(unit, program), unit.start, unit.end)
            places.append(place)
            if place.number not in known:
                pieces.append((place.number, packed(_piece(result, program))))
        state = next(_numbers)
        self._given[state] = frozenset(one.number for one in places)
        for old in list(self._given)[:-_STATES]:
            del self._given[old]
        return Handover(after, state, tuple(places), tuple(pieces))


def _number(unit: Unit, program: Program) -> int:
    return remembered(unit, (program, "number"), lambda: next(_numbers))


def _piece(result: PieceResult, program: Program) -> Piece:
    asked = program.asked_of_workspace
    method, variables, body = result.facts
    return Piece(method, variables, body, {key: one for key, one in result.collected.items() if key in asked})


def packed(value: Handover | Piece) -> bytes:
    """A handover or a piece, for another process of ours."""
    return pickle.dumps(value, protocol=5)


def unpacked(data: bytes) -> Any:
    """What another process of ours packed."""
    return pickle.loads(data)  # noqa: S301  (from our own child, over its private pipe)
