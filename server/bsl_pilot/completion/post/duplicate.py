"""Lines that stand below the cursor already."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import WORD, fold

_MEANT = 8
"""Characters from which on a line that is repeated is taken for the same line."""


def next_line_duplicate(draft: Draft, place: Place) -> Draft | None:
    """Drops the line that follows anyway; of several lines, cuts off those that the lines below repeat."""
    written = (place.before + draft.text).split("\n")
    below = [_key(line) for line in place.lines_below(len(written))]
    if not below:
        return draft
    keys = [_key(line) for line in written]
    for first in range(len(keys)):
        tail = [key for key in keys[first:] if key]
        if tail and tail == below[: len(tail)] and any(map(_means, tail)):
            return _upto(draft, first)
    return draft


def _upto(draft: Draft, lines: int) -> Draft | None:
    kept = "\n".join(draft.text.split("\n")[:lines]).rstrip()
    return replace(draft, text=kept) if kept else None


def _key(line: str) -> str:
    return fold("".join(line.split()))


def _means(key: str) -> bool:
    """Whether a line says more than that a block or region ends: many of them end at once."""
    return (
        not key.startswith("#")
        and len(key) >= _MEANT
        and any(fold(word) not in KIND_OF_WORD for word in WORD.findall(key))
    )
