"""Reads the headers of methods and the annotations above them."""

from __future__ import annotations

from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.expressions import CONSTANTS, arguments
from bsl_pilot.syntax.faults.reader import ENDS, METHOD_STARTS, NAMES, STATEMENTS, Reader, Stuck, insertion
from bsl_pilot.text.positions import Span

_BODY = STATEMENTS | ENDS
_METHOD_ENDS = ("endprocedure", "endfunction")


def header(reader: Reader, *, keyword: bool = True) -> None:
    """Reads a method's header, from ``Процедура`` (or, without ``keyword``, from the name) to ``Экспорт``.

    Faults are reported here: whatever is wrong with a header, the method's body comes after it.
    """
    start = reader.at
    try:
        _header(reader, keyword)
    except Stuck as stuck:
        reader.report(stuck.fault)
        _skip_header(reader, start)
        reader.accept("export")


def _header(reader: Reader, keyword: bool) -> None:
    opener = reader.here
    if keyword:
        reader.take()
    if reader.kind not in NAMES or (reader.first(reader.at) and keyword):
        raise Stuck(reader.fault(texts.MISSING_NAME, reader.before, before=reader.word(opener)))
    name = reader.take()
    bracket = reader.here
    if not reader.accept("("):
        repairs = () if reader.kind in NAMES else (insertion(name.end, "()", "()", texts.ADD),)
        sign = "(" if reader.kind in NAMES or reader.kind == "val" else "()"
        raise Stuck(
            reader.fault(texts.MISSING_WORD, name, before=reader.word(name), word=sign, repairs=repairs)
        )
    if reader.kind not in (")", "export") and not (reader.first(reader.at) and reader.kind in _BODY):
        _parameter(reader)
        while reader.accept(","):
            _parameter(reader)
    if not reader.accept(")"):
        if reader.kind in NAMES and not reader.first(reader.at):
            fault = texts.MISSING_WORD
            raise Stuck(reader.fault(fault, reader.before, before=reader.word(reader.before), word=","))
        before = reader.before
        raise Stuck(
            reader.fault(
                texts.MISSING_BRACKET,
                before,
                of=Span(bracket.start, bracket.end),
                repairs=(insertion(before.end, ")", ")", texts.ADD),),
                bracket="(",
                closer=")",
            )
        )
    reader.accept("export")
    if not reader.first(reader.at) and reader.kind in (")", "export", "number", "string", ",", "other", "="):
        raise Stuck(
            reader.fault(
                texts.HEADER, reader.here, found=reader.word(reader.here), opener=reader.word(opener)
            )
        )


def _parameter(reader: Reader) -> None:
    while reader.kind == "&":
        annotation(reader, of_parameter=True)
    reader.accept("val")
    if reader.kind not in NAMES:
        raise Stuck(reader.fault(texts.MISSING_NAME, reader.before, before=reader.word(reader.before)))
    reader.take()
    if not reader.accept("="):
        return
    if reader.kind in ("-", "+") and reader.peek() == "number":
        reader.take()
    if reader.kind == "string":
        while reader.accept("string"):
            pass
    elif not reader.accept(*CONSTANTS, "date"):
        if reader.kind in (",", ")") or reader.first(reader.at):
            raise Stuck(reader.fault(texts.MISSING_OPERAND, reader.before, before="="))
        raise Stuck(reader.fault(texts.NOT_CONSTANT, reader.here))


def annotation(reader: Reader, *, of_parameter: bool = False) -> None:
    """Reads ``&Имя`` or ``&Имя(…)`` and checks that it stands above a method or a variable."""
    sign = reader.take()
    if reader.kind not in NAMES or (reader.first(reader.at) and not of_parameter):
        raise Stuck(reader.fault(texts.MISSING_NAME, sign, before="&"), reader.at)
    reader.take()
    if reader.kind == "(":
        _annotation_arguments(reader)
    if of_parameter:
        return
    if reader.kind not in METHOD_STARTS | {"&", "async", "var", "eof"}:
        if reader.kind in NAMES and (reader.peek() == "export" or header_without_keyword(reader)):
            return
        raise Stuck(reader.fault(texts.NO_METHOD, reader.before), _after_statement(reader))


def _after_statement(reader: Reader) -> int:
    """Index behind the statement at the cursor if it ends on its line: most likely a variable without ``Перем``."""
    index = reader.at + 1
    while index < len(reader.tokens) - 1 and not reader.first(index):
        if reader.tokens[index].kind == ";":
            return index + 1
        index += 1
    return reader.at


def _annotation_arguments(reader: Reader) -> None:
    """Arguments may be annotations themselves, so only the brackets are looked at."""
    if all(token.kind != "&" for token in reader.tokens[reader.at : reader.at + 20]):
        arguments(reader)
        return
    depth = 0
    while reader.kind != "eof":
        depth += (reader.kind == "(") - (reader.kind == ")")
        reader.take()
        if depth == 0:
            return


def header_without_keyword(reader: Reader) -> bool:
    """Whether ``Имя(…) [Экспорт]`` at the cursor is a method's header whose keyword is missing.

    It is when the line ends there and the next keyword of a method is one that ends it.
    """
    if reader.kind not in NAMES or reader.peek() != "(" or not reader.first(reader.at):
        return False
    depth = 0
    index = reader.at + 1
    while index < len(reader.tokens) - 1:
        kind = reader.tokens[index].kind
        depth += (kind == "(") - (kind == ")")
        index += 1
        if depth == 0:
            break
        if kind == ";" or kind in STATEMENTS or kind in ENDS:
            return False
    if reader.tokens[index].kind == "export":
        return True
    if not reader.first(index):
        return False
    methods = (token.kind for token in reader.tokens[index:] if token.kind in (*METHOD_STARTS, *_METHOD_ENDS))
    return next(methods, "") in _METHOD_ENDS


def _skip_header(reader: Reader, start: int) -> None:
    """Moves behind the header's closing bracket if there is one, else to the next line."""
    for index in range(reader.at, len(reader.tokens)):
        kind = reader.tokens[index].kind
        if kind in (")", "export"):
            reader.at = index + (kind == ")")
            return
        if (
            kind in (";", "eof", "(")
            or kind in STATEMENTS
            or kind in ENDS
            or (kind in METHOD_STARTS and index > start)
        ):
            break
    while reader.kind != "eof" and (reader.at <= start or not reader.first(reader.at)):
        if reader.kind in STATEMENTS or reader.kind in ENDS:
            return
        reader.take()
