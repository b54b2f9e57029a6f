"""What would have to follow for unfinished code to be whole: fair judgement of what can still be continued."""

from __future__ import annotations

import re
from typing import NamedTuple

from bsl_pilot.syntax.blocks import Block, open_blocks
from bsl_pilot.syntax.keywords import CLOSERS, spelling
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.words import any_case

_OPERATORS = frozenset("+-*/%=<>.,(?[") | {"<=", ">=", "<>"}
_WANTS_MORE = _OPERATORS | {
    "and",
    "or",
    "not",
    "new",
    "in",
    "to",
    "if",
    "elsif",
    "while",
    "for",
    "each",
    "await",
}
_WANTS_MORE |= {"procedure", "function", "var", "val", "goto", "~"}
_CONTINUES = frozenset("+-*/%=<>,([") | {"<=", ">=", "<>", "and", "or", "not"}
_QUERY_BEGINS = re.compile(rb"\"\s*(?:" + any_case("выбрать", "select") + rb"|$)")
_ENDS_STATEMENT = frozenset(
    {";", "then", "do", "else", "try", "except", "endprocedure", "endfunction", "export", ":"}
)
_LAYOUT = frozenset({"comment", "preproc"})
_METHOD = f"\n{spelling('procedure', russian=True)} А()\n{spelling('endprocedure', russian=True)}"
_HEADS = {"if": "then", "elsif": "then", "while": "do"}


class Finish(NamedTuple):
    """Text that makes the code before it whole."""

    text: str
    unfinished: bool
    """Its last statement needs some of it."""
    expected: bool
    """One sees that the statement goes on: it ends with a comma, an operator, an open bracket, ``Если А``,
    the first line of a query."""


def finish(data: bytes, start: int) -> Finish:
    """What makes ``data[start:]`` whole, which must begin outside of any string and block."""
    statement = _last_statement(data, start)
    end = _end_of(statement) if statement else ""
    behind = _behind(statement) if statement else ""
    whole = data + end.encode("utf-8")
    blocks = "".join(map(_closer, reversed(open_blocks(whole, start, len(whole)))))
    expected = behind == _METHOD or bool(statement and _goes_on(statement, data))
    return Finish(f"{end}{behind}{blocks}\n", bool(end) or behind == _METHOD, expected)


def _goes_on(statement: list[Token], data: bytes) -> bool:
    last = statement[-1]
    if last.kind == "open_string":
        return _QUERY_BEGINS.match(data, last.start) is not None or b"\n" in data[last.start : last.end]
    if last.kind in _CONTINUES:
        return True
    kinds = [token.kind for token in statement]
    brackets = sum(kinds.count(kind) for kind in "([") - sum(kinds.count(kind) for kind in ")]")
    if brackets > 0:  # on its second line a statement may go on to a third
        return b"\n" in data[statement[0].start : last.start] and last.kind not in _WANTS_MORE
    return kinds[0] in _HEADS and len(kinds) > 1 and last.kind not in _WANTS_MORE


def _behind(statement: list[Token]) -> str:
    """What separates a statement from the next; an annotation needs the method that it belongs to."""
    if {"procedure", "function"} & {token.kind for token in statement}:
        return ""
    return _METHOD if statement[0].kind == "&" else ";"


def _closer(block: Block) -> str:
    middle = "\n" + spelling("except", russian=True) if block.kind == "try" and block.part != "except" else ""
    closer = "\n" + spelling(CLOSERS[block.kind], russian=True)
    return middle + closer + ("" if block.kind in ("procedure", "function") else ";")


def _last_statement(data: bytes, start: int) -> list[Token]:
    statement: list[Token] = []
    header, depth = False, 0
    for token in tokens(data, start):
        if token.kind in _LAYOUT:
            continue
        if token.kind in _ENDS_STATEMENT:
            statement, header = [], False
            continue
        if token.kind in ("procedure", "function"):
            header, depth = True, 0
        depth += (token.kind == "(") - (token.kind == ")")
        statement.append(token)
        if header and token.kind == ")" and depth == 0:
            statement, header = [], False
    return statement


def _end_of(statement: list[Token]) -> str:
    last = statement[-1].kind
    text = '"' if last in ("open_string", "stray_string") else " А" if last in _WANTS_MORE else ""
    header = next((token.kind for token in reversed(statement) if token.kind in (*_HEADS, "for")), "")
    return text + _closing_brackets(statement) + _end_of_header(header, statement)


def _closing_brackets(statement: list[Token]) -> str:
    opened: list[tuple[str, int]] = []
    before = ""
    for token in statement:
        if token.kind in ("(", "["):
            commas = 2 if before == "?" else 0
            opened.append((")" if token.kind == "(" else "]", commas))
        elif token.kind in (")", "]") and opened:
            opened.pop()
        elif token.kind == "," and opened and opened[-1][1]:
            opened[-1] = (opened[-1][0], opened[-1][1] - 1)
        before = token.kind
    text = "(А, А, А)" if before == "?" else ""
    return text + "".join(", А" * commas + closer for closer, commas in reversed(opened))


def _end_of_header(header: str, statement: list[Token]) -> str:
    if header in _HEADS:
        return " " + spelling(_HEADS[header], russian=True)
    if header != "for":
        return ""
    kinds = [token.kind for token in statement]
    kinds = kinds[len(kinds) - 1 - kinds[::-1].index("for") :]
    if "each" in kinds:
        return ("" if "in" in kinds else " Из А") + " Цикл"
    return ("" if "=" in kinds else " = 1") + ("" if "to" in kinds else " По 1") + " Цикл"
