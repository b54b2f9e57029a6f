"""The lines of a module that completion can be tried on, and the columns at which it can."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries
from bsl_pilot.syntax.headers import headers
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD

LEAST = 3
"""Characters that are left of a line at least."""

_OPAQUE = {"string", "open_string", "date"}
_NO_CODE = {"comment", "preproc", "stray_string", "other"}


class Group(StrEnum):
    """What a line is made of; each group has its own sample."""

    CODE = "code"
    QUERY = "query"
    COMMENT = "comment"


class Line(NamedTuple):
    """A line that qualifies, with the columns (code points) where a cursor may stand."""

    group: Group
    columns: Sequence[int]


class Scan:
    """One module, read once. ``lines`` are its texts without line ends."""

    def __init__(self, document: Document) -> None:
        data = document.text.data
        self._index = document.text.lines
        self._data = data
        self._tokens = list(tokens(data))
        self._starts = [token.start for token in self._tokens]
        self._queries = [Span(at + one.start, at + one.end) for at, one in document_queries(document)]
        self._comments = frozenset(self._doc_comments())
        self.lines = [document.text.slice(*self._index.line_span(at)) for at in range(len(self._index))]

    def code_before(self, offset: int, reach: int = 2000) -> list[Token]:
        """The last tokens that begin before ``offset``, without comments and preprocessor lines."""
        stop = bisect_left(self._starts, offset)
        return [token for token in self._tokens[max(0, stop - reach) : stop] if token.kind not in _NO_CODE]

    def line(self, number: int) -> Line | None:
        """What a cursor on this line would be tried on; None where the line does not qualify."""
        span = self._index.line_span(number)
        if number in self._comments:
            return self._text(Group.COMMENT, number, "//")
        first = bisect_left(self._starts, span.start)
        if first and self._tokens[first - 1].end > span.start:
            inside = any(query.start < span.start < query.end for query in self._queries)
            return self._text(Group.QUERY, number, "|") if inside else None
        found = self._tokens[first : bisect_right(self._starts, max(span.end - 1, span.start))]
        if not found or any(token.kind in _NO_CODE for token in found):
            return None
        return self._code(number, span, [token for token in found if token.kind in _OPAQUE])

    def _code(self, number: int, span: Span, opaque: list[Token]) -> Line | None:
        columns: list[int] = []
        at = span.start
        text = self.lines[number].rstrip()
        indent = len(text) - len(text.lstrip())
        for column, char in enumerate(text[: len(text) - LEAST + 1]):
            if column >= indent and not any(token.start < at < token.end for token in opaque):
                columns.append(column)
            at += len(char.encode("utf-8", "surrogatepass"))
        return Line(Group.CODE, columns) if columns else None

    def _text(self, group: Group, number: int, mark: str) -> Line | None:
        """A line of a comment or of a query, behind its mark."""
        text = self.lines[number].rstrip()
        begin = len(text) - len(text.lstrip()) + len(mark)
        if not text.lstrip().startswith(mark) or not WORD.search(text, begin):
            return None
        return Line(group, range(begin, max(begin, len(text) - LEAST + 1)))

    def _doc_comments(self) -> Iterator[int]:
        """The comment lines right above methods."""
        for header in headers(self._data):
            line = self._index.line_of(header.start) - 1
            while line >= 0 and self._index.line_bytes(line).lstrip().startswith(b"//"):
                yield line
                line -= 1
