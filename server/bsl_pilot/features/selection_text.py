"""What a selection grows to by the text alone: words, lines of strings, comments."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextSnapshot
from bsl_pilot.text.words import word_at

_BLANKS = b" \t\f\v"


def word_span(text: TextSnapshot, offset: int) -> Span:
    """The word that touches ``offset``; an empty range there where none does."""
    start, end = text.lines.line_span(text.lines.line_of(offset))
    before = _decoded(text.data[start : max(offset, start)])
    line = _decoded(text.data[start : max(offset, end)])
    first, last = word_at(line, len(before))
    return (
        Span(start + _size(line[:first]), start + _size(line[:last]))
        if last > first
        else Span(offset, offset)
    )


def string_spans(text: TextSnapshot, start: int, end: int, offset: int) -> Iterator[Span]:
    """Of a literal: its line at ``offset`` without margin and quotes, and its contents."""
    closed = end - start > 1 and text.data[end - 1 : end] == b'"'
    inner = Span(start + 1, end - 1 if closed else end)
    yield inner
    line = text.lines.line_span(text.lines.line_of(offset))
    first, last = max(line.start, inner.start), min(line.end, inner.end)
    if first > inner.start:
        margin = text.data[first:last]
        stripped = margin.lstrip(_BLANKS)
        first += len(margin) - len(stripped) + stripped.startswith(b"|")
    if first <= last:
        yield Span(first, last)


def line_spans(text: TextSnapshot, start: int, end: int) -> Iterator[Span]:
    """Of a comment: its words without the slashes."""
    words = text.data[start:end].lstrip(b"/")
    first = end - len(words.lstrip(_BLANKS))
    yield Span(first, end - (len(words) - len(words.rstrip())))


def comment_run(text: TextSnapshot, offset: int) -> Span:
    """The neighbouring lines that are nothing but comments, around the line of ``offset``."""
    line = text.lines.line_of(offset)
    if not _is_comment(text, line):
        return Span(offset, offset)
    first = last = line
    while first > 0 and _is_comment(text, first - 1):
        first -= 1
    while last + 1 < len(text.lines) and _is_comment(text, last + 1):
        last += 1
    start, _ = text.lines.line_span(first)
    return Span(start + _margin(text.lines.line_bytes(first)), text.lines.line_span(last).end)


def _is_comment(text: TextSnapshot, line: int) -> bool:
    return text.lines.line_bytes(line).lstrip(_BLANKS).startswith(b"//")


def _margin(line: bytes) -> int:
    return len(line) - len(line.lstrip(_BLANKS))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
