"""Where every line belongs: a level, or a distance to the first line of its statement.

What an author aligned by hand stays aligned: the lines that continue a statement, strings included, move
with its first line. Only a continuation that stands in the statement's own column, where it reads like a
statement, moves one level deeper.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from bsl_pilot.features.formatting.blocks import METHOD_WORDS, Blocks
from bsl_pilot.features.formatting.columns import columns, indentation
from bsl_pilot.features.formatting.lines import LINE_ENDS, Line
from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS

OPERATORS = frozenset({"+", "-", "*", "/", "%", "=", "<>", "<", ">", "<=", ">="})

STARTERS = (
    frozenset({"return", "break", "continue", "raise", "goto", "var"})
    | frozenset(CLOSERS)
    | frozenset(OPENERS)
    | frozenset(MIDDLES)
)
"""Keywords that begin a statement wherever they begin a line, also after a statement that broke off."""

JOINTS = OPERATORS | {"and", "or", "not", "(", "[", ",", ".", "new", "in", "to", "?", "await"}
"""Tokens at a line's end after which the expression certainly goes on."""

CONTINUERS = OPERATORS | {"and", "or", ",", ".", "in", "to", "(", "[", "export"}
"""Tokens at a line's begin that certainly continue an expression."""

_HANGING = frozenset({")", "]", "then", "do", "string", "export", ";"})
"""Begins of continuation lines that many write in the statement's own column, and may."""


_UNSHIFTED = METHOD_WORDS | {"&"} | frozenset(OPENERS) | frozenset(MIDDLES)
"""Begins of lines that tell nothing about how a branch of ``#Если`` is indented."""


class Mode(Enum):
    """How a line's indentation is found."""

    LEVEL = auto()
    """So many units."""
    FOLLOW = auto()
    """Moves with the first line of its statement, whose column is the least."""
    DEEPER = auto()
    """Moves with it too, but must be indented deeper."""
    DIRECTIVE = auto()
    """Column 0 where it stands there, else so many units: real modules have both for ``#`` lines in
    methods (1C's standard library column 0, its accounting solution the block's), the standard neither."""
    KEEP = auto()
    """Stays."""


class Place(NamedTuple):
    """Where a line belongs: ``level`` units, or by its distance to the line ``base``."""

    mode: Mode
    level: int = 0
    base: Line | None = None


_KEEP = Place(Mode.KEEP)


