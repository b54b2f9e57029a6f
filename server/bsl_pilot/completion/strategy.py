"""Step 7: one line or a block, how much of it, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.ports import Stop
from bsl_pilot.completion.post.types import Place
from bsl_pilot.completion.stop import BlockStop, line_stop
from bsl_pilot.completion.surroundings import Surroundings
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.blocks import Block
from bsl_pilot.syntax.headers import HEADER
from bsl_pilot.syntax.keywords import MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import Token, tokens

LINE_TOKENS = 48
"""Lines of BSL have 33 characters at the median and 96 at p95; a token is some three."""
BLOCK_TOKENS = 160

_METHODS = ("procedure", "function")
_PARTS = ("then", "else", "do", "try", "except")
"""Keywords behind which a body begins."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a writer is asked for."""

    multiline: bool
    max_tokens: int
    stop: Stop


LINE = Plan(False, LINE_TOKENS, line_stop)


def plan(cursor: Cursor, settings: CompletionSettings) -> Plan:
    """A block where one has just been opened and is empty, or where asked by hand on an empty line; else a line."""
    place = cursor.place
    if not settings.multiline or cursor.surroundings is not Surroundings.CODE or place.after.strip():
        return LINE
    stack = place.blocks
    if stack and _just_opened(place, stack[-1]) and _is_empty(place):
        return Plan(True, BLOCK_TOKENS, BlockStop(settings.max_lines))
    if cursor.request.invoked and not place.before.strip():
        return Plan(True, BLOCK_TOKENS, BlockStop(settings.max_lines, whole=False, inside=bool(stack)))
    return LINE


def _just_opened(place: Place, block: Block) -> bool:
    """Whether nothing but comments stands between the start of the block's current part and the cursor."""
    data = place.document.text.data
    if block.kind not in _METHODS:
        return block.part in _PARTS and next(_code(data, block.part_end, place.offset), None) is None
    depth = 0
    reading = _code(data, block.start, place.offset)
    for token in reading:
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind == ")" and depth == 0:
            return all(one.kind == "export" for one in reading)
    return False


def _code(data: bytes, start: int, end: int) -> Iterator[Token]:
    return (token for token in tokens(data, start, end) if token.kind != "comment")


def _is_empty(place: Place) -> bool:
    """Whether what follows below the cursor belongs to no body: a closing keyword, a method, or nothing."""
    below = place.lines_below(1)
    if not below:
        return True
    data = below[0].encode("utf-8", "surrogatepass")
    first = next(tokens(data), None)
    ends = first is not None and (first.kind in OPENERS or first.kind in MIDDLES)
    return ends or HEADER.match(data) is not None
