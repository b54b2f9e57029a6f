"""Foldable blocks and parentheses of one part, as byte spans, by tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from bsl_pilot.features.keyword_groups import METHOD_KINDS, Group, keyword_groups
from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.positions import LineIndex, Span

_HEADER_WORDS = frozenset({"then", "do"})


def block_folds(code: list[Token], lines: LineIndex) -> Iterator[Span]:
    """Spans of methods, parts of blocks, and parentheses; those within one line are among them."""
    starts = [token.start for token in code]
    for group in keyword_groups(code):
        if group.kind in METHOD_KINDS:
            yield from _method(code, starts, group)
        else:
            yield from _parts(code, starts, group, lines)
    yield from _parentheses(code, lines)


def _method(code: list[Token], starts: list[int], group: Group) -> Iterator[Span]:
    if group.closed:
        opener = bisect_left(starts, group.words[0].start)
        yield Span(code[_header_end(code, opener)].end, group.words[-1].end)


def _header_end(code: list[Token], opener: int) -> int:
    """Index of the last token of a method's header: the parenthesis or `Экспорт`, its name where neither is."""
    depth = 0
    for at in range(opener + 1, len(code)):
        kind = code[at].kind
        depth += (kind == "(") - (kind == ")")
        if kind == ")" and depth == 0:
            exported = at + 1 < len(code) and code[at + 1].kind == "export"
            return at + exported
        if at > opener + 1 and depth == 0:
            break
    return min(opener + 1, len(code) - 1)


def _parts(code: list[Token], starts: list[int], group: Group, lines: LineIndex) -> Iterator[Span]:
    """Each part from the end of its header to the line before the keyword that ends it."""
    end = CLOSERS[group.kind]
    header = group.words[0]
    for before, word in pairwise(group.words):
        header = word if word.kind in _HEADER_WORDS else before if _begins_part(before) else header
        if word.kind in MIDDLES or word.kind == end:
            yield _until_line_of(code, starts, header, word, lines)


def _begins_part(word: Token) -> bool:
    return word.kind in CLOSERS or word.kind in MIDDLES


def _until_line_of(
    code: list[Token], starts: list[int], header: Token, word: Token, lines: LineIndex
) -> Span:
    """From ``header`` to the last token before ``word`` that stands on an earlier line."""
    at = bisect_left(starts, min(word.start, lines.starts[lines.line_of(word.start)])) - 1
    return Span(header.end, max(code[at].end if at >= 0 else 0, header.end))


def _parentheses(code: list[Token], lines: LineIndex) -> Iterator[Span]:
    """What stands in parentheses over several lines; one that begins a line stays visible when it closes."""
    stack: list[Token] = []
    for before, token in pairwise(code):
        if before.kind == "(":
            stack.append(before)
        if token.kind == ";" or token.kind in CLOSERS:
            stack.clear()
        elif token.kind == ")" and stack:
            opener = stack.pop()
            begins_line = lines.line_of(before.end) < lines.line_of(token.start)
            yield Span(opener.end, before.end if begins_line else token.start)
