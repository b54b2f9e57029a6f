"""Everything that is found in a document: faults of the syntax and findings of the rules, in one order."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from enum import Enum
from functools import partial
from typing import NamedTuple

from bsl_pilot.features.diagnostics import Diagnostic, Fix, Related, Severity, Tag, diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.review.code.units import remembered
from bsl_pilot.review.engine import Outcome, apart, run
from bsl_pilot.review.program import Crash, Hit, Program
from bsl_pilot.review.programs import program_of
from bsl_pilot.review.project import Project
from bsl_pilot.review.registry import rule
from bsl_pilot.review.repairs import edits_of, helps
from bsl_pilot.review.rule import Kind, Need, Rank
from bsl_pilot.review.scene import Scene
from bsl_pilot.review.selection import Selection
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

log = logging.getLogger(__name__)

_REPORTED: set[Crash] = set()


class Where(NamedTuple):
    """What is known around a document."""

    scene: Scene = Scene()
    project: Project | None = None
    elsewhere: bool = False
    """Whether the workspace is known to another process, for which is collected what its rules ask of the text."""

    @property
    def knows(self) -> Need:
        """Rules that need more than this are not asked."""
        if self.elsewhere:
            return Need.TYPES
        return self.project.knows if self.project is not None else Need.TEXT

    def after(self, document: Document) -> Where:
        """The same around another version of the document."""
        if self.project is None:
            return self
        one = self.project
        return Where(self.scene, Project(one.view, one.path, document, one.knows))


NOWHERE = Where()


class Share(Enum):
    """Which findings are asked for: an editor gets those first that come first."""

    ALL = "all"
    SYNTAX = "syntax"
    RULES = "rules"
    """But for the syntax."""


def diagnose(  # noqa: PLR0913  (one call, all needed)
    document: Document,
    locale: Locale,
    selection: Selection,
    where: Where = NOWHERE,
    *,
    fixes: bool = True,
    share: Share = Share.ALL,
) -> list[Diagnostic]:
    """Diagnostics of the selected rules in the order of the text, with their fixes where these are asked for."""
    found: list[Diagnostic] = []
    if share in (Share.ALL, Share.SYNTAX):
        found += _faults(document, locale, selection, fixes=fixes)
    if share is not Share.SYNTAX:
        program = program_of(selection, where.scene, where.knows)
        found += _by_rules(document, program, locale, where, fixes=fixes)
    return shown(found, selection)


def shown(found: Iterable[Diagnostic], selection: Selection) -> list[Diagnostic]:
    """Diagnostics with the severities of the settings, without those below what is shown, in the order of the text."""
    severities = dict(selection.severities)
    kept: list[Diagnostic] = []
    for one in found:
        grade = severities.get(fold(one.code)) if severities else None
        graded = one if grade is None else one._replace(severity=Severity(grade))
        if graded.severity <= selection.least:
            kept.append(graded)
    return sorted(kept, key=lambda one: one[:4])


def _faults(document: Document, locale: Locale, selection: Selection, *, fixes: bool) -> Iterable[Diagnostic]:
    queries, code = selection.includes(QUERY_PARSE_ERROR), selection.includes(PARSE_ERROR)
    if not queries and not code:
        return ()
    wanted = {PARSE_ERROR: code, QUERY_PARSE_ERROR: queries}
    found = diagnostics(document, locale, queries=queries, fixes=fixes)
    return (one for one in found if wanted.get(one.code, True))


def _by_rules(
    document: Document, program: Program, locale: Locale, where: Where, *, fixes: bool
) -> Iterable[Diagnostic]:
    if not program.chosen:
        return ()
    if not fixes:
        return _told(document, program, locale, where)
    outcome = examined(document, program, where, fixes=True)
    return [_diagnostic(hit, locale, _fix(document, hit, locale, program, where)) for hit in outcome.hits]


def _told(document: Document, program: Program, locale: Locale, where: Where) -> list[Diagnostic]:
    """What is said of a piece is remembered with it: of thousands of findings a key changes a few."""
    results, rest = apart(document, program, where.project, elsewhere=where.elsewhere)
    _tell(rest.crashes, where)
    found = [_diagnostic(hit, locale) for hit in rest.hits]
    for unit, result in results:
        if result.hits:
            said = remembered(unit, (program, locale), partial(_said, result.hits, locale))
            found += (one.moved(unit.start) for one in said)
    return found


def _said(hits: Iterable[Hit], locale: Locale) -> tuple[Diagnostic, ...]:
    return tuple(_diagnostic(hit, locale) for hit in hits)


def concluded(outcome: Outcome, locale: Locale, selection: Selection, where: Where) -> list[Diagnostic]:
    """Diagnostics of what `review.conclusions` found, without fixes."""
    _tell(outcome.crashes, where)
    return shown((_diagnostic(hit, locale) for hit in outcome.hits), selection)


def examined(
    document: Document, program: Program, where: Where, *, fixes: bool = False, near: Span | None = None
) -> Outcome:
    """The findings of the rules; those that raised are told in the log, each once."""
    outcome = run(document, program, where.project, fixes=fixes, near=near, elsewhere=where.elsewhere)
    _tell(outcome.crashes, where)
    return outcome


def _tell(crashes: Iterable[Crash], where: Where) -> None:
    for one in crashes:
        if one not in _REPORTED:
            _REPORTED.add(one)
            path = where.project.path if where.project is not None else where.scene.owner or where.scene.type
            log.error("rule %s failed in %s: %s", one.key, path, one.error)


def severity_of(kind: Kind, rank: Rank) -> Severity:
    """How grave a finding is to an editor."""
    if kind in (Kind.ERROR, Kind.VULNERABILITY):
        return Severity.WARNING if rank in (Rank.MINOR, Rank.INFO) else Severity.ERROR
    if rank is Rank.INFO:
        return Severity.HINT
    return Severity.INFORMATION if rank is Rank.MINOR else Severity.WARNING


def _diagnostic(hit: Hit, locale: Locale, fix: Fix | None = None) -> Diagnostic:
    one = hit.finding
    known = rule(hit.key)
    assert known is not None
    return Diagnostic(
        one.start,
        one.end,
        hit.key,
        one.message.to(locale, **one.fields),
        severity_of(known.kind, known.rank),
        (fix,) if fix is not None else (),
        tuple(Related(other.start, other.end, other.message.to(locale)) for other in one.reasons),
        tags_of(hit.key),
        known.fix.to(locale, **one.fields) if one.fix is not None and known.fix is not None else "",
    )


_UNNECESSARY = frozenset({
    "CommentedCode", "EmptyRegion", "EmptyStatement", "SelfAssign", "UnreachableCode", "UnusedLocalMethod",
    "UnusedLocalVariable", "UnusedParameters",
})  # fmt: skip


def tags_of(key: str) -> tuple[Tag, ...]:
    """How the code of a finding is painted: faded where it could go, struck through where it is of yesterday."""
    if key in _UNNECESSARY:
        return (Tag.UNNECESSARY,)
    return (Tag.DEPRECATED,) if key.startswith("Deprecated") else ()


def _fix(document: Document, hit: Hit, locale: Locale, program: Program, where: Where) -> Fix | None:
    """The repair of a finding, if it helps."""
    known = rule(hit.key)
    if known is None or known.fix is None or hit.finding.fix is None:
        return None
    edits = edits_of(hit)
    alone = program.only(hit.key)
    if helps(document, edits, lambda one: examined(one, alone, where.after(one))) is None:
        return None
    return Fix(known.fix.to(locale, **hit.finding.fields), tuple(edits))
