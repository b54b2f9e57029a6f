"""Reads statements that have no block of their own."""

from __future__ import annotations

from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.ends import (
    BLOCK_HEADS,
    STOPS,
    State,
    broken_call,
    continues,
    end_statement,
    missing_opener,
    resync,
)
from bsl_pilot.syntax.faults.expressions import OPERANDS, arguments, expression, postfix
from bsl_pilot.syntax.faults.methods import header, header_without_keyword
from bsl_pilot.syntax.faults.reader import NAMES, Stuck, insertion
from bsl_pilot.syntax.faults.structure import like
from bsl_pilot.syntax.keywords import OPENERS
from bsl_pilot.syntax.lexer import Token


def name_statement(state: State) -> None:
    reader = state.reader
    start = reader.at
    if not state.structure.stack and header_without_keyword(reader):
        _method_without_keyword(state)
        return
    if not state.structure.stack and reader.peek() == "export":
        raise Stuck(_no_var(state))
    name = reader.take()
    last = postfix(reader)
    if reader.kind == "=":
        if last == "(":
            raise Stuck(reader.fault(texts.NOT_ASSIGNABLE, reader.here))
        reader.take()
        expression(reader)
    elif last != "(":
        _incomplete(state, name, start)
        return
    end_statement(state, start)


def _incomplete(state: State, name: Token, start: int) -> None:
    reader = state.reader
    if reader.kind in BLOCK_HEADS:
        missing_opener(state, start, reader.at)
        return
    if reader.kind in OPERANDS - NAMES or (
        not (reader.kind == ";" or reader.kind in STOPS) and continues(state, start)
    ):
        raise Stuck(broken_call(state))
    word = reader.data[name.start : reader.before.end].decode("utf-8", "replace")
    where = Token("statement", name.start, reader.before.end)
    reader.report(reader.fault(texts.NOT_A_STATEMENT, where, word=word.splitlines()[0][:40]))
    if reader.kind in NAMES and reader.indent(reader.at).width > reader.indent(start).width:
        resync(state, start, None)  # the next line goes on with it, by its looks
        return
    reader.accept(";")


def _no_var(state: State) -> Fault:
    reader = state.reader
    name = reader.here
    word = like(reader, reader.tokens[reader.at + 1], "var")
    repairs = (insertion(name.start, word + " ", word, texts.ADD),)
    return reader.fault(texts.MISSING_START, name, word=word, after=reader.word(name), repairs=repairs)


def return_statement(state: State, _token: Token) -> None:
    reader = state.reader
    reader.take()
    if reader.kind not in OPERANDS and reader.kind not in ("-", "+", "await"):
        end_statement(state)
        return
    value, on_line = reader.here, not reader.first(reader.at)
    method = state.structure.method
    if not on_line and (method is None or method.kind == "procedure"):
        end_statement(state)
        return
    expression(reader)
    if method is not None and method.kind == "procedure" and method.keyword is not None:
        reader.report(reader.fault(texts.RETURN_VALUE, Token("value", value.start, reader.before.end)))
    end_statement(state)


def raise_statement(state: State, _token: Token) -> None:
    reader = state.reader
    reader.take()
    if reader.kind == "(" and _has_comma(state):
        arguments(reader)
    elif reader.kind in OPERANDS or reader.kind in ("-", "+", "await"):
        expression(reader)
    end_statement(state)


def _has_comma(state: State) -> bool:
    """Whether the brackets at the cursor hold a list."""
    reader = state.reader
    depth = 0
    for index in range(reader.at, len(reader.tokens)):
        kind = reader.tokens[index].kind
        depth += (kind in ("(", "[")) - (kind in (")", "]"))
        if depth == 1 and kind == ",":
            return True
        if depth == 0 or kind == ";":
            return False
    return False


def execute_statement(state: State, _token: Token) -> None:
    state.reader.take()
    expression(state.reader)
    end_statement(state)


def await_statement(state: State, _token: Token) -> None:
    expression(state.reader)
    end_statement(state)


def jump_statement(state: State, token: Token) -> None:
    reader = state.reader
    reader.take()
    if not state.structure.in_loop:
        reader.report(reader.fault(texts.OUTSIDE_LOOP, token, found=reader.word(token)))
    end_statement(state)


def goto_statement(state: State, token: Token) -> None:
    reader = state.reader
    reader.take()
    if not reader.accept("~"):
        raise Stuck(reader.fault(texts.MISSING_WORD, token, before=reader.word(token), word="~"))
    _name(state)
    end_statement(state)


def label(state: State, _token: Token) -> None:
    reader = state.reader
    reader.take()
    _name(state)
    if not reader.accept(":"):
        before = reader.before
        repairs = (insertion(before.end, ":", ":", texts.ADD),)
        raise Stuck(
            reader.fault(texts.MISSING_WORD, before, before=reader.word(before), word=":", repairs=repairs)
        )


def var_statement(state: State, _token: Token) -> None:
    reader = state.reader
    reader.take()
    _name(state)
    reader.accept("export")
    while reader.accept(","):
        _name(state)
        reader.accept("export")
    end_statement(state)


def handler_statement(state: State, _token: Token) -> None:
    reader = state.reader
    reader.take()
    expression(reader)
    if not reader.accept(","):
        raise Stuck(
            reader.fault(texts.MISSING_WORD, reader.before, before=reader.word(reader.before), word=",")
        )
    expression(reader)
    end_statement(state)


def _name(state: State) -> None:
    reader = state.reader
    if reader.kind in NAMES:
        reader.take()
        return
    before = reader.before
    if reader.kind in STOPS and not reader.first(reader.at) and reader.kind != "eof":
        fault = reader.fault(
            texts.NAME_IS_KEYWORD, reader.here, before=reader.word(before), after=reader.word(reader.here)
        )
    else:
        fault = reader.fault(texts.MISSING_NAME, before, before=reader.word(before))
    raise Stuck(fault)


def _method_without_keyword(state: State) -> None:
    reader = state.reader
    start = reader.at
    name = reader.here
    ends = (token for token in reader.tokens[start:] if token.kind in ("endprocedure", "endfunction"))
    closer = next(ends, None)  # none where `Экспорт` alone tells that this is a header
    kind = OPENERS[closer.kind][0] if closer else "procedure"
    word = like(reader, closer or name, kind)
    repairs = (insertion(name.start, word + " ", word, texts.ADD),)
    reader.report(
        reader.fault(texts.MISSING_START, name, word=word, after=reader.word(name), repairs=repairs)
    )
    state.structure.open(kind, start, missing=True)
    header(reader, keyword=False)
