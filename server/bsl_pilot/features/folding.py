"""Folding ranges: methods, blocks, regions, `#Если`, comments, long strings and calls, parts of queries.

What stays visible: the whole header of a method, and of a block both its header and the keyword that ends
the part, so that a folded `Если` still shows its `Иначе` and `КонецЕсли`. Methods and regions fold with
their end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from bsl_pilot.features.fold_blocks import block_folds
from bsl_pilot.features.fold_queries import query_folds
from bsl_pilot.features.units import Unit, unit_facts
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.preproc import Instruction, Region, instructions, pair_conditionals, pair_regions
from bsl_pilot.text.positions import LineIndex, Span


class FoldKind(StrEnum):
    """Kinds of folding ranges, with LSP's names; code has none."""

    CODE = ""
    COMMENT = "comment"
    IMPORTS = "imports"
    REGION = "region"


class Fold(NamedTuple):
    """One folding range: bytes from the end of what stays visible to the end of what is hidden, with their lines."""

    start: int
    end: int
    start_line: int
    end_line: int
    kind: FoldKind = FoldKind.CODE


def folding_ranges(document: Document) -> list[Fold]:
    """All folding ranges, at most one that starts on a line (the longest), in the order of the text."""
    lines = document.text.lines
    longest: dict[int, Fold] = {}
    for fold in _all(document, lines):
        known = longest.get(fold.start_line)
        if known is None or known.end_line < fold.end_line:
            longest[fold.start_line] = fold
    return sorted(longest.values())


def _all(document: Document, lines: LineIndex) -> Iterator[Fold]:
    comments: list[Span] = []
    for unit_kind, at, unit_end, found in unit_facts(document, _in_unit):
        if unit_kind == "comment":
            comments.append(Span(at, unit_end))
        if found:
            line = lines.line_of(at)
            for start, end, first, last, kind in found:
                yield Fold(start + at, end + at, first + line, last + line, kind)
    yield from _runs(comments, lines, FoldKind.COMMENT)
    yield from _preprocessor(document, lines)


def _in_unit(document: Document, unit: Unit) -> tuple[Fold, ...]:
    """Folds of one unit, bytes and lines relative to its start."""
    data = unit.data(document)
    if b"\n" not in data and b"\r" not in data:
        return ()
    lines = LineIndex(data)
    code = list(tokens(data))
    comments = [Span(token.start, token.end) for token in code if token.kind == "comment"]
    spans = [*block_folds(code, lines), *_strings(code), *query_folds(document, unit)]
    return (*_over_lines(spans, lines, FoldKind.CODE), *_runs(comments, lines, FoldKind.COMMENT))


def _strings(code: list[Token]) -> Iterator[Span]:
    return (Span(token.start, token.end) for token in code if token.kind in ("string", "open_string"))


def _over_lines(spans: Iterable[Span], lines: LineIndex, kind: FoldKind) -> Iterator[Fold]:
    """Folds of those spans that reach over a line end."""
    for start, end in spans:
        first, last = lines.line_of(start), lines.line_of(end)
        if last > first:
            yield Fold(start, end, first, last, kind)


def _runs(spans: list[Span], lines: LineIndex, kind: FoldKind) -> Iterator[Fold]:
    """Folds of runs of neighbouring lines, each with one of the spans and nothing before it."""
    run: list[tuple[int, Span]] = []
    for span in spans:
        line = lines.line_of(span.start)
        if run and run[-1][0] + 1 == line and lines.begins_line(span.start):
            run.append((line, span))
            continue
        yield from _run_fold(run, kind)
        run = [(line, span)] if lines.begins_line(span.start) else []
    yield from _run_fold(run, kind)


def _run_fold(run: list[tuple[int, Span]], kind: FoldKind) -> Iterator[Fold]:
    if len(run) > 1:
        (first, top), (last, bottom) = run[0], run[-1]
        yield Fold(top.end, bottom.end, first, last, kind)


def _preprocessor(document: Document, lines: LineIndex) -> Iterator[Fold]:
    size = len(document.text.data)
    found = list(instructions(document))
    yield from _over_lines(_region_spans(pair_regions(found), size), lines, FoldKind.REGION)
    yield from _over_lines(_branch_spans(found, lines), lines, FoldKind.CODE)
    uses = [Span(one.start, one.end) for one in found if one.kind == "use"]
    yield from _runs(uses, lines, FoldKind.IMPORTS)


def _region_spans(found: list[Region], end: int) -> Iterator[Span]:
    for region in found:
        if region.last is not None:
            yield Span(region.first.end, region.last.end)
        yield from _region_spans(region.children, end)


def _branch_spans(found: list[Instruction], lines: LineIndex) -> Iterator[Span]:
    for conditional in pair_conditionals(found):
        marks: list[Instruction] = [*conditional.branches, *([conditional.last] if conditional.last else [])]
        for first, following in pairwise(marks):
            yield Span(first.end, before_line(lines, following.start))


def before_line(lines: LineIndex, offset: int) -> int:
    """End of the last line before the line of ``offset``; 0 on the first line."""
    line = bisect_left(lines.starts, offset + 1) - 1
    return lines.line_span(line - 1).end if line else 0
