"""Repairs a document by the fixes of its diagnostics, each tried on a copy first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from bsl_pilot.features.diagnostics import Diagnostic, Fix
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit, TextEdit

MAX_TRIALS = 1000
"""Fixes that are tried in one file; a file with more faults than that is not source code."""


def repaired(document: Document, diagnose: Callable[[Document], list[Diagnostic]]) -> tuple[Document, int]:
    """The document with every fix applied that removes its diagnostic and adds none, and how many those were.

    Args:
        document: the document before.
        diagnose: the diagnostics of a document; only those it gives are repaired.
    """
    before = diagnose(document)
    done = at = trials = 0
    while at < len(before) and trials < MAX_TRIALS:
        for fix in before[at].fixes[:1]:  # the first one is the one that the rule recommends
            trials += 1
            candidate = with_fix(document, fix)
            after = diagnose(candidate)
            if _is_better(before, after):
                document, before = candidate, after
                done += 1
                break
        else:
            at += 1
    return document, done


def with_fix(document: Document, fix: Fix) -> Document:
    """A copy of the document with one fix applied."""
    return document.edit(_as_byte_edits(fix.edits))


def _as_byte_edits(edits: Iterable[TextEdit]) -> list[ByteEdit]:
    """Edits that all refer to one text, from the last to the first, so that none moves another."""
    ordered = sorted(enumerate(edits), key=lambda pair: (pair[1].start, pair[1].end, pair[0]), reverse=True)
    return [ByteEdit(one.start, one.end, one.new_text.encode("utf-8", "surrogatepass")) for _, one in ordered]


def _is_better(before: list[Diagnostic], after: list[Diagnostic]) -> bool:
    """Whether there are fewer diagnostics, and of no rule more than before."""
    old, new = (Counter(one.code for one in side) for side in (before, after))
    return len(after) < len(before) and not new - old
