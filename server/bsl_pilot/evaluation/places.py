"""Kinds of places in code at which completion is tried, told from the tokens before the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bsl_pilot.syntax.lexer import Token


class Kind(StrEnum):
    """What stands before the cursor. The first kind that fits counts."""

    BLOCK_START = "block_start"
    """Nothing on this line; the line before opened a block or a method."""
    LINE_START = "line_start"
    """Nothing on this line."""
    MEMBER = "member"
    """A dot, perhaps with some letters of a name."""
    CONDITION = "condition"
    """``Если``, ``ИначеЕсли`` or ``Пока`` without its ``Тогда`` or ``Цикл``."""
    ARGUMENT = "argument"
    """The open bracket of a call."""
    WORD = "word"
    """Some letters of a word."""
    INSIDE = "inside"
    """Any other token of the line."""
    QUERY = "query"
    """Query text; not code."""
    COMMENT = "comment"
    """The comment above a method; not code."""


CODE = tuple(kind for kind in Kind if kind not in (Kind.QUERY, Kind.COMMENT))
"""The kinds that the headline figures are made of."""

_OPENS_BLOCK = {"then", "else", "do", "try", "except"}
_METHODS = {"procedure", "function"}
_CONDITIONS = {"if", "elsif", "while"}
_CONDITION_ENDS = {"then", "do", ";"}


def kind_at(code: Sequence[Token], line_start: int, offset: int) -> Kind:
    """The kind of the place ``offset`` in code.

    Args:
        code: tokens of the module without comments and preprocessor lines, up to the cursor at least.
        line_start: byte where the cursor's line begins.
        offset: byte of the cursor.
    """
    before = [token for token in code if token.start < offset]
    if not before or before[-1].start < line_start:
        return Kind.BLOCK_START if _opens_block(before) else Kind.LINE_START
    last = before[-1]
    if _is_member(before, offset):
        return Kind.MEMBER
    if _in_condition(before):
        return Kind.CONDITION
    if _in_call(before):
        return Kind.ARGUMENT
    return Kind.WORD if offset < last.end and last.kind != "string" else Kind.INSIDE


def _opens_block(before: Sequence[Token]) -> bool:
    if not before:
        return False
    return before[-1].kind in _OPENS_BLOCK or _ends_header(before)


def _ends_header(before: Sequence[Token]) -> bool:
    """Whether ``Процедура Имя(…) Экспорт`` has just ended."""
    at = len(before) - 1
    if before[at].kind == "export":
        at -= 1
    if at < 0 or before[at].kind != ")":
        return False
    opened = _opening(before, at)
    return opened >= 2 and before[opened - 2].kind in _METHODS


def _opening(before: Sequence[Token], at: int) -> int:
    """Index of the bracket that the one at ``at`` closes, or -1."""
    depth = 0
    for index in range(at, -1, -1):
        depth += (before[index].kind == ")") - (before[index].kind == "(")
        if depth == 0:
            return index
    return -1


def _is_member(before: Sequence[Token], offset: int) -> bool:
    last = before[-1]
    if last.kind == ".":
        return True
    return last.kind == "identifier" and offset <= last.end and len(before) > 1 and before[-2].kind == "."


def _in_condition(before: Sequence[Token]) -> bool:
    for token in reversed(before):
        if token.kind in _CONDITION_ENDS:
            return False
        if token.kind in _CONDITIONS:
            return token is not before[-1]
    return False


def _in_call(before: Sequence[Token]) -> bool:
    depth = 0
    for at in range(len(before) - 1, 0, -1):
        kind = before[at].kind
        if kind == ";":
            return False
        depth += (kind == ")") - (kind == "(")
        if depth < 0:
            return before[at - 1].kind == "identifier"
    return False
