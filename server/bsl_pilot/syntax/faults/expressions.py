"""Reads expressions. Precedence does not matter here: only whether they are complete."""

from __future__ import annotations

from bsl_pilot.syntax.fault import Fault, Repair
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.reader import ENDS, NAMES, STATEMENTS, Reader, Stuck, insertion
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit

BINARY = frozenset({"+", "-", "*", "/", "%", "=", "<>", "<", ">", "<=", ">=", "and", "or"})
PREFIX = frozenset({"not", "-", "+"})
CONSTANTS = frozenset({"number", "true", "false", "undefined", "null"})
OPERANDS = CONSTANTS | NAMES | {"string", "open_string", "date", "new", "?", "(", "not"}
"""Tokens with which an operand may begin, signs apart."""
_CLOSING = {"(": ")", "[": "]"}
_UNDONE = frozenset({"stray_string", "open_string"})


def expression(reader: Reader) -> None:
    """Reads one expression.

    Raises:
        Stuck: it is not complete.
    """
    while True:
        while reader.kind in PREFIX or (reader.kind == "await" and _awaits(reader)):
            reader.take()
        _operand(reader)
        if reader.kind not in BINARY:
            return
        reader.take()


def _awaits(reader: Reader) -> bool:
    """Whether ``Ждать`` is the operator and not a name."""
    return reader.peek() in OPERANDS and not (reader.peek() == "(" and reader.peek(2) == ")")


def _operand(reader: Reader) -> None:
    token = reader.here
    if token.kind == "open_string":
        raise Stuck(open_string(reader, token), _after_line(reader))
    if token.kind == "date":
        _date(reader)
    elif token.kind in CONSTANTS:
        reader.take()
    elif token.kind == "string":
        while reader.kind == "string":
            reader.take()
        if reader.kind == "open_string":
            raise Stuck(open_string(reader, reader.here), _after_line(reader))
    elif token.kind == "(":
        reader.take()
        expression(reader)
        close_bracket(reader, token)
        postfix(reader)
    elif token.kind == "?":
        _ternary(reader)
        postfix(reader)
    elif token.kind == "new":
        _new(reader)
        postfix(reader)
    elif token.kind in NAMES:
        reader.take()
        postfix(reader)
    else:
        raise Stuck(_no_operand(reader))


def postfix(reader: Reader) -> str:
    """Reads members, calls and indexes after an operand; the kind of the last: ``.``, ``(``, ``[`` or empty."""
    last = ""
    while True:
        token = reader.here
        if token.kind == ".":
            reader.take()
            _member(reader, token)
        elif token.kind == "(":
            arguments(reader)
        elif token.kind == "[":
            reader.take()
            expression(reader)
            close_bracket(reader, token)
        else:
            return last
        last = token.kind


def _member(reader: Reader, dot: Token) -> None:
    statement = reader.indent(reader.statement)
    following = reader.indent(reader.at)
    continues = (
        not following.first or following.width > statement.width or reader.peek() in (";", ")", ",", "(")
    )  # as the grammar reads it, which has no better reading for those
    if reader.kind not in NAMES or not continues:
        begins = reader.kind in NAMES or reader.kind in STATEMENTS or reader.kind in ENDS
        raise Stuck(
            reader.fault(texts.MISSING_MEMBER, dot), reader.at if following.first and begins else None
        )
    reader.take()


def arguments(reader: Reader) -> None:
    """Reads ``( … , … )``, where any argument may be left out."""
    bracket = reader.take()
    while True:
        if reader.kind not in (",", ")"):
            if reader.kind in ENDS or reader.kind in STATEMENTS or reader.kind == ";":
                break
            expression(reader)
        if reader.kind != ",":
            break
        reader.take()
    close_bracket(reader, bracket)


def _ternary(reader: Reader) -> None:
    question = reader.take()
    bracket = reader.here
    if bracket.kind != "(":
        raise Stuck(_missing_sign(reader, question, "("))
    reader.take()
    for last in (False, False, True):
        expression(reader)
        if last:
            break
        if reader.kind != ",":
            if reader.kind == ")":
                raise Stuck(reader.fault(texts.MISSING_WORD, reader.before, before=_last(reader), word=","))
            close_bracket(reader, bracket)
        reader.take()
    close_bracket(reader, bracket)


def _new(reader: Reader) -> None:
    word = reader.take()
    if reader.kind == "(":
        arguments(reader)
        return
    if reader.kind not in NAMES or (reader.first(reader.at) and reader.peek() in ("=", ".", "(")):
        raise Stuck(
            reader.fault(texts.MISSING_NAME, word, before=reader.word(word)),
            reader.at if reader.first(reader.at) else None,
        )
    reader.take()
    if reader.kind == "(":
        arguments(reader)


def _date(reader: Reader) -> None:
    token = reader.take()
    if token.end - token.start < 2 or reader.data[token.end - 1 : token.end] != b"'":
        repairs = closing_quotes(reader, token.start, token.end, "'")
        raise Stuck(reader.fault(texts.OPEN_DATE, token, repairs=repairs), reader.at)


