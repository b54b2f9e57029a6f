"""Runs a program over a document: pieces that have not changed are not looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.units import Unit, remembered, units
from bsl_pilot.review.finding import Edits, Finding, Fix, Reason
from bsl_pilot.review.module import ModuleFacts, PieceFacts
from bsl_pilot.review.program import Check, Crash, Hit, PieceResult, Program, crash, has_fix, stripped
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit


class Outcome(NamedTuple):
    """The findings of a document in the order of the text, offsets of the module; and what went wrong."""

    hits: list[Hit]
    crashes: tuple[Crash, ...]


def run(  # noqa: PLR0913  (one call, all needed)
    document: Document,
    program: Program,
    project: Project | None = None,
    *,
    fixes: bool = False,
    near: Span | None = None,
    elsewhere: bool = False,
) -> Outcome:
    """All findings of a document; the same on every call.

    Args:
        document: the module.
        program: the rules for it.
        project: the workspace; without it rules that need one say nothing.
        fixes: findings come with what works out their repairs; pieces with such are looked at anew then.
        near: the only place whose findings need that.
        elsewhere: another process answers what needs the workspace (`review.conclusions`).
    """
    results, rest = apart(document, program, project, fixes=fixes, near=near, elsewhere=elsewhere)
    hits = list(rest.hits)
    for unit, result in results:
        hits += (Hit(moved(one.finding, unit.start), one.key) for one in result.hits)
    hits.sort(key=_order)
    return Outcome(hits, rest.crashes)


class Apart(NamedTuple):
    """What a run finds: what came of each piece, in offsets of the piece, and the findings of the other checks."""

    results: list[tuple[Unit, PieceResult]]
    rest: Outcome
    """With the crashes of all."""


def apart(  # noqa: PLR0913  (as above)
    document: Document,
    program: Program,
    project: Project | None = None,
    *,
    fixes: bool = False,
    near: Span | None = None,
    elsewhere: bool = False,
) -> Apart:
    """As `run`, for whoever remembers what he makes of the findings of a piece."""
    run_ = _Run(document, program, fixes, near)
    results = list(run_.pieces())
    module = ModuleFacts(
        document,
        program.scene,
        [_facts(unit, result) for unit, result in results],
        project,
    )
    for _, result in results:
        run_.crashes += result.crashes
    for check in program.module_checks:
        if not (elsewhere and check.need > Need.TEXT):
            run_.module(check, module)
    if project is not None:
        for check in program.project_checks:
            for unit, result in results:
                if check.key in result.collected:
                    run_.ask(check, unit, result.collected[check.key], project)
    return Apart(results, Outcome(run_.hits, tuple(dict.fromkeys(run_.crashes))))


def looked_at(document: Document, program: Program) -> Iterator[tuple[Unit, PieceResult]]:
    """What came of each piece; only those that changed are looked at."""
    return _Run(document, program, False, None).pieces()


def _facts(unit: Unit, result: PieceResult) -> PieceFacts:
    method, variables, body = result.facts
    return PieceFacts(unit.start, unit.end, method, variables, body, result.collected)


def _order(hit: Hit) -> tuple[int, int, str, str]:
    return hit.order


class _Run:
    def __init__(self, document: Document, program: Program, fixes: bool, near: Span | None) -> None:
        self._document = document
        self._program = program
        self._fixes = fixes
        self._near = near
        self._generation: tuple[object, ...] | None = None
        self._children = document.root.children
        self.hits: list[Hit] = []
        self.crashes: list[Crash] = []

    def pieces(self) -> Iterator[tuple[Unit, PieceResult]]:
        for unit in units(self._document):
            result = remembered(unit, self._program, partial(self._result, unit))
            if self._fixes and self._has_fix(unit, result):
                result = self._result(unit, fixes=True)
            yield unit, result

    def _has_fix(self, unit: Unit, result: PieceResult) -> bool:
        """Whether the nodes of a piece are wanted again, since a repair of a finding is made of them."""
        near = self._near
        return any(
            one.finding.fix is not None
            and (
                near is None
                or (unit.start + one.finding.start <= near.end and near.start <= unit.start + one.finding.end)
            )
            for one in result.hits
        )

    def _result(self, unit: Unit, *, fixes: bool = False) -> PieceResult:
        roots = self._children[unit.first : unit.first + len(unit.parts)]
        code = Code(self._document, unit, roots, self._program.scene)
        result = self._program.run(code, fixes=fixes)
        if not fixes:
            code.take_apart()
        return result

    def module(self, check: Check, module: ModuleFacts) -> None:
        try:
            for one in check.call(module) or ():
                self.hits.append(Hit(one if self._fixes else stripped(one), check.key))
        except Exception as error:  # noqa: BLE001  (a defect of one rule must not stop the others)
            self.crashes.append(crash(check.key, error))

    def ask(self, check: Check, unit: Unit, collected: object, project: Project) -> None:
        """The check of one piece, from memory while neither the piece nor the workspace has changed."""
        known: dict[str, Any] = remembered(unit, (self._program, check.key), dict)
        if self._generation is None:
            self._generation = (*project.generation, project.own_face)
        if self._fixes or known.get("generation") != self._generation:
            found = answered(check, collected, project.over(unit.start))
            known["generation"] = self._generation
            known["found"] = found if isinstance(found, Crash) else tuple(map(stripped, found))
        else:
            found = known["found"]
        if isinstance(found, Crash):
            self.crashes.append(found)
            return
        self.hits += (Hit(moved(one, unit.start), check.key) for one in found)


def answered(check: Check, *asked: object) -> tuple[Finding, ...] | Crash:
    """What a check says: of what was collected of a piece (with `Project.over` it), or of a module."""
    try:
        return tuple(check.call(*asked) or ())
    except Exception as error:  # noqa: BLE001  (a defect of one rule must not stop the others)
        return crash(check.key, error)


def moved(one: Finding, by: int) -> Finding:
    """The finding and its repair ``by`` bytes further."""
    if not by:
        return one
    reasons = tuple(Reason(other.start + by, other.end + by, other.message) for other in one.reasons)
    fix = one.fix if one.fix is None or one.fix is has_fix else partial(_moved_fix, one.fix, by)
    return Finding(one.start + by, one.end + by, one.message, one.fields, reasons, fix)


def _moved_fix(fix: Fix, by: int) -> Edits | None:
    edits = fix()
    return edits and [TextEdit(one.start + by, one.end + by, one.new_text) for one in edits]
