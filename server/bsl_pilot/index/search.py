"""Methods and variables whose names are like what was typed: parts of words, first letters of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from heapq import nsmallest

from bsl_pilot.index.rows import Method, Variable
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.view import View
from bsl_pilot.text.words import fold, humps

Rank = tuple[int, int, str]


def search(view: View, query: str, limit: int = 128) -> list[Method | Variable]:
    """The symbols that match best, best first. ``ЗРО`` finds ``ЗначениеРеквизитаОбъекта``; blanks count for nothing."""
    folded = fold("".join(query.split()))
    if not folded or limit < 1:
        return []
    ranks = _ranks(view, folded, re.escape(folded))
    if len(ranks) < limit:  # what begins with the query is better than all else
        ranks = _ranks(view, folded, "".join(map(_up_to, folded)))
    found: list[Method | Variable] = []
    for name in nsmallest(limit, ranks, key=ranks.__getitem__):
        found += sorted((*view.methods_named(name), *view.variables_named(name)), key=lambda one: one.place)
        if len(found) >= limit:
            break
    return found[:limit]


def _ranks(view: View, query: str, pattern: str) -> dict[str, Rank]:
    """The names whose beginning matches, folded, and how well they do."""
    compiled = re.compile("\n" + pattern)
    ranks: dict[str, Rank] = {}
    for name in (name for one in view.segments for name in _like(one, compiled)):
        known, now = ranks.get(fold(name)), rank(name, query)
        ranks[fold(name)] = now if known is None else min(known, now)
    return ranks


def _up_to(letter: str) -> str:
    """Anything in a line up to the next such letter: there is one way to match it, so that a miss is found at once."""
    escaped = re.escape(letter)
    return f"[^{escaped}\n]*+{escaped}"


def rank(name: str, query: str) -> Rank:
    """How well a name, as written, matches a folded query whose letters it has in this order; less is better."""
    folded = fold(name)
    if folded == query:
        kind = 0
    elif folded.startswith(query):
        kind = 1
    elif fold("".join(word[0] for word in humps(name))).startswith(query):
        kind = 2
    elif query in folded:
        kind = 3
    else:
        kind = 4
    return kind, len(name), folded


def _like(segment: Segment, pattern: re.Pattern[str]) -> Iterator[str]:
    """The names that match behind the line feed before them."""
    names, text, starts = segment.declared_names
    for match in pattern.finditer("\n" + text):
        yield names[bisect_left(starts, match.start())]
