"""The block structure, read off the tokens.

Tokens and not the tree, since the tree of half-typed code guesses and an indentation must not. A method
whose keywords do not match is broken and will be left as it is; the next ``Процедура`` starts with a
clean slate. At each branch of ``#Если`` the structure is again what it was before the first one, so that
branches may open and close blocks as they like.
"""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.features.formatting.lines import Line
from bsl_pilot.features.formatting.protected import directive
from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import Token

METHOD_WORDS = frozenset({"procedure", "function"})
METHOD_ENDS = frozenset({"endprocedure", "endfunction"})

_COMPLETE = frozenset({";", "then", "do", "else", "try", "except", ":"}) | frozenset(OPENERS)
"""Tokens after which a new statement begins."""

_DECLARED = {"annotation": frozenset({"identifier", ")"}), "method": frozenset({")", "export"})}
"""Tokens that may end a declaration, which has no semicolon."""

_BREAKING = frozenset({"open_string", "stray_string"})
"""Tokens that may have swallowed keywords, or may have been swallowed by a string that lost its quote."""


_PARTING = frozenset({"иначеесли", "elsif", "иначе", "else"})
_ENDING = frozenset({"конецесли", "endif"})
"""Words of preprocessor lines."""


class Open(NamedTuple):
    """An open block.

    Attributes:
        kind: the opener's kind.
        level: level of the statement that opened it.
        line: first line of that statement.
        part: first line of the current part: ``line``, or the one of ``Иначе`` or ``Исключение``.
    """

    kind: str
    level: int
    line: Line
    part: Line


class State:
    """What is known between two lines.

    Attributes:
        stack: open blocks, outermost first.
        chunk: number of the method, or of the text between two methods.
        brackets: open brackets of the statement.
        awaiting: between ``Если`` or ``Пока`` and its ``Тогда`` or ``Цикл``.
        declaring: ``method`` in a method's header, ``annotation`` in one, else empty.
        last: kind of the last token.
        level: level of the current statement.
        base: its first line.
        fresh: nothing has been read yet of a branch of ``#Если``.
        shift: levels by which the author indents the branch. Some do and some do not, so both may stay.
        depth: length of ``stack`` at the branch's begin, where ``shift`` counts.
    """

    __slots__ = (
        "awaiting",
        "base",
        "brackets",
        "chunk",
        "declaring",
        "depth",
        "fresh",
        "last",
        "level",
        "shift",
        "stack",
    )

    def __init__(self) -> None:
        self.stack: tuple[Open, ...] = ()
        self.chunk = 0
        self.base: Line | None = None
        self.fresh = False
        self.shift = 0
        self.depth = 0
        self.begin(None, 0)

    def begin(self, line: Line | None, level: int) -> None:
        """A new statement begins on ``line``."""
        self.brackets = 0
        self.awaiting = False
        self.declaring = ""
        self.last = ";"
        self.level = level
        self.base = line

    def copy(self) -> State:
        """The same state, independent of this one."""
        other = State()
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    @property
    def ended(self) -> bool:
        """Whether the next token begins a statement."""
        if self.brackets or self.awaiting:
            return False
        return self.last in _COMPLETE or self.last in _DECLARED.get(self.declaring, ())

    @property
    def body_level(self) -> int:
        """Level of a statement of the innermost block."""
        level = self.stack[-1].level + 1 if self.stack else 0
        return level + self.shift if len(self.stack) == self.depth else level

    def enter_branch(self) -> None:
        """A branch of ``#Если`` begins."""
        self.shift = self.shift if len(self.stack) == self.depth else 0
        self.depth = len(self.stack)
        self.fresh = True

    def leave_branch(self, before: State) -> None:
        """The last branch of an ``#Если`` ends, ``before`` which the state was this."""
        self.shift, self.depth, self.fresh = before.shift, before.depth, before.fresh

    def matching(self, kind: str) -> Open | None:
        """The innermost open block that a closing or parting keyword belongs to."""
        openers = OPENERS.get(kind) or (MIDDLES[kind],)
        return next((block for block in reversed(self.stack) if block.kind in openers), None)


