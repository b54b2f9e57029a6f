"""Where in its statement an expression stands that begins at a byte: what is wanted of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from bsl_pilot.syntax.lexer import Token


class Slot(IntEnum):
    """A place for an expression. The numbers are those of the shipped counts: append, never reorder."""

    STATEMENT = 0
    """It begins a statement: something is done or assigned to."""
    CONDITION = 1
    """Behind ``Если``, ``И``, ``Не``: something true or false, or what is compared."""
    EACH = 2
    """``Для Каждого Х Из …``"""
    ASSIGNED = 3
    """The right side of an assignment."""
    ARGUMENT = 4
    """In parentheses, first or behind a comma."""
    VALUE = 5
    """Anywhere else: compared, added, returned."""


_CONDITIONS = frozenset({"if", "elsif", "while", "and", "or", "not"})
_HEADS = frozenset({"if", "elsif", "while"})


def slot_of(statement: Sequence[Token], start: int) -> Slot:
    """The slot of an expression that begins at byte ``start`` of a statement (its tokens before the cursor)."""
    before = _without_header([one.kind for one in statement if one.start < start])
    if not before:
        return Slot.STATEMENT
    last = next((kind for kind in reversed(before) if kind != "("), "(")
    if last in _CONDITIONS:
        return Slot.CONDITION
    if before[-1] == "in":
        return Slot.EACH
    if before[-1] in ("(", ","):
        return Slot.ARGUMENT
    depth = sum((kind in "([") - (kind in ")]") for kind in before)
    assigns = before[-1] == "=" and depth == 0 and before.count("=") == 1 and not _HEADS & set(before)
    return Slot.ASSIGNED if assigns else Slot.VALUE


def _without_header(kinds: list[str]) -> list[str]:
    """The kinds behind the header of a method, where the first statement follows it."""
    heads = [at for at, kind in enumerate(kinds) if kind in ("procedure", "function")]
    depth = 0
    for at in range(heads[-1] if heads else len(kinds), len(kinds)):
        depth += (kinds[at] == "(") - (kinds[at] == ")")
        if kinds[at] == ")" and depth == 0:
            rest = kinds[at + 1 :]
            return rest[1:] if rest[:1] == ["export"] else rest
    return kinds