def close_bracket(reader: Reader, bracket: Token) -> None:
    """Reads the bracket that closes ``bracket``.

    Raises:
        Stuck: it is not here; with the most likely reason.
    """
    closing = _CLOSING[bracket.kind]
    if reader.accept(closing):
        return
    token = reader.here
    if token.kind == "open_string":
        raise Stuck(open_string(reader, token), _after_line(reader))
    indent = reader.indent(reader.at)
    if token.kind in OPERANDS and (not indent.first or indent.width > reader.indent(reader.statement).width):
        raise Stuck(_between(reader))
    if not indent.first and token.kind not in ENDS | STATEMENTS | {";", "then", "do"}:
        raise Stuck(unexpected(reader))
    where = _last_of_statement(reader, bracket)
    before = reader.tokens[where - 1]
    repairs = tuple(insertion(before.end, text, closing, texts.ADD) for text in (closing, closing + ";"))
    fault = reader.fault(
        texts.MISSING_BRACKET,
        before,
        of=Span(bracket.start, bracket.end),
        repairs=repairs,
        bracket=bracket.kind,
        closer=closing,
    )
    goes_on = reader.tokens[where].kind in NAMES | STATEMENTS | ENDS | {";", "then", "do"}
    raise Stuck(fault, where if goes_on else None)


def _last_of_statement(reader: Reader, bracket: Token) -> int:
    """Index before which a missing bracket belongs: where a line begins that looks like a new statement."""
    width = reader.indent(reader.statement).width
    for later in range(reader.statement + 1, reader.at):
        if reader.tokens[later].start <= bracket.start:
            continue
        indent = reader.indent(later)
        if indent.first and indent.width <= width and reader.tokens[later].kind in NAMES:
            return later
    return reader.at


def unexpected(reader: Reader) -> Fault:
    """Says that the token at the cursor can't stand there."""
    token = reader.here
    if token.kind in (")", "]"):
        opener = "(" if token.kind == ")" else "["
        return reader.fault(texts.EXTRA_BRACKET, token, found=token.kind, opener=opener)
    if token.kind == "open_string":
        return open_string(reader, token)
    if token.kind == "stray_string":
        return reader.fault(texts.STRAY_STRING, token)
    if (token.kind in OPERANDS or token.kind == "execute") and not reader.first(reader.at):
        return _between(reader)
    return reader.fault(texts.UNEXPECTED, token, found=reader.word(token))


def open_string(reader: Reader, token: Token) -> Fault:
    """Says that a string is not finished, on the last of its lines."""
    start = max(
        reader.data.rfind(b"\n", token.start, token.end), reader.data.rfind(b"\r", token.start, token.end)
    )
    start = token.start if start < 0 else start + 1
    line = reader.data[start : token.end]
    start += len(line) - len(line.lstrip())
    return Fault(
        "ParseError",
        start,
        token.end,
        texts.OPEN_STRING,
        repairs=closing_quotes(reader, start, token.end, '"'),
    )


def closing_quotes(reader: Reader, start: int, end: int, quote: str) -> tuple[Repair, ...]:
    """Proposals to close a literal: before the brackets and the semicolon that it swallowed, or at its end."""
    title = texts.CLOSE_STRING if quote == '"' else texts.CLOSE_DATE
    text = reader.data[start:end].rstrip()
    swallowed = len(text) - len(text.rstrip(b";) \t"))
    places = range(len(text) - swallowed, len(text) + 1)
    found = [Repair(title, (TextEdit(start + at, start + at, quote),)) for at in places if at > 0]
    found.append(Repair(title, (TextEdit(start + len(text), start + len(text), quote + ";"),)))
    return tuple(found)


def _no_operand(reader: Reader) -> Fault:
    token, before = reader.here, reader.before
    if token.kind in _UNDONE or token.kind == "other":
        return unexpected(reader)
    if reader.at and (before.kind in BINARY or before.kind in PREFIX or before.kind in ("(", "[", ",")):
        return reader.fault(texts.MISSING_OPERAND, before, before=reader.word(before))
    if reader.at and (token.kind in ENDS or token.kind in STATEMENTS or reader.first(reader.at)):
        return reader.fault(texts.MISSING_OPERAND, before, before=reader.word(before))
    if token.kind in (";", "then", "do", "to"):
        return reader.fault(texts.MISSING_OPERAND, before, before=reader.word(before))
    return unexpected(reader)


def _between(reader: Reader) -> Fault:
    return reader.fault(
        texts.MISSING_BETWEEN, reader.here, before=_last(reader), after=reader.word(reader.here)
    )


def _missing_sign(reader: Reader, before: Token, sign: str) -> Fault:
    return reader.fault(texts.MISSING_WORD, before, before=reader.word(before), word=sign)


def _last(reader: Reader) -> str:
    return reader.word(reader.before)


def _after_line(reader: Reader) -> int:
    """Index of the first token on a line after an unfinished string."""
    index = reader.at + 1
    while index < len(reader.tokens) - 1 and not reader.first(index):
        index += 1
    return min(index, len(reader.tokens) - 1)
