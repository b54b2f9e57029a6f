"""What may stand at the cursor, by the tokens of the statement before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import Token

_METHODS = ("procedure", "function")
_ENDS = frozenset({"endif", "enddo", "endtry", "endprocedure", "endfunction"})
_BEGINS = frozenset({"", ";", "then", "else", "do", "try", "except", ":"})
"""Tokens after which a statement begins, also on the same line."""
_OPERANDS = frozenset(
    {"identifier", "number", "string", "open_string", "stray_string", "date", ")", "]"}
    | {"true", "false", "undefined", "null"}
)
_HEADS = frozenset({"if", "elsif", "while", "for", "return", "raise", "execute"})
"""Keywords with which a statement begins that goes on with an expression."""
_BOUNDARIES = (_BEGINS | _ENDS | {"break", "continue"}) - {""}


class Special(Enum):
    """Places where only one sort of thing may stand."""

    NOTHING = auto()
    """A name that does not exist yet, or nothing at all."""
    MEMBER = auto()
    TYPE = auto()
    LABEL = auto()
    GOTO = auto()
    """Before the ``~`` of a label."""
    VARIABLE = auto()


@dataclass(frozen=True, slots=True)
class Expected:
    """What may stand at the cursor.

    Attributes:
        statement: a statement may begin.
        operand: an operand of an expression may stand.
        infix: an operator may stand.
        needed: keywords without which the code before is not complete.
        keywords: other keywords that may stand.
        special: where set, nothing of ``statement``, ``operand`` and ``infix`` is.
    """

    statement: bool = False
    operand: bool = False
    infix: bool = False
    needed: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    special: Special | None = None


_STATEMENT = Expected(statement=True)
_OPERAND = Expected(operand=True)
_AFTER_KEYWORD: dict[str, Expected] = {
    ".": Expected(special=Special.MEMBER),
    "~": Expected(special=Special.LABEL),
    "goto": Expected(special=Special.GOTO),
    "new": Expected(special=Special.TYPE),
    "for": Expected(needed=("each",), special=Special.VARIABLE),
    "each": Expected(special=Special.VARIABLE),
    "async": Expected(needed=_METHODS),
    "var": Expected(special=Special.NOTHING),
    "val": Expected(special=Special.NOTHING),
    "procedure": Expected(special=Special.NOTHING),
    "function": Expected(special=Special.NOTHING),
}
_NOTHING = Expected(special=Special.NOTHING)


def expected(scene: Scene) -> Expected:
    """What may stand instead of the typed word."""
    before = scene.before
    last = before[-1].kind if before else ""
    if last in ("raise", "return") and scene.new_line:
        return _STATEMENT
    if last in _AFTER_KEYWORD:
        return _AFTER_KEYWORD[last]
    header = _in_header(before, new_line=scene.new_line)
    if header is not None:
        return header
    if last in _BEGINS:
        return _STATEMENT
    if last in _ENDS or last in ("break", "continue", "export"):
        return _STATEMENT if scene.new_line else _NOTHING
    statement = statement_of(before)
    if statement and statement[0].kind == "var":
        return _in_declaration(scene, last)
    if last in _OPERANDS or last in SOFT_KINDS:
        return _after_operand(scene, statement)
    if last == "return" and scene.stack and scene.stack[0].kind == "procedure":
        return _NOTHING  # a procedure returns no value
    return _OPERAND


def statement_of(before: Sequence[Token]) -> Sequence[Token]:
    """The tokens of the statement that the cursor is in, as far as they stand before it."""
    at = len(before)
    while at > 0 and before[at - 1].kind not in _BOUNDARIES:
        at -= 1
    return before[at:]


def _in_declaration(scene: Scene, last: str) -> Expected:
    """After a name in ``Перем``."""
    if last == ",":
        return _NOTHING
    exportable = not scene.stack and last == "identifier"
    return Expected(statement=scene.new_line, keywords=("export",) if exportable else ())


def _in_header(before: Sequence[Token], *, new_line: bool) -> Expected | None:
    """What may stand in the header of a method; None where the cursor is not in one."""
    at = len(before) - 1
    while at >= 0 and before[at].kind not in _METHODS:
        if before[at].kind in _BOUNDARIES:
            return None
        at -= 1
    if at < 0:
        return None
    header = before[at + 1 :]
    depth = end = 0
    for end, token in enumerate(header):  # noqa: B007  (read after the loop)
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind == ")" and depth <= 0:
            break
    last = header[-1].kind
    if depth > 0:
        return _in_parameters(last)
    if last != ")" or end < len(header) - 1:  # no list yet, or it is left behind
        name_only = all(token.kind != "(" for token in header)
        return (_STATEMENT if new_line else _NOTHING) if name_only or last == "export" else None
    return Expected(statement=new_line, keywords=("export",))


def _depth(tokens: Sequence[Token]) -> int:
    return sum((token.kind in "([") - (token.kind in ")]") for token in tokens)


def _in_parameters(last: str) -> Expected:
    if last == "=":
        return Expected(keywords=("true", "false", "undefined", "null"))
    return Expected(keywords=("val",)) if last in ("(", ",") else _NOTHING


def _after_operand(scene: Scene, statement: Sequence[Token]) -> Expected:
    head = _last_head(statement)
    inner = statement[head:] if head >= 0 else statement
    needed = _needed(scene, inner) if head >= 0 and _depth(inner) <= 0 else ()
    expression = head >= 0 or any(token.kind in ("=", "(") for token in statement)
    in_each = head >= 0 and _is_each_without_collection(inner)
    begins = scene.new_line and not needed and _depth(statement) <= 0
    if not (expression or begins):
        return _NOTHING
    return Expected(statement=begins, infix=expression and not in_each, needed=needed)


def _last_head(statement: Sequence[Token]) -> int:
    return next((at for at in range(len(statement) - 1, -1, -1) if statement[at].kind in _HEADS), -1)


def _is_each_without_collection(tokens: Sequence[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    return "each" in kinds and "in" not in kinds


def _needed(scene: Scene, header: Sequence[Token]) -> tuple[str, ...]:
    """The keyword that the header of a block lacks next."""
    kinds = [token.kind for token in header]
    if not scene.stack or scene.stack[-1].part in ("then", "do", "else", "except", "try"):
        return ()
    if kinds[0] in ("if", "elsif"):
        return ("then",)
    if kinds[0] == "while":
        return ("do",)
    if kinds[0] != "for":
        return ()
    if "each" in kinds:
        return ("do",) if "in" in kinds else ("in",)
    if "to" in kinds:
        return ("do",)
    return ("to",) if "=" in kinds else ()
