"""A text must parse where it goes: no new error, and none of the shapes that the grammar only tolerates."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.post.finish import Finish, finish
from bsl_pilot.completion.post.query import query_fits
from bsl_pilot.completion.post.region import Judged, Region
from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.context import Place as Kind
from bsl_pilot.syntax.keywords import CLOSERS, KIND_OF_WORD, MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import WORD, fold

_NEXT_PARTS = {*MIDDLES, *OPENERS, "procedure", "function"}
UNFINISHED = 0.5
"""What is left of the score of a text that only makes sense if it is continued."""


def parses(draft: Draft, place: Place) -> Draft | None:
    """Drops a text that makes an error.

    The method around the cursor is parsed with the text. If that is not sound, the code up to the text, with all
    that is open there closed, has to be; if even without the cursor's line it isn't, the text may at least not
    add to the errors.
    """
    if place.context.place is Kind.COMMENT and "\n" not in draft.text:
        return draft
    text = draft.text.encode("utf-8", "surrogatepass")
    region = Region(place.document, place.offset)
    after = region.edited(region.cursor, region.cursor + draft.replaces, text)
    if place.context.place is Kind.QUERY and not query_fits(draft, place):
        return None
    if region.large:
        opened = sum(token.kind in CLOSERS for token in tokens(text))
        allowed = region.unchanged().faults_near(region.cursor) + opened
        return draft if after.faults_near(region.cursor) <= allowed else None
    if after.sound():
        return draft
    return _continued(draft, place, region, after)


def _continued(draft: Draft, place: Place, region: Region, after: Judged) -> Draft | None:
    """The verdict on code that is not whole, with the text or without it."""
    text = draft.text.encode("utf-8", "surrogatepass")
    written = text + region.tail()[draft.replaces :]
    ending = finish(region.data[: region.cursor] + written, region.start)
    whole = _closed(region, region.cursor, written, ending)
    without = region.edited(*region.line, b"")
    opened = sum(token.kind in CLOSERS for token in tokens(text))
    if whole.sound():
        if ending.unfinished and not ending.expected:
            return None
        allowed = max(region.unchanged().faults(), without.faults()) + opened
        if ending.unfinished and _ends_below(place):
            allowed += 2
        if after.faults() > allowed:
            return None
        doubtful = ending.unfinished and place.context.place is not Kind.QUERY
        return replace(draft, factor=draft.factor * UNFINISHED) if doubtful else draft
    line = region.line[0]
    if _closed(region, line, b"", finish(region.data[:line], region.start)).sound():
        return None
    allowed = min(region.unchanged().faults(), without.faults()) + opened
    return draft if after.faults() <= allowed else None


def _ends_below(place: Place) -> bool:
    """Whether nothing follows but the end of a block: a statement may go on there without harm."""
    below = place.lines_below(1)
    first = WORD.match(below[0].lstrip()) if below else None
    return not below or (first is not None and KIND_OF_WORD.get(fold(first.group())) in _NEXT_PARTS)


def _closed(region: Region, at: int, text: bytes, ending: Finish) -> Judged:
    """The region up to ``at`` with ``text`` and what makes it whole."""
    return region.edited(at, region.end, text + ending.text.encode("utf-8"))
