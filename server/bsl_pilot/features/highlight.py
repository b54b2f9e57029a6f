"""Highlights: the places that mean the same as the one under the cursor, or belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.highlight_kinds import Highlight, HighlightKind
from bsl_pilot.features.highlight_names import name_highlights, quoted_highlights
from bsl_pilot.features.highlight_query import parameter_highlights, query_highlights
from bsl_pilot.features.keyword_groups import keyword_groups
from bsl_pilot.features.names import names
from bsl_pilot.features.units import Unit, unit_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import BY_KIND
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.preproc import Instruction, Region, instructions, pair_conditionals, pair_regions

_STRINGS = frozenset({"string", "open_string"})
_PUNCTUATION = frozenset({"(", ")", ",", ";", ".", "[", "]"})


def highlights(document: Document, offset: int) -> list[Highlight]:
    """Highlights for the place ``offset`` (bytes), in the order of the text; empty where nothing has a meaning."""
    unit = unit_at(document, offset)
    if unit is None:
        return []
    words = list(tokens(unit.data(document)))
    token = _token_at(words, offset - unit.start)
    if token is None:
        return []
    return sorted(set(_found(document, unit, words, token, offset - unit.start)))


def _token_at(words: list[Token], offset: int) -> Token | None:
    """The token that touches ``offset``; of two, the one that is not punctuation, else the latter."""
    touching = [token for token in words if token.start <= offset <= token.end]
    return next((one for one in reversed(touching) if one.kind not in _PUNCTUATION), None)


def _found(
    document: Document, unit: Unit, words: list[Token], token: Token, offset: int
) -> Iterator[Highlight]:
    data = unit.data(document)
    if token.kind == "preproc":
        return _preprocessor(document, unit.start + token.start)
    if token.kind in _STRINGS:
        return _string(document, unit, words, token, offset)
    found = names(data, words)
    name = next((one for one in found if one.start == token.start), None)
    if name is None and token.kind in ("&", "~"):
        name = next((one for one in found if one.start == token.end), None)
    if name is not None:
        return name_highlights(document, unit, name)
    return _keywords(unit, words, token) if token.kind in BY_KIND else iter(())


def _string(
    document: Document, unit: Unit, words: list[Token], token: Token, offset: int
) -> Iterator[Highlight]:
    yield from query_highlights(document, unit, words, offset)
    yield from parameter_highlights(document, unit, words, token)
    yield from quoted_highlights(document, unit.data(document)[token.start : token.end])


def _keywords(unit: Unit, words: list[Token], token: Token) -> Iterator[Highlight]:
    """The other keywords of the block, and the jumps out of it; of a jump, its block."""
    for group in keyword_groups(words):
        if token in group.words or token in group.jumps:
            for one in (*group.words, *group.jumps):
                yield Highlight(unit.start + one.start, unit.start + one.end, HighlightKind.TEXT)


def _preprocessor(document: Document, start: int) -> Iterator[Highlight]:
    """The lines of a region or of `#Если`, where one of them begins at ``start``."""
    found = list(instructions(document))
    groups = [*_region_marks(pair_regions(found))]
    groups += ([*one.branches, *([one.last] if one.last else [])] for one in pair_conditionals(found))
    for group in groups:
        if any(mark.start == start for mark in group):
            yield from (Highlight(mark.start, mark.end, HighlightKind.TEXT) for mark in group)


def _region_marks(found: list[Region]) -> Iterator[list[Instruction]]:
    for region in found:
        yield [region.first, *([region.last] if region.last else [])]
        yield from _region_marks(region.children)
