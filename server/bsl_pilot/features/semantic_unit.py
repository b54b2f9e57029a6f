"""Semantic tokens of one unit of a module, before positions are encoded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bsl_pilot.features.doc_comment import deprecation, section
from bsl_pilot.features.names import Name, Role, names
from bsl_pilot.features.query_spans import unit_queries
from bsl_pilot.features.semantic_legend import Modifier, Piece, TokenType
from bsl_pilot.features.semantic_query import query_pieces
from bsl_pilot.features.semantic_strings import string_pieces, template_pieces
from bsl_pilot.features.units import Unit
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import EmbeddedQuery
from bsl_pilot.syntax.keywords import BY_KIND
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.preproc import instruction
from bsl_pilot.text.words import fold_bytes

_STRINGS = frozenset({"string", "open_string"})
_MODIFIERS = frozenset({"export", "val", "async"})
_OPERATORS = frozenset({"+", "-", "*", "/", "%", "=", "<>", "<", ">", "<=", ">=", "?"})
_PREFIXES = frozenset({"&", "~"})
_QUERY_PUNCTUATION = b" \t.,();"
_LOCALIZED = frozenset({"нстр", "nstr"})
LONGEST_CHAIN = 3
"""Names before a dot that may decide what the one behind it is, and one more."""
_OPEN = frozenset({Role.METHOD, Role.CALL, Role.ASSIGNED, Role.FREE, Role.TYPE})
_TYPES = {
    Role.METHOD: TokenType.METHOD,
    Role.CALL: TokenType.FUNCTION,
    Role.PARAMETER: TokenType.PARAMETER,
    Role.LOCAL: TokenType.VARIABLE,
    Role.ASSIGNED: TokenType.VARIABLE,
    Role.FREE: TokenType.PROPERTY,
    Role.VARIABLE: TokenType.VARIABLE,
    Role.MEMBER: TokenType.PROPERTY,
    Role.MEMBER_CALL: TokenType.METHOD,
    Role.TYPE: TokenType.CLASS,
    Role.ANNOTATION: TokenType.DECORATOR,
    Role.LABEL: TokenType.LABEL,
}


class Open(NamedTuple):
    """A token whose meaning the module decides, or what is around it: index of its piece, role, folded name.

    ``chain``: of a member the folded names before its dot, the first of which is free.
    """

    piece: int
    role: Role
    name: str
    chain: tuple[str, ...] = ()


class UnitPieces(NamedTuple):
    """Tokens of one unit, offsets relative to it, and those of them that the module decides about."""

    pieces: list[Piece]
    open: tuple[Open, ...] = ()


def comment_pieces(line: bytes, *, documentation: bool) -> list[Piece]:
    """Tokens of a comment; in the comment of a method the words with a meaning stand out."""
    mark = Modifier.DOCUMENTATION if documentation else Modifier.NONE
    span = (section(line) or deprecation(line)) if documentation else None
    if span is None:
        return [Piece(0, len(line), TokenType.COMMENT, mark)]
    around = [
        Piece(0, span.start, TokenType.COMMENT, mark),
        Piece(span.end, len(line), TokenType.COMMENT, mark),
    ]
    before, after = around
    word = Piece(span.start, span.end, TokenType.KEYWORD, mark)
    return [before, word, after] if after.end > after.start else [before, word]


def unit_pieces(document: Document, unit: Unit) -> UnitPieces:
    """Tokens of a unit that is not a comment."""
    data = unit.data(document)
    words = list(tokens(data))
    found = names(data, words)
    by_quote = {at + query.start: (at, query) for at, query in unit_queries(document, unit)}
    reader = _Reader(data, found, by_quote)
    reader.read(words)
    return UnitPieces(reader.pieces, tuple(reader.open))


class _Reader:
    def __init__(self, data: bytes, found: list[Name], queries: dict[int, tuple[int, EmbeddedQuery]]) -> None:
        self._data = data
        self._names = {name.start: name for name in found}
        self._queries = queries
        self._async = False
        self._chain: tuple[str, ...] = ()  # names with dots between them that end with the last name
        self.pieces: list[Piece] = []
        self.open: list[Open] = []

    def read(self, words: list[Token]) -> None:
        nothing = Token("", 0, 0)
        for before, token in pairwise([nothing, *words]):
            name = self._names.get(token.start)
            if token.kind != "." and before.kind != ".":
                self._chain = ()
            if name is not None:
                self._read_name(name, token.start if before.kind not in _PREFIXES else before.start)
            elif token.kind in _STRINGS:
                self.pieces += self._string(token, before)
            elif token.kind == "preproc":
                self.pieces += _preprocessor(self._data, token)
            else:
                self._read_word(token)

    def _read_word(self, token: Token) -> None:
        kind = token.kind
        if kind in BY_KIND:
            self._async = kind == "async" or (self._async and kind in ("procedure", "function"))
            self._add(token, TokenType.MODIFIER if kind in _MODIFIERS else TokenType.KEYWORD)
        elif kind in _OPERATORS:
            self._add(token, TokenType.OPERATOR)
        elif kind == "comment":
            self._add(token, TokenType.COMMENT)
        elif kind in ("number", "date"):
            self._add(token, TokenType.NUMBER)

    def _add(self, token: Token, kind: TokenType) -> None:
        self.pieces.append(Piece(token.start, token.end, kind))

    def _read_name(self, name: Name, start: int) -> None:
        role = name.role
        modifiers = Modifier.NONE
        if name.write:
            modifiers = Modifier.DECLARATION if name.declares else Modifier.MODIFICATION
        if role is Role.VARIABLE:
            modifiers |= Modifier.STATIC
        if role is Role.METHOD and self._async:
            modifiers |= Modifier.ASYNC
        if role in _OPEN:
            self.open.append(Open(len(self.pieces), role, name.text))
        elif role is Role.MEMBER and 0 < len(self._chain) < LONGEST_CHAIN:
            self.open.append(Open(len(self.pieces), role, name.text, self._chain))
        follows = role is Role.FREE or (role is Role.MEMBER and self._chain)
        self._chain = (*self._chain, name.text) if follows else ()
        self.pieces.append(Piece(start, name.end, _TYPES[role], modifiers))

    def _string(self, token: Token, before: Token) -> Iterator[Piece]:
        start, end = token.start, token.end
        if start in self._queries:
            at, query = self._queries[start]
            inner = query_pieces(query, at)
            return string_pieces(self._data, start, end, inner, silent=_QUERY_PUNCTUATION)
        localized = before.kind == "(" and bool(self.pieces) and self._is_localized(before)
        return string_pieces(
            self._data, start, end, template_pieces(self._data, start, end, localized=localized)
        )

    def _is_localized(self, parenthesis: Token) -> bool:
        last = self.pieces[-1]
        return last.end <= parenthesis.start and fold_bytes(self._data[last.start : last.end]) in _LOCALIZED


def _preprocessor(data: bytes, token: Token) -> Iterator[Piece]:
    """The line of an instruction; the name of a region or library stands out."""
    line = data[token.start : token.end]
    found = instruction(line, token.start)
    argument = found.argument.encode("utf-8", "replace")
    at = found.end - len(argument)
    if found.kind not in ("region", "use") or not argument or data[at : found.end] != argument:
        yield Piece(token.start, max(found.end, token.start + 1), TokenType.MACRO)
        return
    yield Piece(token.start, token.start + len(data[token.start : at].rstrip()), TokenType.MACRO)
    yield Piece(at, found.end, TokenType.NAMESPACE)