class _Conditional(NamedTuple):
    """An ``#Если``: the state before it, and after its first branch once that has ended."""

    before: State
    after_first: State | None


class Blocks:
    """Takes lines in order and keeps the state after them. ``broken`` holds the chunks that do not match."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._conditionals: list[_Conditional] = []
        self._chunks = 0
        self.broken: set[int] = set()
        self.state = State()

    def finish(self) -> None:
        """The text ends: blocks that are still open will stay so."""
        if self.state.stack:
            self.broken.add(self.state.chunk)

    def advance(self, line: Line) -> None:
        """Takes the tokens of a line of code."""
        state = self.state
        for token in line.tokens:
            kind = token.kind
            if kind in _PLAIN:
                state.last = kind
                continue
            if kind == "comment":
                return
            self._token(kind, line)
            state.last = kind

    def _token(self, kind: str, line: Line) -> None:
        state = self.state
        if kind in "([":
            state.brackets += 1
        elif kind in ")]":
            state.brackets = max(0, state.brackets - 1)
        elif kind in (";", "then", "do"):
            state.brackets, state.awaiting = 0, False
        elif kind in CLOSERS:
            self._open(kind, line)
        elif kind in OPENERS:
            self._close(kind)
        elif kind in MIDDLES:
            self._part(kind, line)
        elif kind == "&" and not state.brackets:
            state.declaring = "annotation"
        elif kind in _BREAKING:
            self.broken.add(state.chunk)

    def _open(self, kind: str, line: Line) -> None:
        state = self.state
        base = state.base or line
        if kind in METHOD_WORDS:
            if state.stack:
                self.broken.add(state.chunk)
            state.stack = ()
            self._next_chunk()
            state.declaring, state.brackets = "method", 0
        state.awaiting = kind in ("if", "while", "for")
        state.stack += (Open(kind, state.level, base, base),)

    def _close(self, kind: str) -> None:
        state = self.state
        block = state.matching(kind)
        if block is None or block is not state.stack[-1]:
            self.broken.add(state.chunk)
        if block is not None:
            state.stack = state.stack[: state.stack.index(block)]
        if kind in METHOD_ENDS:
            state.stack = ()
            self._next_chunk()

    def _part(self, kind: str, line: Line) -> None:
        state = self.state
        state.awaiting = kind == "elsif"
        block = state.matching(kind)
        if block is None or block is not state.stack[-1]:
            self.broken.add(state.chunk)
            return
        state.stack = (*state.stack[:-1], block._replace(part=state.base or line))

    def _next_chunk(self) -> None:
        self._chunks += 1
        self.state.chunk = self._chunks

    def directive_level(self, token: Token) -> int:
        """Level of a preprocessor line; the lines that part and end an ``#Если`` have that of the first."""
        word = directive(self._data[token.start : token.end])
        if word not in _PARTING and word not in _ENDING:
            return self.state.body_level
        return (self._conditionals[-1] if self._conditionals else _OUTSIDE).before.body_level

    def branch(self, token: Token) -> None:
        """Takes a preprocessor line."""
        word = directive(self._data[token.start : token.end])
        if word in ("если", "if"):
            self._conditionals.append(_Conditional(self.state.copy(), None))
            self.state.enter_branch()
        elif word in _PARTING:
            self._next_branch()
        elif word in _ENDING:
            before, after_first = self._conditionals.pop() if self._conditionals else _OUTSIDE
            self.state = after_first or self.state
            self.state.leave_branch(before)

    def _next_branch(self) -> None:
        if self._conditionals:  # else ``#Если`` is above what we read, and nothing was open there
            before, after_first = self._conditionals[-1]
            self._conditionals[-1] = _Conditional(before, after_first or self.state)
            self.state = before.copy()
        self.state.enter_branch()


_OUTSIDE = _Conditional(State(), None)

_PLAIN = frozenset({"identifier", "number", "string", ".", ",", "=", "+", "-", "<>", "and", "or", "not"})
"""Tokens that change nothing, to be quick about most of them."""
