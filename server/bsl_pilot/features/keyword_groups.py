"""Keywords that belong together: `Если` … `Тогда` … `ИначеЕсли` … `КонецЕсли`, by tokens.

Tolerant of broken code: a keyword that closes or parts a block closes what stands unfinished inside of it,
the header of a method closes everything, and a keyword without its opener belongs to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import Token

METHOD_KINDS = frozenset({"procedure", "function"})
_LOOPS = frozenset({"for", "while"})
_ATTACHED = {
    "then": frozenset({"if"}),
    "do": _LOOPS,
    "each": frozenset({"for"}),
    "in": frozenset({"for"}),
    "to": frozenset({"for"}),
}
_JUMPS = {"break": _LOOPS, "continue": _LOOPS, "return": METHOD_KINDS}


@dataclass(slots=True)
class Group:
    """The keywords of one block in the order of the text, and the jumps that leave or repeat it."""

    words: list[Token]
    jumps: list[Token] = field(default_factory=list)
    closed: bool = False

    @property
    def kind(self) -> str:
        """Kind of the keyword that opens the block."""
        return self.words[0].kind


def keyword_groups(tokens: Iterable[Token]) -> Iterator[Group]:
    """The groups among the tokens of one part; a group comes when it ends, so inner ones come first."""
    stack: list[Group] = []
    for token in tokens:
        kind = token.kind
        if kind in CLOSERS:
            if kind in METHOD_KINDS:
                yield from _unwound(stack, 0)
            stack.append(Group([token]))
        elif kind in OPENERS or kind in MIDDLES:
            depth = _innermost(stack, OPENERS.get(kind) or (MIDDLES[kind],))
            if depth < 0:
                continue
            yield from _unwound(stack, depth + 1)
            stack[-1].words.append(token)
            if kind in OPENERS:
                stack[-1].closed = True
                yield stack.pop()
        elif kind in _ATTACHED:
            if stack and stack[-1].kind in _ATTACHED[kind]:
                stack[-1].words.append(token)
        elif kind in _JUMPS and (depth := _innermost(stack, _JUMPS[kind])) >= 0:
            stack[depth].jumps.append(token)
    yield from _unwound(stack, 0)


def _innermost(stack: list[Group], kinds: Iterable[str]) -> int:
    """Index of the innermost open group of one of the kinds, -1 where there is none."""
    return next((at for at in range(len(stack) - 1, -1, -1) if stack[at].kind in kinds), -1)


def _unwound(stack: list[Group], depth: int) -> Iterator[Group]:
    """The groups above ``depth``, innermost first, taken from the stack."""
    while len(stack) > depth:
        yield stack.pop()
