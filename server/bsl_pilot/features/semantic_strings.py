"""Semantic tokens of string literals: one token a line, parted where something inside has a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bsl_pilot.features.semantic_legend import Modifier, Piece, TokenType

_PLACEHOLDER = re.compile(rb"%(?:[1-9][0-9]?|\([1-9][0-9]?\))(?![0-9])")
_LANGUAGE = re.compile(rb"(?:[\"';|]|\A)[ \t]*([a-z]{2}(?:_[A-Za-z]{2})?)[ \t]*(?==[ \t]*(?:'|\"\"))")
_LINE = re.compile(rb"[^\r\n]+")
_BLANKS = b" \t\f\v"


def string_pieces(
    data: bytes, start: int, end: int, inner: Iterable[Piece] = (), *, silent: bytes = b""
) -> Iterator[Piece]:
    """Tokens of the literal ``data[start:end]``.

    Args:
        data: text of the unit.
        start: byte of the opening quote.
        end: byte after the closing quote.
        inner: what stands inside (`query_pieces`, `template_pieces`), in order and without overlap.
        silent: characters of the string that need no token where nothing else stands between two of ``inner``.
    """
    at = start
    for piece in inner:
        if piece.start < at:
            continue
        yield from _rest(data, at, piece.start, silent)
        yield from _by_lines(data, piece.start, piece.end, piece.type, piece.modifiers)
        at = piece.end
    yield from _rest(data, at, end, silent)


def _rest(data: bytes, start: int, end: int, silent: bytes) -> Iterator[Piece]:
    if data[start:end].strip(silent):
        yield from _by_lines(data, start, end, TokenType.STRING)


def template_pieces(data: bytes, start: int, end: int, *, localized: bool) -> list[Piece]:
    """Placeholders of a template (`%1`), and the language keys of a localized string (`ru = '…'`)."""
    found = [Piece(*match.span(), TokenType.PARAMETER) for match in _PLACEHOLDER.finditer(data, start, end)]
    if localized:
        found += (Piece(*match.span(1), TokenType.PROPERTY) for match in _LANGUAGE.finditer(data, start, end))
        found.sort()
    return found


def _by_lines(
    data: bytes, start: int, end: int, kind: TokenType, modifiers: Modifier = Modifier.NONE
) -> Iterator[Piece]:
    """One token a line, without the blanks at its edges; a comment between the lines of a string is one."""
    for line in _LINE.finditer(data, start, end):
        text = line.group()
        first = line.start() + len(text) - len(text.lstrip(_BLANKS))
        last = line.start() + len(text.rstrip(_BLANKS))
        if first >= last:
            continue
        comment = line.start() > start and data.startswith(b"//", first) and kind is TokenType.STRING
        yield Piece(first, last, TokenType.COMMENT if comment else kind, modifiers)
