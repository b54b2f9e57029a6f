"""Between our byte ranges and LSP's positions, in the encoding of the client."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import TypedDict

from bsl_pilot.lsp.edits import read_position
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import PositionEncoding, Span, units
from bsl_pilot.text.snapshot import TextEdit, TextSnapshot

_units = lru_cache(maxsize=16_384)(units)  # the same beginnings of lines, asked for at every keystroke


class PositionJson(TypedDict):
    """LSP's ``Position``."""

    line: int
    character: int


class RangeJson(TypedDict):
    """LSP's ``Range``."""

    start: PositionJson
    end: PositionJson


class TextEditJson(TypedDict):
    """LSP's ``TextEdit``."""

    range: RangeJson
    newText: str


class Places:
    """Converts places of one text. Made per request; answers of a thousand ranges are built in it."""

    __slots__ = ("_bytes", "_data", "_encoding", "_starts", "_text")

    def __init__(self, text: TextSnapshot, encoding: PositionEncoding) -> None:
        self._text = text
        self._data = text.data
        self._starts = text.lines.starts
        self._encoding = encoding
        self._bytes = encoding is PositionEncoding.UTF8

    @classmethod
    def of(cls, request: Request) -> Places:
        """The places of a request's document."""
        return cls(request.document.text, request.view.client.encoding)

    def position(self, offset: int) -> PositionJson:
        """Position of a byte."""
        line = bisect_right(self._starts, offset) - 1
        return {"line": line, "character": self._column(line, offset)}

    def _column(self, line: int, offset: int) -> int:
        start = self._starts[line]
        if self._bytes or start == offset:
            return offset - start
        return _units(self._data[start:offset], self._encoding)

    def range(self, start: int, end: int) -> RangeJson:
        """Range of a byte range."""
        return {"start": self.position(start), "end": self.position(end)}

    def range_text(self, start: int, end: int) -> str:
        """JSON text of ``range``."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end) - 1
        return (
            f'{{"start":{{"line":{first},"character":{self._column(first, start)}}},'
            f'"end":{{"line":{last},"character":{self._column(last, end)}}}}}'
        )

    def edit(self, edit: TextEdit) -> TextEditJson:
        """An edit."""
        return {"range": self.range(edit.start, edit.end), "newText": edit.new_text}

    def edits(self, edits: Iterable[TextEdit]) -> list[TextEditJson]:
        """All edits of an answer."""
        return [self.edit(one) for one in edits]

    def offset(self, position: Params) -> int:
        """Byte of a client's position, clamped to the text."""
        return self._text.offset(read_position(position), self._encoding)

    def span(self, span: Params) -> Span:
        """Bytes of a client's range, start before end."""
        one, other = self.offset(span["start"]), self.offset(span["end"])
        return Span(min(one, other), max(one, other))
