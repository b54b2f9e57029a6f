"""Reads statements and method headers, one after the other; after a fault it goes on at the next statement."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults import heads, simple, texts
from bsl_pilot.syntax.faults.ends import (
    BLOCK_HEADS,
    State,
    end_statement,
    missing_opener,
    recover,
)
from bsl_pilot.syntax.faults.expressions import unexpected
from bsl_pilot.syntax.faults.methods import annotation, header
from bsl_pilot.syntax.faults.reader import METHOD_STARTS, MIDDLES, NAMES, Reader, Stuck
from bsl_pilot.syntax.faults.structure import Structure
from bsl_pilot.syntax.keywords import CLOSERS, OPENERS
from bsl_pilot.syntax.lexer import Token

_METHOD_ENDS = ("endprocedure", "endfunction")
_READERS: dict[str, Callable[[State, Token], None]] = {
    "if": heads.if_statement,
    "while": heads.while_statement,
    "for": heads.for_statement,
    "try": heads.try_statement,
    "return": simple.return_statement,
    "raise": simple.raise_statement,
    "execute": simple.execute_statement,
    "break": simple.jump_statement,
    "continue": simple.jump_statement,
    "goto": simple.goto_statement,
    "var": simple.var_statement,
    "~": simple.label,
    "addhandler": simple.handler_statement,
    "removehandler": simple.handler_statement,
    "await": simple.await_statement,
}


def read_all(data: bytes, *, by_indent: bool) -> list[Fault]:
    """The faults of a piece of a module that begins outside of any method, in the order of the text."""
    reader = Reader(data)
    state = State(reader, Structure(reader, by_indent=by_indent))
    while reader.kind != "eof":
        _read(state)
    state.structure.close_all()
    return sorted(reader.faults, key=lambda fault: (fault.start, fault.end))


def _read(state: State) -> None:
    """Reads one statement, keyword of a block or method header; always moves on."""
    reader = state.reader
    start = reader.statement = reader.at
    try:
        _dispatch(state)
    except Stuck as stuck:
        recover(state, start, stuck)
    if reader.at == start:
        reader.take()


def _dispatch(state: State) -> None:
    reader = state.reader
    kind = reader.kind
    if reader.accept(";"):
        return
    if kind in OPENERS:
        state.structure.close(reader.take())
        if kind not in _METHOD_ENDS:
            end_statement(state)
    elif kind in MIDDLES:
        token = reader.take()
        state.structure.part(token)
        if kind == "elsif":
            heads.condition(state, token, "then")
    elif kind in METHOD_STARTS or (kind == "async" and reader.peek() in METHOD_STARTS):
        _method(state)
    elif kind == "&":
        annotation(reader)
    elif kind in _READERS and not _is_name(state, kind):
        _READERS[kind](state, reader.here)
    elif kind in NAMES:
        simple.name_statement(state)
    elif kind in BLOCK_HEADS:
        missing_opener(state, reader.at, reader.at)
    else:
        raise Stuck(unexpected(reader))


def _is_name(state: State, kind: str) -> bool:
    return kind in NAMES and state.reader.peek() in (".", "(", "=", "[")


def _method(state: State) -> None:
    reader = state.reader
    reader.accept("async")
    if reader.peek() == "eof" or reader.first(reader.at + 1):
        _method_without_name(state)
        return
    state.structure.close_all()
    index = reader.at
    state.structure.open(reader.kind, index)
    header(reader)


def _method_without_name(state: State) -> None:
    """A keyword alone on its line: somebody begins to type a method. It opens one only if it is closed too."""
    reader = state.reader
    index = reader.at
    keyword = reader.take()
    reader.report(reader.fault(texts.MISSING_NAME, keyword, before=reader.word(keyword)))
    ends = (
        token.kind
        for token in reader.tokens[reader.at :]
        if token.kind in METHOD_STARTS or token.kind in _METHOD_ENDS
    )
    if not state.structure.stack and next(ends, "") == CLOSERS[keyword.kind]:
        state.structure.open(keyword.kind, index, missing=True)
