"""Reads the keywords that open a block, with the rest of their line."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.ends import (
    State,
    find_ahead,
    resync,
    skip_line_rest,
)
from bsl_pilot.syntax.faults.expressions import OPERANDS, expression, unexpected
from bsl_pilot.syntax.faults.reader import NAMES, Stuck, insertion
from bsl_pilot.syntax.faults.structure import like
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.positions import Span


def if_statement(state: State, token: Token) -> None:
    """``Если`` … ``Тогда``."""
    state.reader.take()
    state.structure.open("if", state.reader.at - 1)
    condition(state, token, "then")


def while_statement(state: State, token: Token) -> None:
    """``Пока`` … ``Цикл``."""
    state.reader.take()
    state.structure.open("while", state.reader.at - 1)
    condition(state, token, "do")


def for_statement(state: State, token: Token) -> None:
    """``Для Каждого`` … ``Цикл`` and ``Для`` … ``По`` … ``Цикл``."""
    state.reader.take()
    state.structure.open("for", state.reader.at - 1)
    _head(state, token, _for_head, "do")


def _for_head(state: State) -> None:
    reader = state.reader
    loop = reader.before
    each = reader.accept("each")
    if reader.kind not in NAMES:
        raise Stuck(reader.fault(texts.MISSING_NAME, reader.before, before=reader.word(reader.before)))
    reader.take()
    if not each and reader.kind == "in":
        _missing_each(state, loop)
        each = True
    if each:
        _link(state, loop, "in")
        expression(reader)
        return
    if not reader.accept("="):
        raise Stuck(
            reader.fault(texts.MISSING_WORD, reader.before, before=reader.word(reader.before), word="=")
        )
    expression(reader)
    _link(state, loop, "to")
    expression(reader)


def _missing_each(state: State, loop: Token) -> None:
    reader = state.reader
    word = like(reader, loop, "each")
    repairs = (insertion(loop.end, " " + word, word, texts.ADD),)
    reader.report(
        reader.fault(texts.MISSING_WORD, loop, before=reader.word(loop), word=word, repairs=repairs)
    )


def _link(state: State, loop: Token, kind: str) -> None:
    """Reads ``Из`` or ``По``; where it is missing but its expression is there, says so and goes on."""
    reader = state.reader
    if reader.accept(kind):
        return
    before, word = reader.before, like(reader, loop, kind)
    fault = reader.fault(
        texts.MISSING_WORD,
        before,
        before=reader.word(before),
        word=word,
        repairs=(insertion(before.end, " " + word, word, texts.ADD),),
    )
    if reader.kind not in OPERANDS or reader.first(reader.at):
        raise Stuck(fault)
    reader.report(fault)


def try_statement(state: State, _token: Token) -> None:
    """``Попытка``."""
    state.reader.take()
    state.structure.open("try", state.reader.at - 1)


def condition(state: State, opener: Token, closing: str) -> None:
    """Reads a condition and ``Тогда`` or ``Цикл`` after it; ``opener`` is the keyword before it."""
    _head(state, opener, lambda head_state: expression(head_state.reader), closing)


def _head(state: State, opener: Token, read: Callable[[State], None], closing: str) -> None:
    """Reads the rest of a block's first line up to ``Тогда`` or ``Цикл``."""
    reader = state.reader
    start = reader.at
    try:
        read(state)
        if reader.accept(closing):
            return
        ahead = find_ahead(state, closing)
        if ahead is None:
            reader.report(_no_head_end(state, opener, closing))
            skip_line_rest(state)
            return
        reader.report(unexpected(reader))
    except Stuck as stuck:
        ahead = None
        if stuck.resume is None or not reader.first(stuck.resume):
            reader.at = stuck.resume or reader.at
            ahead = find_ahead(state, closing)
        reader.report(stuck.fault)
        if ahead is None:
            resync(state, start, stuck.resume)
            return
    reader.at = ahead + 1


def _no_head_end(state: State, opener: Token, closing: str) -> Fault:
    reader = state.reader
    before, word = reader.before, like(reader, opener, closing)
    if not reader.first(reader.at) and reader.kind in OPERANDS | {")", "]", "other", "stray_string"}:
        return unexpected(reader)
    return reader.fault(
        texts.MISSING_WORD_OF,
        before,
        of=Span(opener.start, opener.end),
        repairs=(insertion(before.end, " " + word, word, texts.ADD),),
        before=reader.word(before),
        word=word,
        opener=reader.word(opener),
    )
