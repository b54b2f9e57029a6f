"""Keywords that open and close blocks: a text closes what is open and not what is closed behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.context import Place as Kind
from bsl_pilot.syntax.headers import next_header
from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import word_at, word_before

_METHODS = ("procedure", "function")
_REACH = 64 * 1024
"""Bytes behind the cursor that are searched for ends of blocks."""
_WATCHED = {*CLOSERS, *OPENERS, *MIDDLES}


def block_balance(draft: Draft, place: Place) -> Draft | None:
    """Cuts before the first line with a keyword that has no place there; drops a text that begins with it.

    No place have: the end of a block that the text didn't open and that is closed behind the cursor, the next
    part of a block that is not open, a method inside of a method. Of several lines, those of a block that the
    text opens and does not close are cut off too, unless it is all that there is.
    """
    if place.context.place is not Kind.CODE:
        return draft
    typed = word_before(place.before, len(place.before)) if word_at(draft.text, 0)[1] else ""
    data = (typed + draft.text).encode("utf-8", "surrogatepass")
    found = [(token.kind, token.start) for token in tokens(data) if token.kind in _WATCHED]
    if not found:
        return draft
    end = _first_misplaced(found, place, place.offset - len(typed.encode("utf-8", "surrogatepass")))
    if end is None:
        return draft
    kept = data[: max(data.rfind(b"\n", 0, end), 0)].decode("utf-8", "surrogatepass")[len(typed) :].rstrip()
    return replace(draft, text=kept) if kept else None


def _first_misplaced(found: list[tuple[str, int]], place: Place, start: int) -> int | None:
    """The byte of the first keyword that has no place, or of the opener that should have been closed.

    ``start`` is the byte where the word at the cursor begins: it may be a keyword, and it is in ``found``.
    """
    before = [block.kind for block in place.blocks if block.start < start]
    opened: list[tuple[str, int]] = []
    spare: Counter[str] | None = None
    for kind, at in found:
        if kind in MIDDLES:
            if MIDDLES[kind] not in [*before, *(one for one, _ in opened)]:
                return at
        elif kind in CLOSERS:
            if kind in _METHODS and (before or opened):
                return at
            opened.append((kind, at))
        elif opened and opened[-1][0] in OPENERS[kind]:
            opened.pop()
        else:
            spare = _spare(place) if spare is None else spare
            if opened or not spare[kind]:
                return at
            spare[kind] -= 1
    # One block may stay open: its end comes with the next text. Two are a text that was broken off.
    return opened[1][1] if place.multiline and len(opened) > 1 else None


def _spare(place: Place) -> Counter[str]:
    """How many ends of each kind are missing: blocks open before the cursor less those closed behind it."""
    missing = Counter(CLOSERS[block.kind] for block in place.blocks)
    data = place.document.text.data
    header = next_header(data, place.offset)
    end = min(len(data) if header is None else header.start, place.offset + _REACH)
    opened: list[str] = []
    for token in tokens(data, place.offset, end):
        if token.kind in CLOSERS:
            opened.append(token.kind)
        elif token.kind in OPENERS:
            if opened and opened[-1] in OPENERS[token.kind]:
                opened.pop()
            else:
                missing[token.kind] -= 1
    return Counter({kind: count for kind, count in missing.items() if count > 0})
