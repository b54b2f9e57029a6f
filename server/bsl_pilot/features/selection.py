"""Selection ranges: what a selection at a place grows to, step by step, from the word to the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from tree_sitter import Node

from bsl_pilot.features.query_spans import source_span
from bsl_pilot.features.selection_text import comment_run, line_spans, string_spans, word_span
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import queries
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.syntax.parts import Part
from bsl_pilot.syntax.preproc import Region, instructions, pair_conditionals, pair_regions
from bsl_pilot.text.positions import Span

_BRACKETED = frozenset(
    {
        "arguments",
        "parameters",
        "parenthesized",
        "annotation_arguments",
        "raise_arguments",
        "tuple",
        "subquery",
        "subquery_source",
    }
)
_TRANSPARENT = frozenset({"ERROR", "query_package", "string_line"})
"""Nodes that mean nothing to a person, or less than what stands in their place."""


def selection_ranges(document: Document, offsets: Iterable[int]) -> list[list[Span]]:
    """For each byte offset the ranges that contain it, innermost first, each within the next and smaller than it.

    The last one is the whole text.
    """
    return [_ladder(_candidates(document, offset), offset) for offset in offsets]


def _ladder(candidates: Iterable[Span], offset: int) -> list[Span]:
    """The candidates that contain ``offset``, as a chain; one that cuts across the chain is left out."""
    chain: list[Span] = []
    fitting = {span for span in candidates if span.start <= offset <= span.end and span.start < span.end}
    for span in sorted(fitting, key=lambda one: (one.end - one.start, one.start)):
        if not chain or (span.start <= chain[-1].start and chain[-1].end <= span.end):
            chain.append(span)
    return chain or [Span(offset, offset)]


def _candidates(document: Document, offset: int) -> Iterator[Span]:
    data = document.text.data
    word = word_span(document.text, offset)
    yield word
    yield Span(0, len(data))
    yield from _preprocessor(document)
    part = document.parts.at(word.start)
    if part is None:
        return
    path = _path(document.parts.node(part), word.start)
    for node in path:
        yield from _around(document, node, word.start)
    if path[-1].type in ("string", "string_line"):
        literal = next((node for node in path if node.type == "string"), path[-1])
        yield from string_spans(document.text, literal.start_byte, literal.end_byte, offset)
        yield from _in_query(document, part, word.start)
    yield from _with_comment(document, part)


def _path(node: Node, offset: int) -> list[Node]:
    """The nodes at ``offset`` from ``node`` to a leaf; of two neighbours the one that begins there."""
    path = [node]
    while True:
        inner: Node | None = None
        for child in path[-1].children:
            if child.start_byte <= offset <= child.end_byte:
                inner = child
            elif child.start_byte > offset:
                break
        if inner is None:
            return path
        path.append(inner)


def _around(document: Document, node: Node, offset: int) -> Iterator[Span]:
    """What a node adds: itself, the inside of its brackets, the semicolon after it."""
    start, end = node.start_byte, node.end_byte
    if node.type == "comment":
        yield from line_spans(document.text, start, end)
        yield comment_run(document.text, offset)
    if node.type in _TRANSPARENT:
        return
    yield Span(start, end)
    if node.type in _BRACKETED:
        yield from _inside(node)
    following = node.next_sibling
    if following is not None and following.type == ";" and node.is_named:
        yield Span(start, following.end_byte)


def _inside(node: Node) -> Iterator[Span]:
    """What stands between the brackets of a node that has both."""
    brackets = [child for child in node.children if child.type in ("(", ")")]
    if len(brackets) > 1:
        yield Span(brackets[0].end_byte, brackets[-1].start_byte)


def _in_query(document: Document, part: Part, offset: int) -> Iterator[Span]:
    """The nodes of the query text at ``offset``, mapped to the module."""
    relative = offset - part.start
    for query in document.parts.fact(part, queries):
        if not query.start <= relative <= query.end:
            continue
        for node in _path(query.tree.root_node, query.to_query(relative)):
            spans = [] if node.type in _TRANSPARENT else [Span(node.start_byte, node.end_byte)]
            if node.type in _BRACKETED:
                spans += _inside(node)
            yield from (source_span(query, *span, part.start) for span in spans if span.start < span.end)


def _with_comment(document: Document, part: Part) -> Iterator[Span]:
    """A method with the comment above it, also for a place in that comment."""
    index = document.parts.index_at(part.start)
    while index < len(document.parts) and document.parts[index].body.kind == "comment":
        index += 1
    if index >= len(document.parts) or document.parts[index].body.kind not in METHODS:
        return
    method = document.parts[index]
    start = method.start
    while index > 0 and _stands_above(document, document.parts[index - 1], start):
        index -= 1
        start = document.parts[index].start
    yield Span(start, method.end)


def _stands_above(document: Document, part: Part, start: int) -> bool:
    lines = document.text.lines
    return part.body.kind == "comment" and lines.line_of(part.start) == lines.line_of(start) - 1


def _preprocessor(document: Document) -> Iterator[Span]:
    """Regions and branches of `#Если`: what they hold, and with their own lines."""
    found = list(instructions(document))
    end = len(document.text.data)
    yield from _regions(document, pair_regions(found), end)
    for conditional in pair_conditionals(found):
        marks = [*conditional.branches, *([conditional.last] if conditional.last else [])]
        yield Span(marks[0].start, marks[-1].end if conditional.last else end)
        for first, following in pairwise(marks):
            yield _content(document, first.end, following.start)


def _regions(document: Document, found: list[Region], end: int) -> Iterator[Span]:
    for region in found:
        span = region.span(end)
        yield span
        yield _content(document, region.first.end, region.last.start if region.last else end)
        yield from _regions(document, region.children, span.end)


def _content(document: Document, start: int, end: int) -> Span:
    """The bytes without the blanks and line ends at their edges."""
    data = document.text.data
    text = data[start:end]
    return Span(start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip())))
