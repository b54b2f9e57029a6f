"""What a position in a module is inside of: code, a comment, a string, query text, a preprocessor line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import EmbeddedQuery, queries
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.parts import Part


class Place(StrEnum):
    """Kinds of surroundings; each asks for another sort of help from an editor."""

    CODE = "code"
    COMMENT = "comment"
    STRING = "string"
    QUERY = "query"
    DATE = "date"
    PREPROC = "preproc"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True)
class Context:
    """Surroundings of a position. ``start`` and ``end`` are the bytes of the token that it is in (an empty
    range in code); ``part_start`` is what a query's offsets are relative to."""

    place: Place
    start: int
    end: int
    query: EmbeddedQuery | None = None
    part_start: int = 0
    unfinished: bool = False
    """The token lacks its closing quote."""


_TOKEN_PLACES = {
    "comment": Place.COMMENT,
    "string": Place.STRING,
    "open_string": Place.STRING,
    "stray_string": Place.STRING,
    "date": Place.DATE,
    "preproc": Place.PREPROC,
}


def context_at(document: Document, offset: int) -> Context:
    """Surroundings of the position before byte ``offset``.

    A position at the very start of a token is outside of it; one at the end of a comment, a preprocessor
    line or an unfinished string is inside, since what is typed there belongs to it.
    """
    part = document.parts.at(offset)
    if part is None:
        return Context(Place.CODE, offset, offset)
    token = _token_at(document, part, offset)
    if token is None:
        return _in_code(document, part, offset)
    place = _TOKEN_PLACES[token.kind]
    unfinished = token.kind in ("open_string", "stray_string")
    if place is Place.STRING:
        query = _query_at(document, part, offset)
        if query is not None:
            return Context(Place.QUERY, token.start, token.end, query, part.start, unfinished)
    return Context(place, token.start, token.end, unfinished=unfinished)


def _in_code(document: Document, part: Part, offset: int) -> Context:
    line_start = document.text.lines.starts[document.text.lines.line_of(offset)]
    before = document.text.data[max(line_start, part.start) : offset].lstrip()
    place = Place.ANNOTATION if before.startswith(b"&") and b"(" not in before else Place.CODE
    return Context(place, offset, offset)


def _token_at(document: Document, part: Part, offset: int) -> Token | None:
    """The comment, string, date or preprocessor line that holds ``offset``, by the tokens around it."""
    data = document.text.data
    for token in tokens(data, _safe_start(document, part, offset)):
        if token.start >= offset:
            return None
        if token.kind in _TOKEN_PLACES and _holds(data, token, offset):
            return token
    return None


def _holds(data: bytes, token: Token, offset: int) -> bool:
    if offset < token.end:
        return True
    if offset > token.end:
        return False
    if token.kind == "date":
        return token.end - token.start == 1 or data[token.end - 1 : token.end] != b"'"
    return token.kind != "string"


def _safe_start(document: Document, part: Part, offset: int) -> int:
    """A byte near ``offset`` that is outside of any string: the start of the tree's token there, or, where
    the tree makes nothing of the text, the nearest line before that does not continue a string."""
    node: Node | None = document.parts.node(part).descendant_for_byte_range(
        max(offset - 1, part.start), offset
    )
    while node is not None and node.parent is not None and node.parent.type == "string":
        node = node.parent
    if node is None:
        return _line_outside_string(document, part, offset)
    if node.type == "string" or (node.child_count == 0 and not node.has_error):
        return node.start_byte
    return _line_outside_string(document, part, offset)


def _line_outside_string(document: Document, part: Part, offset: int) -> int:
    lines = document.text.lines
    line = lines.line_of(offset)
    while line > 0 and lines.starts[line] > part.start:
        text = lines.line_bytes(line).lstrip()
        if text and not text.startswith((b"|", b"//")):
            break
        line -= 1
    return max(lines.starts[line], part.start)


def _query_at(document: Document, part: Part, offset: int) -> EmbeddedQuery | None:
    known = document.parts.fact(part, queries)
    inside = offset - part.start
    return next((query for query in known if query.start < inside <= query.end), None)
