"""Formatting of BSL: indentation by blocks, blanks between tokens, blank lines, case of keywords.

Tokens stay what they are and where they are: no statement is joined or split, no character of a comment
or a string changes, only the blanks between tokens do (and the case of keywords where the settings ask).
What cannot be known, because the code is broken there, is left alone. Formatting twice is formatting once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from bsl_pilot.features.formatting.case import recase
from bsl_pilot.features.formatting.gaps import at_end, before_line
from bsl_pilot.features.formatting.indent import indent
from bsl_pilot.features.formatting.lines import Line
from bsl_pilot.features.formatting.on_type import format_on_type
from bsl_pilot.features.formatting.options import FormatOptions, KeywordCase
from bsl_pilot.features.formatting.places import Places
from bsl_pilot.features.formatting.rows import space
from bsl_pilot.features.formatting.window import read, text_start, window_end, window_start
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit, TextEdit

__all__ = ["FormatOptions", "KeywordCase", "format_document", "format_on_type", "format_range"]

_DEFAULTS = FormatOptions()


def format_document(document: Document, options: FormatOptions = _DEFAULTS) -> list[TextEdit]:
    """The edits that format a whole text, in order, one for each stretch of blanks or keyword to change."""
    data = document.text.data
    start, end = text_start(data), len(data)
    return _text_edits(_edits(document, start, end, options))


def format_range(
    document: Document, start: int, end: int, options: FormatOptions = _DEFAULTS
) -> list[TextEdit]:
    """The edits of ``format_document`` that lie on the lines from byte ``start`` to byte ``end``.

    A line of which the range holds only the begin (column 0) is left out. Reads the methods that the range
    touches, not the whole text.
    """
    data, lines = document.text.data, document.text.lines
    first, last = lines.line_of(start), lines.line_of(max(start, end))
    if last > first and lines.starts[last] == end < len(data):
        last -= 1
    from_, to = lines.starts[first], lines.line_span(last).end
    begin, stop = window_start(data, lines, first), window_end(data, lines, last)
    edits = _edits(document, begin, stop, options)
    return _text_edits(edit for edit in edits if from_ <= edit.start and edit.end <= to)


def _text_edits(edits: Iterable[ByteEdit]) -> list[TextEdit]:
    return [TextEdit(edit.start, edit.end, edit.text.decode("utf-8", "surrogatepass")) for edit in edits]


def _edits(document: Document, start: int, end: int, options: FormatOptions) -> Iterator[ByteEdit]:
    """All edits of a window, in order."""
    data = document.text.data
    lines = read(data, start, end)
    if not lines:
        return
    places = Places(data, options.tab_size)
    places.read(lines)
    indent(data, lines, places.finish(), options)
    yield from merge(
        _between(document, lines, end, options),
        space(data, lines, options.tab_size),
        recase(data, lines, options.keyword_case),
    )


def _between(document: Document, lines: list[Line], end: int, options: FormatOptions) -> Iterator[ByteEdit]:
    data = document.text.data
    for index, line in enumerate(lines):
        yield from before_line(data, line, options, first=index == 0 and line.after == text_start(data))
    if end == len(data) and not lines[-1].verbatim:
        last = lines[-1].tokens[-1].end if lines[-1].tokens else _lead_end(lines[-1])
        yield from at_end(data, last, options, _line_end(document))


def _lead_end(line: Line) -> int:
    assert line.lead is not None  # a line has tokens, or lies inside of a string
    return line.lead.end


def _line_end(document: Document) -> bytes:
    """The line end of the first line; LF for a text of one line."""
    lines = document.text.lines
    return document.text.data[lines.line_span(0).end : lines.starts[1]] if len(lines) > 1 else b"\n"
