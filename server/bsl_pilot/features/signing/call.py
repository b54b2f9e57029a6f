"""The call that the cursor is in, found among tokens: half-typed code has no other shape to rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bsl_pilot.features.signing.nearby import NOTHING
from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import Token

_ENDS = frozenset(
    {
        ";",
        "then",
        "do",
        "else",
        "elsif",
        "if",
        "while",
        "for",
        "each",
        "try",
        "except",
        "return",
        "raise",
        "var",
    }
    | {"endif", "enddo", "endtry", "procedure", "function", "endprocedure", "endfunction", "export", "goto"}
)
"""What never stands inside of an argument: behind it begins other code, whatever was left open before."""
_NAMES = frozenset({"identifier"}) | SOFT_KINDS
_LITERALS = frozenset({"string", "open_string", "stray_string"})
_OPERANDS = _NAMES | _LITERALS | frozenset({"number", "date", "true", "false", "undefined", "null", ")", "]"})
_BEGINS_OPERAND = _OPERANDS - {")", "]"} | {"new"}


class OpenCall(NamedTuple):
    """A call whose parenthesis is not closed before the cursor.

    Attributes:
        word: the name before the parenthesis; `NOTHING` for `Новый(`.
        before: what stands before the name: a dot, `Новый`, anything else.
        parenthesis: the opening one.
        argument: how many commas stand between it and the cursor.
    """

    word: Token
    before: Token
    parenthesis: Token
    argument: int


def open_call(data: bytes, tokens: Sequence[Token], offset: int) -> OpenCall | None:
    """The innermost call around a byte. Parentheses that only group, indexes and `?(` are looked through.

    Args:
        data: the text.
        tokens: tokens of code of the method around it.
        offset: the byte of the cursor.
    """
    at = _before(tokens, offset)
    depth = commas = 0
    after = NOTHING
    while at >= 0:
        token = tokens[at]
        if (token.kind in _ENDS and not _is_member(tokens, at)) or _parts_statements(data, token, after):
            return None
        if token.kind in (")", "]"):
            depth += 1
        elif token.kind in ("(", "["):
            if depth == 0:
                call = _call(tokens, at, commas) if token.kind == "(" else None
                if call is not None:
                    return call
                commas = 0
            else:
                depth -= 1
        elif token.kind == "," and depth == 0:
            commas += 1
        after = token
        at -= 1
    return None


def _before(tokens: Sequence[Token], offset: int) -> int:
    """Index of the last token that begins before the cursor."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _is_member(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].kind == "."


def _parts_statements(data: bytes, token: Token, after: Token) -> bool:
    """Whether a statement ends without its `;` between two tokens: two operands, with a line end between them."""
    if token.kind not in _OPERANDS or after.kind not in _BEGINS_OPERAND:
        return False
    if token.kind in _LITERALS and after.kind in _LITERALS:
        return False  # two literals in a row are one string
    return b"\n" in data[token.end : after.start] or b"\r" in data[token.end : after.start]


def _call(tokens: Sequence[Token], at: int, commas: int) -> OpenCall | None:
    """The call that a parenthesis opens; None where it opens something else."""
    word = tokens[at - 1] if at else NOTHING
    before = tokens[at - 2] if at > 1 else NOTHING
    if word.kind == "new":
        return OpenCall(NOTHING, word, tokens[at], commas)
    if word.kind not in _NAMES or before.kind in ("procedure", "function", "&"):
        return None
    return OpenCall(word, before, tokens[at], commas)
