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


def _breaks(document: Document, after: Document) -> bool:
    """Whether there are more errors of syntax than before."""
    count, limit = (len(faults(one, queries=True, repairs=False)) for one in (after, document))
    return count > limit


def together(hits: Iterable[Hit]) -> list[TextEdit]:
    """The edits of as many repairs as fit together, the first ones first."""
    found: list[TextEdit] = []
    end = -1
    for hit in hits:
        edits = edits_of(hit)
        if edits and edits[0].start > end:
            found += edits
            end = max(one.end for one in edits)
    return found


def counted(outcome: Outcome) -> Counter[str]:
    """How many findings of each rule there are."""
    return Counter(hit.key for hit in outcome.hits)


def byte_edits(edits: Sequence[TextEdit]) -> list[ByteEdit]:
    """Edits that all refer to one text, from the last to the first, so that none moves another."""
    ordered = sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[1].end, pair[0]), reverse=True)
    return [ByteEdit(one.start, one.end, one.new_text.encode("utf-8", "surrogatepass")) for _, one in ordered]
