"""Highlights in query texts: aliases, tables, fields, and parameters together with where they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.features.highlight_kinds import Highlight, HighlightKind, read_or_write
from bsl_pilot.features.query_spans import unit_queries
from bsl_pilot.features.semantic_legend import Modifier, Piece, TokenType
from bsl_pilot.features.semantic_query import query_pieces
from bsl_pilot.features.units import Unit
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_TABLES = frozenset({TokenType.VARIABLE, TokenType.CLASS})
"""A table without an alias is used by its name."""
_NAMES = _TABLES | {TokenType.PROPERTY, TokenType.NAMESPACE, TokenType.FUNCTION}
_SETTERS = frozenset({"установитьпараметр", "setparameter"})
_QUOTED = re.compile(rb'"(' + WORD_BYTES + rb')"')


def query_highlights(document: Document, unit: Unit, words: list[Token], offset: int) -> Iterator[Highlight]:
    """Places in the query text at ``offset`` (relative to the unit) that mean the same as what stands there."""
    data = unit.data(document)
    for pieces in _queries(document, unit):
        here = next(
            (one for one in reversed(pieces) if one.start <= offset <= one.end and _is_name(one)), None
        )
        if here is None:
            continue
        text = _text(data, here)
        if here.type is TokenType.PARAMETER:
            yield from _parameter(document, unit, words, text)
            continue
        for one in pieces:
            if _same_kind(one, here) and _text(data, one) == text:
                write = bool(one.modifiers & Modifier.DECLARATION)
                yield read_or_write(unit.start + one.start, unit.start + one.end, write=write)


def parameter_highlights(
    document: Document, unit: Unit, words: list[Token], token: Token
) -> Iterator[Highlight]:
    """The parameter whose name the string ``token`` gives in `Запрос.УстановитьПараметр("Имя", …)`."""
    data = unit.data(document)
    for name, _ in _set_parameters(data, words, token.start):
        yield from _parameter(document, unit, words, name)


def _parameter(document: Document, unit: Unit, words: list[Token], name: str) -> Iterator[Highlight]:
    """A parameter in all queries of the unit, and the strings that set it."""
    data = unit.data(document)
    for pieces in _queries(document, unit):
        for one in pieces:
            if one.type is TokenType.PARAMETER and _text(data, one) == name:
                yield read_or_write(unit.start + one.start, unit.start + one.end, write=False)
    for text, token in _set_parameters(data, words):
        if text == name:
            yield Highlight(unit.start + token.start + 1, unit.start + token.end - 1, HighlightKind.WRITE)


def _set_parameters(data: bytes, words: list[Token], at: int | None = None) -> Iterator[tuple[str, Token]]:
    """Names of parameters that are set by a string (the one at byte ``at`` only), and the strings."""
    for method, parenthesis, token in zip(words, words[1:], words[2:], strict=False):
        if token.kind != "string" or parenthesis.kind != "(" or (at is not None and token.start != at):
            continue
        match = _QUOTED.fullmatch(data, token.start, token.end)
        if match and fold_bytes(data[method.start : method.end]) in _SETTERS:
            yield fold_bytes(match.group(1)), token


def _queries(document: Document, unit: Unit) -> Iterator[list[Piece]]:
    """The tokens of each query of a unit, offsets relative to the unit."""
    for at, query in unit_queries(document, unit):
        yield list(query_pieces(query, at))


def _is_name(piece: Piece) -> bool:
    return piece.type in _NAMES or piece.type is TokenType.PARAMETER


def _same_kind(one: Piece, other: Piece) -> bool:
    return one.type == other.type or (one.type in _TABLES and other.type in _TABLES)


def _text(data: bytes, piece: Piece) -> str:
    return fold_bytes(data[piece.start : piece.end].lstrip(b"&"))
