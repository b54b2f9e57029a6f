"""Blanks between two tokens of a line."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from bsl_pilot.features.formatting.lines import UNSURE
from bsl_pilot.features.formatting.places import OPERATORS
from bsl_pilot.syntax.keywords import BY_KIND

_VALUES = frozenset({"true", "false", "undefined", "null"})
_OPERANDS = frozenset({"identifier", "number", "string", "date", ")", "]"}) | _VALUES
_WORDS = frozenset(BY_KIND) - _VALUES

_BEFORE_ITS_BRACKET = frozenset({"new", "execute", "raise", "await", "async", "addhandler", "removehandler"})
"""Keywords that read like a call before a bracket: ``Новый (Тип)`` and ``Новый(Тип)`` are both usual."""

UNARY = "unary"
"""Kind under which a sign before an operand goes here."""


class Gap(IntEnum):
    """What belongs between two tokens."""

    NONE = 1  # from 1, so that every gap is true
    ONE = 2
    AS_IS = 3
    SOME = 4
    """At least one blank; more are kept."""
    CHOICE = 5
    """Nothing or one blank, as it is."""


def role(kind: str, before: str) -> str:
    """Kind of a token that follows one of kind ``before``, with signs told from operators."""
    return UNARY if kind in ("+", "-") and before not in _OPERANDS else kind


@cache
def gap(left: str, right: str) -> Gap:
    """What belongs between two tokens of one line, by their roles."""
    if right == "comment":
        return Gap.SOME
    if left in UNSURE or right in UNSURE:
        return Gap.AS_IS
    if left in ("(", ",") and right in (",", ")") and (left, right) != ("(", ")"):
        return Gap.CHOICE  # arguments left out: Метод(, А), Метод( , А), Метод(А, , Б) are all usual
    if right in (";", ",", ")", "]", ":") or left in ("(", "[", "&", "~"):
        return Gap.NONE
    if left == UNARY:
        return Gap.CHOICE if right == UNARY else Gap.NONE
    return _around_access(left, right) or _before_bracket(left, right) or _between_operands(left, right)


def _around_access(left: str, right: str) -> Gap | None:
    if left != "." and right != ".":
        return None
    if right == "." and left in ("identifier", ")", "]"):
        return Gap.NONE
    return Gap.NONE if left == "." and right == "identifier" else Gap.AS_IS


def _before_bracket(left: str, right: str) -> Gap | None:
    if left == "?":
        return Gap.NONE if right == "(" else Gap.AS_IS
    if right not in ("(", "["):
        return None
    if left == "identifier":
        return Gap.NONE
    if left in (")", "]") and right == "[":
        return Gap.NONE
    if left in _BEFORE_ITS_BRACKET:
        return Gap.CHOICE
    return Gap.AS_IS if left in _OPERANDS else Gap.ONE


def _between_operands(left: str, right: str) -> Gap:
    if (
        left in OPERATORS
        or right in OPERATORS
        or left in (",", ";", ":")
        or left in _WORDS
        or right in _WORDS
    ):
        return Gap.ONE
    return Gap.AS_IS
