"""Query texts inside string literals: found, parsed as SDBL, and mapped byte by byte to the module.

A literal's contents are its lines without the margin (blanks and ``|``) and with doubled quotes undone. The
map is a list of break points: between two of them query and module run in step.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node, Parser, Tree

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.languages import SDBL
from bsl_pilot.syntax.lexer import TOKEN
from bsl_pilot.text.words import any_case

_FIRST_WORDS = any_case("выбрать", "select", "уничтожить", "drop")
_CANDIDATE = re.compile(
    rb'"(?:[\s|]|\xc2\xa0|//[^\r\n]*[\r\n])*(?:' + _FIRST_WORDS + rb")(?![0-9A-Za-z_.(\x80-\xff])"
)
_SEGMENT = re.compile(rb'""|\r\n?|\n')
_MARGIN = re.compile(rb"(?:[ \t\f\v]|\xc2\xa0)*\|?")
_COMMENT_LINE = re.compile(rb"(?:[ \t\f\v]|\xc2\xa0)*(?://|$)")


class Contents:
    """Contents of one string literal with the map between its bytes and those of the source.

    ``data`` is UTF-8; source offsets are relative to the start of the bytes that were given.
    """

    __slots__ = ("_query", "_source", "data")

    def __init__(self, data: bytes, query: list[int], source: list[int]) -> None:
        self.data = data
        self._query = query
        self._source = source

    def to_source(self, offset: int) -> int:
        """Source byte of a byte of the contents."""
        at = bisect_right(self._query, offset) - 1
        return self._source[at] + offset - self._query[at]

    def to_contents(self, offset: int) -> int:
        """Byte of the contents for a source byte; one in a margin or a comment line maps to the next."""
        at = max(bisect_right(self._source, offset) - 1, 0)
        beyond = self._query[at + 1] if at + 1 < len(self._query) else len(self.data)
        return min(self._query[at] + max(offset - self._source[at], 0), beyond)


def contents(source: bytes, start: int, end: int) -> Contents:
    """Contents of the string literal at ``source[start:end]``, quotes included, several lines or one.

    The closing quote may be missing.
    """
    pieces: list[bytes] = []
    query: list[int] = []
    origin: list[int] = []
    size = 0

    def take(begin: int, stop: int) -> None:
        nonlocal size
        if stop > begin or not query:
            query.append(size)
            origin.append(begin)
            pieces.append(source[begin:stop])
            size += stop - begin

    closed = end - start > 1 and source[end - 1 : end] == b'"'
    stop_all = end - 1 if closed else end
    at = begin = start + 1
    while (match := _SEGMENT.search(source, at, stop_all)) is not None:
        if match.group() == b'""':
            take(begin, match.start() + 1)  # of two quotes the first stands for both
            at = begin = match.end()
            continue
        take(begin, match.end())
        at = begin = _next_line(source, match.end(), stop_all)
    take(begin, stop_all)
    return Contents(b"".join(pieces), query, origin)


def _next_line(source: bytes, at: int, end: int) -> int:
    """Where the contents go on after a line end: behind the next margin, past comment and blank lines."""
    while at < end:
        margin = _MARGIN.match(source, at, end)
        assert margin is not None
        if margin.group().endswith(b"|"):
            return margin.end()
        line_end = _SEGMENT_LINE.search(source, at, end)
        if line_end is None or not _COMMENT_LINE.match(source, at, line_end.start()):
            return margin.end()
        at = line_end.end()
    return end


_SEGMENT_LINE = re.compile(rb"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class EmbeddedQuery:
    """One query text. Offsets of ``start``, ``end`` and the maps are relative to the part it stands in.

    ``whole`` is false where the literal is one operand of ``+``: then the text is a fragment, and what the
    tree says of its edges is not certain.
    """

    start: int
    end: int
    contents: Contents
    tree: Tree
    whole: bool

    def to_source(self, offset: int) -> int:
        """Byte in the part for a byte of the query text."""
        return self.contents.to_source(offset)

    def to_query(self, offset: int) -> int:
        """Byte of the query text for a byte in the part."""
        return self.contents.to_contents(offset)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(SDBL)


@lru_cache(maxsize=256)
def parse_query(text: bytes) -> Tree:
    """Tree of a query text in UTF-8; remembered, since faults, rules and features look at the same texts in turn."""
    return _parser().parse(text)


def queries(part: Node) -> tuple[EmbeddedQuery, ...]:
    """The query texts in the string literals of one part; offsets relative to the part."""
    source = part.text or b""
    return tuple(_queries(part, source))


def _queries(part: Node, source: bytes) -> Iterator[EmbeddedQuery]:
    for candidate in _CANDIDATE.finditer(source):
        start = candidate.start()
        leaf = part.descendant_for_byte_range(part.start_byte + start, part.start_byte + start + 1)
        if leaf is None or not _opens_string(leaf, source, start, part.start_byte):
            continue
        token = TOKEN.match(source, start)
        assert token is not None
        literal = contents(source, start, token.end())
        whole = token["closed"] is not None and not _is_fragment(leaf, part.start_byte + token.end())
        yield EmbeddedQuery(start, token.end(), literal, parse_query(literal.data), whole)


def _opens_string(leaf: Node, source: bytes, start: int, base: int) -> bool:
    """Whether the quote at ``start`` begins a literal, also where the tree makes nothing of it."""
    if leaf.type == "comment":
        return False
    if not leaf.is_error:
        return leaf.start_byte == base + start
    line = source[max(source.rfind(b"\n", 0, start), source.rfind(b"\r", 0, start)) + 1 : start]
    return line.count(b'"') % 2 == 0


def _is_fragment(leaf: Node, end: int) -> bool:
    """Whether the literal that begins with ``leaf`` is put together with something else."""
    node = leaf
    while node.type != "string":
        if node.parent is None:
            return True
        node = node.parent
    if node.start_byte != leaf.start_byte or node.end_byte != end:
        return True  # a neighbour in "a" "b"
    parent = node.parent
    while parent is not None and parent.type == "parenthesized":
        parent = parent.parent
    return parent is not None and parent.type == "binary"


def document_queries(document: Document) -> Iterator[tuple[int, EmbeddedQuery]]:
    """Every query text of a module with the byte offset of the part it stands in."""
    for start, _, found in document.parts.facts(queries):
        for query in found:
            yield start, query
