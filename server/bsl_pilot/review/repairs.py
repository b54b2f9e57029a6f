"""Repairs of findings: worked out when somebody asks, tried on a copy, offered only if they help.

A repair may add no error of syntax and no other finding of its rule, and its finding must be gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from bsl_pilot.review.engine import Outcome
from bsl_pilot.review.finding import Edits
from bsl_pilot.review.program import Hit
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults
from bsl_pilot.text.snapshot import ByteEdit, TextEdit

MAX_TRIALS = 500
"""Repairs of one kind that are tried one by one in one file; one with more findings than that is not source code."""
Examine = Callable[[Document], Outcome]
"""The findings of a document by the rules that are repaired, with their fixes."""


def edits_of(hit: Hit) -> Edits:
    """The edits of a finding's repair, sorted; none where it has none or they do not fit together."""
    fix = hit.finding.fix
    edits = sorted(fix() or ()) if fix is not None else []
    overlap = any(one.end > other.start for one, other in pairwise(edits))
    return [] if overlap else edits


def helps(document: Document, edits: Edits, examine: Examine) -> Document | None:
    """The document with the edits, if it has fewer findings then, of none more, and no new error of syntax."""
    if not edits:
        return None
    after = document.edit(byte_edits(edits))
    old, new = counted(examine(document)), counted(examine(after))
    if new - old or not old - new:
        return None
    return None if _breaks(document, after) else after


Find = Callable[[Document], list[Edits]]
"""All findings of one kind, each by the edits of its repair; by none where it has none, or should stay."""


def repaired(document: Document, find: Find) -> tuple[Document, int]:
    """The document with every repair applied that helps, and how many those were.

    All at once where that leaves so many findings fewer and no new error of syntax; one by one otherwise.
    """
    before = find(document)
    chosen = _beside(before)
    if not chosen:
        return document, 0
    after = document.edit(byte_edits([edit for edits in chosen for edit in edits]))
    if len(find(after)) == len(before) - len(chosen) and not _breaks(document, after):
        return after, len(chosen)
    return _one_by_one(document, before, find)


def _one_by_one(document: Document, before: list[Edits], find: Find) -> tuple[Document, int]:
    done = at = trials = 0
    while at < len(before) and trials < MAX_TRIALS:
        if before[at]:
            trials += 1
            candidate = document.edit(byte_edits(before[at]))
            after = find(candidate)
            if len(after) < len(before) and not _breaks(document, candidate):
                document, before = candidate, after
                done += 1
                continue
        at += 1
    return document, done


def _breaks(document: Document, after: Document) -> bool:
    """Whether there are more errors of syntax than before."""
    count, limit = (len(faults(one, queries=True, repairs=False)) for one in (after, document))
    return count > limit


def _beside(found: Iterable[Edits]) -> list[Edits]:
    """As many repairs as fit together, the first ones first."""
    chosen: list[Edits] = []
    end = -1
    for edits in sorted(filter(None, found), key=_first):
        if edits[0].start > end:
            chosen.append(edits)
            end = max(one.end for one in edits)
    return chosen


def _first(edits: Edits) -> tuple[int, int]:
    return edits[0].start, edits[0].end


def together(hits: Iterable[Hit]) -> list[TextEdit]:
    """The edits of as many repairs as fit together, the first ones first."""
    return [edit for edits in _beside(map(edits_of, hits)) for edit in edits]


def counted(outcome: Outcome) -> Counter[str]:
    """How many findings of each rule there are."""
    return Counter(hit.key for hit in outcome.hits)


def byte_edits(edits: Sequence[TextEdit]) -> list[ByteEdit]:
    """Edits that all refer to one text, from the last to the first, so that none moves another."""
    ordered = sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[1].end, pair[0]), reverse=True)
    return [ByteEdit(one.start, one.end, one.new_text.encode("utf-8", "surrogatepass")) for _, one in ordered]