class Places:
    """Takes lines in order; ``finish`` gives their places, which are not final before.

    Comments wait for the code below them, and a method may turn out broken at its end.
    """

    def __init__(self, data: bytes, tab_size: int) -> None:
        self._data = data
        self._tab_size = tab_size
        self._lines: list[Line] = []
        self._places: list[Place] = []
        self._chunks: list[int] = []
        self._comments: list[int] = []
        self.blocks = Blocks(data)

    def read(self, lines: Sequence[Line]) -> None:
        """Takes the next lines."""
        for line in lines:
            self._take(line)

    def finish(self) -> list[Place]:
        """The places of all lines; the lines of broken methods stay."""
        self._settle_comments(None, Place(Mode.LEVEL, self.blocks.state.body_level))
        self.blocks.finish()
        broken = self.blocks.broken
        return [
            _KEEP if chunk in broken else place
            for place, chunk in zip(self._places, self._chunks, strict=True)
        ]

    def _add(self, line: Line, place: Place, chunk: int) -> None:
        self._lines.append(line)
        self._places.append(place)
        self._chunks.append(chunk)

    def _take(self, line: Line) -> None:
        state = self.blocks.state
        kind = line.kind
        if line.dead:
            self._add(line, _KEEP, state.chunk)
        elif line.lead is not None:
            self._add(line, self._follow(Mode.FOLLOW), state.chunk)
            self.blocks.advance(line)
        elif kind == "comment" and self._goes_on_beside(line):
            self._add(line, self._follow(Mode.FOLLOW), state.chunk)
        elif kind == "comment":
            self._comments.append(len(self._lines))
            self._add(line, _KEEP, state.chunk)
        elif kind == "preproc":
            place = Place(Mode.DIRECTIVE, self.blocks.directive_level(line.tokens[0]))
            self._settle_comments(line, place if state.ended else self._follow(Mode.FOLLOW))
            self._add(line, place, state.chunk)
            self.blocks.branch(line.tokens[0])
        else:
            self._take_code(line)

    def _goes_on_beside(self, line: Line) -> bool:
        """Whether a comment continues the one at the end of the line above: it stands far to the right,
        on the very next line."""
        base = self.blocks.state.base
        above = self._lines[-1] if self._lines else None
        if base is None or above is None or not above.tokens or above.tokens[-1].kind != "comment":
            return False
        if self._data[line.after : line.start] not in LINE_ENDS:
            return False
        beside = len(above.tokens) > 1 or self._places[-1].mode is Mode.FOLLOW
        return beside and self._width(line) > self._width(base) + self._tab_size

    def _take_code(self, line: Line) -> None:
        if self.blocks.state.fresh:
            self._begin_branch(line)
        place = self._place(line)
        self._settle_comments(line, place)
        state = self.blocks.state
        if place.mode is Mode.LEVEL:
            state.begin(line, place.level)
        chunk = state.chunk
        self.blocks.advance(line)
        opened_here = state.stack and state.stack[0].line is line
        self._add(line, place, state.chunk if opened_here else chunk)

    def _begin_branch(self, line: Line) -> None:
        """Finds out by the first line of a branch of ``#Если`` whether its author indents branches."""
        state = self.blocks.state
        state.fresh = False
        if state.ended and line.kind not in _UNSHIFTED:
            usual = state.body_level * self._tab_size
            if state.base is not None:
                usual += self._width(state.base) - state.level * self._tab_size
            state.shift += self._width(line) >= usual + self._tab_size

    def _place(self, line: Line) -> Place:
        first = line.tokens[0].kind
        state = self.blocks.state
        if first in METHOD_WORDS or any(token.kind in METHOD_WORDS for token in line.tokens[1:2]):
            return Place(Mode.LEVEL, 0)  # Процедура, or Асинх Процедура
        if first in OPENERS or first in MIDDLES:
            block = state.matching(first)
            return Place(Mode.LEVEL, block.level if block else state.body_level)
        if first in STARTERS or (first in "&~" and not state.brackets) or (state.ended and first != "export"):
            return Place(Mode.LEVEL, state.body_level)
        certain = state.brackets > 0 or state.awaiting or state.last in JOINTS or first in CONTINUERS
        return self._follow(Mode.DEEPER if certain and first not in _HANGING else Mode.FOLLOW)

    def _follow(self, mode: Mode) -> Place:
        state = self.blocks.state
        return Place(Mode.LEVEL, state.body_level) if state.base is None else Place(mode, base=state.base)

    def _settle_comments(self, following: Line | None, place: Place) -> None:
        """Places the comments that waited for the line ``following``, whose place is ``place``."""
        if not self._comments:
            return
        body = Place(Mode.LEVEL, self.blocks.state.body_level)
        for at in self._comments:
            self._places[at] = self._place_comment(self._lines[at], following, place, body)
        self._comments.clear()

    def _place_comment(self, line: Line, following: Line | None, place: Place, body: Place) -> Place:
        if line.start == line.head and self._is_disabled_code(line):
            return _KEEP
        if place.base is not None:
            return Place(Mode.FOLLOW, base=place.base)
        beside = following is not None and self._width(line) == self._width(following)
        if following is not None and beside and self._is_about_branch(line, following):
            return place
        return body

    def _is_about_branch(self, line: Line, following: Line) -> bool:
        """Whether a comment stands beside ``#Если``, or beside ``Иначе`` and left of the body that ends
        there, because it tells about the branch."""
        base = self.blocks.state.base
        outside = following.kind in MIDDLES and base is not None and self._width(base) > self._width(line)
        return outside or following.kind == "preproc"

    def _width(self, line: Line) -> int:
        return columns(indentation(self._data, line), self._tab_size)

    def _is_disabled_code(self, line: Line) -> bool:
        """Whether an editor's command commented the line out: undoing that must give the old line back."""
        text = self._data[line.head + 2 : line.head + 6]
        return text.startswith(b"\t") or text == b"    "
