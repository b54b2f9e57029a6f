"""Repairs a module as far as that is safe: ``bsl-pilot check --fix`` and "repair all" in an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from bsl_pilot.features.diagnostics import diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.review.diagnose import Where, examined, severity_of
from bsl_pilot.review.finding import Edits
from bsl_pilot.review.program import Program
from bsl_pilot.review.programs import program_of
from bsl_pilot.review.registry import rule
from bsl_pilot.review.repair_many import Counts, fitting, helpful
from bsl_pilot.review.repairs import byte_edits, edits_of
from bsl_pilot.review.selection import Selection
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR
from bsl_pilot.syntax.faults import faults

ROUNDS = 4
"""What one rule repairs may be a finding of another: so many times all are asked."""

TRIALS = 200
"""Copies of a file that are looked at for one rule in one round."""

PASSES = 60
"""Repairs of one rule may touch the same place, as those that move methods do: then so many follow one another."""

Find = Callable[[Document], list[Edits]]
"""All findings of one kind, each by the edits of its repair; by none where it has none, or should stay."""
Stays = Callable[[Document, str, int], bool]
"""Whether the finding of a rule (its key) at a byte of a document is to be left alone."""


def all_repaired(
    document: Document, selection: Selection, where: Where, stays: Stays
) -> tuple[Document, int]:
    """The document with every finding repaired for which that is safe, and how many those were."""
    program = program_of(selection, where.scene, where.knows)
    others = partial(_all_counted, program, where)
    total = 0
    for _ in range(ROUNDS):
        before = total
        for key in _repairable(document, selection, where, program):
            document, count = repaired(document, partial(_edits, key, program, where, stays), others)
            total += count
        if total == before:
            break
    return document, total


def repaired(document: Document, find: Find, others: Counts | None = None) -> tuple[Document, int]:
    """The document with every repair of one kind that helps, and how many those were.

    Args:
        document: the document before.
        find: the findings that are repaired.
        others: the findings of all rules, of none of which there may be more afterwards.
    """

    def counts(one: Document) -> Counter[str]:
        syntax = len(faults(one, queries=True, repairs=False))
        return Counter({"findings": len(find(one)), "syntax": syntax})

    total = 0
    for _ in range(PASSES):
        found = find(document)
        groups = fitting(found)
        chosen = helpful(document, groups, counts, TRIALS, others) if groups else []
        if chosen:
            document = document.edit(byte_edits([edit for edits in chosen for edit in edits]))
            total += len(chosen)
        if not chosen or len(groups) == len(found):  # else those that are left may have a repair now
            break
    return document, total


def _repairable(document: Document, selection: Selection, where: Where, program: Program) -> Iterator[str]:
    """Keys of the rules that have something to repair, those of the syntax first. Repairs that are not safe are made
    only for rules that are selected by name."""
    yield from (key for key in (PARSE_ERROR, QUERY_PARSE_ERROR) if selection.includes(key))
    hits = examined(document, program, where.after(document)).hits if program.chosen else ()
    for key in sorted({hit.key for hit in hits if hit.finding.fix is not None}):
        known = rule(key)
        own = severity_of(known.kind, known.rank) if known is not None else 0
        if (
            known is not None
            and known.fix is not None
            and (known.fix_is_safe or selection.names(key))
            and selection.severity(key, int(own)) <= selection.least
        ):
            yield key


def _all_counted(program: Program, where: Where, document: Document) -> Counter[str]:
    return Counter(hit.key for hit in examined(document, program, where.after(document)).hits)


def _edits(key: str, program: Program, where: Where, stays: Stays, document: Document) -> list[Edits]:
    """The repair of each finding of one rule."""
    found: list[tuple[int, Edits]]
    if key in (PARSE_ERROR, QUERY_PARSE_ERROR):
        told = diagnostics(document, Locale.EN, queries=key == QUERY_PARSE_ERROR)
        found = [(one.start, one.fixes[0].edits if one.fixes else ()) for one in told if one.code == key]
    else:
        hits = examined(document, program.only(key), where.after(document), fixes=True).hits
        found = [(one.finding.start, edits_of(one)) for one in hits]
    return [() if edits and stays(document, key, at) else edits for at, edits in found]
