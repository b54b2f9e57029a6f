"""How statements end, and how reading goes on after one that is broken."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.expressions import unexpected
from bsl_pilot.syntax.faults.reader import ENDS, METHOD_STARTS, NAMES, STATEMENTS, Reader, Stuck, insertion
from bsl_pilot.syntax.faults.structure import Structure, like
from bsl_pilot.syntax.keywords import CLOSERS

STOPS = STATEMENTS | ENDS | METHOD_STARTS
"""Tokens that certainly begin something new."""
BLOCK_HEADS = frozenset({"then", "do"})


class State(NamedTuple):
    """What reading statements needs: the tokens and the open blocks."""

    reader: Reader
    structure: Structure


def end_statement(state: State, start: int | None = None) -> None:
    """Reads ``;``, which may be left out before the end of a block."""
    reader = state.reader
    if reader.accept(";") or reader.kind in ENDS:
        return
    if reader.kind in BLOCK_HEADS and start is not None:
        missing_opener(state, start, reader.at)
        return
    called = start is not None and reader.first(reader.at) and reader.before.kind in NAMES
    if called and reader.kind not in STOPS and continues(state, start or 0):
        raise Stuck(broken_call(state))
    begins = reader.kind in STATEMENTS | METHOD_STARTS and not _is_inside(reader)
    if not begins and not (reader.first(reader.at) and reader.kind in NAMES | {"&", "async"}):
        raise Stuck(unexpected(reader))
    before = reader.before
    repairs = (insertion(before.end, ";", ";", texts.ADD),)
    reader.report(reader.fault(texts.MISSING_SEMICOLON, before, before=reader.word(before), repairs=repairs))


def _is_inside(reader: Reader) -> bool:
    """Whether ``Выполнить`` or ``~`` stands in the middle of a line: then it begins no statement."""
    return reader.kind in ("execute", "~") and not reader.first(reader.at)


def missing_opener(state: State, start: int, head: int) -> None:
    """``Тогда`` or ``Цикл`` without its opener: the line that it ends should have begun with one."""
    reader = state.reader
    begin = reader.tokens[start]
    kind = "if" if reader.tokens[head].kind == "then" else "while"
    kinds = {reader.tokens[index].kind for index in range(start, head)}
    if kind == "while" and kinds & {"each", "in", "to"}:
        kind = "for"
    block = state.structure.stack[-1] if state.structure.stack else None
    indent = reader.indent(start)
    continues = (
        kind == "if" and block is not None and block.kind == "if" and block.indent.width == indent.width
    )
    word = like(reader, reader.tokens[head], "elsif" if continues else kind)
    repairs = (insertion(begin.start, word + " ", word, texts.ADD),)
    reader.report(
        reader.fault(texts.MISSING_START, begin, word=word, after=reader.word(begin), repairs=repairs)
    )
    reader.at = head + 1
    if not continues:
        state.structure.open(kind, start, missing=True)


def recover(state: State, start: int, stuck: Stuck) -> None:
    """Notes why a statement can't be read further and goes on after it."""
    reader = state.reader
    stopped = reader.at
    reader.at = start
    ahead = find_ahead(state, *BLOCK_HEADS) if stuck.resume is None else None
    if ahead is not None and ahead > start and reader.tokens[start].kind not in CLOSERS:
        missing_opener(state, start, ahead)
        return
    reader.at = stopped
    reader.report(stuck.fault)
    resync(state, start, stuck.resume)


def resync(state: State, start: int, resume: int | None) -> None:
    """Moves to where the next statement begins."""
    reader = state.reader
    if resume is not None:
        reader.at = resume
        return
    width = reader.indent(start).width
    while reader.kind not in STOPS or _is_inside(reader):
        if reader.accept(";"):
            return
        indent = reader.indent(reader.at)
        if reader.at > start and indent.first and indent.width <= width and reader.kind in NAMES | {"&"}:
            return
        reader.take()


def find_ahead(state: State, *kinds: str) -> int | None:
    """Index of a keyword further on in the same statement."""
    reader = state.reader
    for index in range(reader.at, len(reader.tokens)):
        kind = reader.tokens[index].kind
        if kind in kinds:
            return index
        if kind in STOPS or kind in (";", "&"):
            return None
    return None


def skip_line_rest(state: State) -> None:
    reader = state.reader
    while reader.kind not in STOPS and not reader.first(reader.at) and reader.kind != ";":
        reader.take()
    reader.accept(";")


def continues(state: State, start: int) -> bool:
    """Whether the token at the cursor goes on with a statement by its looks: on its line, or deeper."""
    reader = state.reader
    indent = reader.indent(reader.at)
    return not indent.first or (indent.width > reader.indent(start).width and open_bracket_missing(state))


def open_bracket_missing(state: State) -> bool:
    reader = state.reader
    depth = 0
    for index in range(reader.at, len(reader.tokens)):
        kind = reader.tokens[index].kind
        depth += (kind == "(") - (kind == ")")
        if depth < 0:
            return True
        if kind == ";" or kind in STOPS:
            return False
    return False


def broken_call(state: State) -> Fault:
    """Why a name is followed by something on its line: a bracket is missing, or a sign."""
    reader = state.reader
    before = reader.before
    if before.kind in NAMES and open_bracket_missing(state):
        repairs = (insertion(before.end, "(", "(", texts.ADD),)
        return reader.fault(texts.MISSING_WORD, before, before=reader.word(before), word="(", repairs=repairs)
    return unexpected(reader)
