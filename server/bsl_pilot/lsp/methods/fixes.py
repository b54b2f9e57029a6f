"""Repairs as code actions: offered without being worked out, tried on a copy when somebody chooses one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bsl_pilot.errors import PilotError
from bsl_pilot.features.diagnostics import Diagnostic, Severity, diagnostics
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.diagnostics import item, selection, suppressed, where
from bsl_pilot.lsp.methods.kept import Kept
from bsl_pilot.lsp.methods.refactor import workspace_edit
from bsl_pilot.lsp.methods.workspace_rules import where_in_workspace
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.diagnose import Where, examined
from bsl_pilot.review.keys import FAULTS
from bsl_pilot.review.program import Program
from bsl_pilot.review.programs import program_of, workspace_program_of
from bsl_pilot.review.registry import rule
from bsl_pilot.review.repair_many import Edits, fitting, helpful
from bsl_pilot.review.repairs import edits_of, helps
from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.bslPilot"

AT_ONCE = 20
"""Findings whose repairs are offered at most: a selection of a whole file wants the repair of all."""

_SAME = Text("Исправить все {code} в файле: {count}", "Fix all {code} in the file: {count}")
_ALL = Text("Исправить всё, что исправляется безопасно", "Fix all that can be fixed safely")
_NO_HELP = Text(
    "исправление здесь не помогло бы: от него появились бы другие замечания",
    "the repair would not help here: it would bring other findings",
)


def quick_fixes(request: Request, touched: Sequence[Diagnostic], places: Places) -> Iterator[dict[str, Any]]:
    """The repair of each finding, then for each rule that found more than one that of all in the file."""
    faults_touched = [one for one in touched if one.code in FAULTS]
    yield from _fault_fixes(request, faults_touched, places)
    kept = Kept.of(request)
    for one in touched[:AT_ONCE]:
        if one.repair:
            data = {"fix": one.code, "workspace": one in kept.workspace.now}
            head = {
                "title": one.repair,
                "kind": QUICK_FIX,
                "diagnostics": [item(request, one, places)],
                "isPreferred": True,
            }
            yield from _offered(request, head, data, Span(one.start, one.end), places)
    repairable = Counter(one.code for one in kept.rules.now if one.repair)
    for code in dict.fromkeys(one.code for one in touched if one.repair):
        if repairable[code] > 1:
            title = _SAME.to(request.view.locale, code=code, count=repairable[code])
            head = {"title": title, "kind": QUICK_FIX}
            yield from _offered(request, head, {"fixAll": code}, Span(0, 0), places)


def fix_all(request: Request, places: Places) -> Iterator[dict[str, Any]]:
    """The repair of everything in the file."""
    kept = Kept.of(request)
    if kept.faults.now or any(one.repair and _is_safe(one.code) for one in kept.rules.now):
        head = {"title": _ALL.to(request.view.locale), "kind": FIX_ALL}
        yield from _offered(request, head, {"fixAll": ""}, Span(0, 0), places, filtered=True)


def resolve_fix(request: Request) -> dict[str, Any]:
    """The action of the client with its edit.

    Raises:
        ResponseError: the document is another one by now, or the repair does not help.
    """
    data = request.params["data"]
    if data["version"].value != request.version:
        raise ResponseError(ErrorCode.CONTENT_MODIFIED, "the document changed since the action was offered")
    edits = _edits(request, data.value, Places.of(request).span(data["range"]))
    if not edits:
        raise PilotError(_NO_HELP)
    return {**request.params.value, "edit": workspace_edit(request, edits)}


def _offered(  # noqa: PLR0913, PLR0917  (one call, all needed)
    request: Request,
    head: dict[str, Any],
    data: dict[str, Any],
    span: Span,
    places: Places,
    filtered: bool = False,
) -> Iterator[dict[str, Any]]:
    """An action that is worked out when it is chosen; at once for a client that does not ask then, or that asked for
    this kind alone in order to apply it (on save)."""
    at_once = filtered and request.params.get("context", "only").value is not None
    if request.view.client.resolves_actions and not at_once:
        named = {"uri": request.uri, "version": request.version, "range": places.range(*span)}
        yield {**head, "data": {**named, **data}}
        return
    edits = [] if data.get("workspace") else _edits(request, data, span)
    if edits:
        yield {**head, "edit": workspace_edit(request, edits)}


def _edits(request: Request, data: dict[str, Any], span: Span) -> Sequence[TextEdit]:
    if "fix" in data:
        return _repair(request, data["fix"], span)
    return _repairs(request, data["fixAll"])


def _around(request: Request) -> tuple[Where, Program]:
    """With the workspace in the server, without it in the worker."""
    if request.project is None:
        around = where(request)
        return around, program_of(selection(request), around.scene, around.knows)
    known = where_in_workspace(request) or Where()
    return known, workspace_program_of(selection(request), known.scene, known.knows)


def _repair(request: Request, code: str, span: Span) -> Sequence[TextEdit]:
    """The edits of the repair of one finding, if it helps."""
    around, program = _around(request)
    document = request.document
    outcome = examined(document, program, around, fixes=True, near=span)
    for hit in outcome.hits:
        if hit.key == code and (hit.finding.start, hit.finding.end) == tuple(span):
            edits = edits_of(hit)
            if helps(document, edits, lambda one: examined(one, program, around.after(one))) is not None:
                return edits
    return ()


def _repairs(request: Request, code: str) -> list[TextEdit]:
    """The edits of the repairs of all findings of a rule, or of everything, that help together. Where the syntax is
    repaired nothing else is: what rules say of broken code is less sure."""
    document = request.document
    taken = _fault_repairs(request) if code in ("", *FAULTS) else []
    if not taken and code not in FAULTS:
        around, program = _around(request)
        outcome = examined(document, program.only(code) if code else program, around, fixes=True)
        off, lines = suppressions(document), document.text.lines
        shown = (hit for hit in outcome.hits if not off.hides(hit.key, lines.line_of(hit.finding.start)))
        wanted = (hit for hit in shown if hit.finding.fix is not None and (code or _is_safe(hit.key)))
        groups = fitting(map(edits_of, wanted))
        taken = helpful(document, groups, lambda one: _counts(one, program, around))
    return sorted(edit for one in taken for edit in one)


def _is_safe(code: str) -> bool:
    """Whether findings of a rule may be repaired where nobody looks at each."""
    known = rule(code)
    return known is not None and known.fix_is_safe


def _fault_repairs(request: Request) -> list[Edits]:
    found = suppressed(request, diagnostics(request.document, request.view.locale))
    groups = fitting(one.fixes[0].edits for one in found if one.fixes)
    return helpful(request.document, groups, _fault_counts)


def _counts(document: Document, program: Program, around: Where) -> Counter[str]:
    found = Counter(hit.key for hit in examined(document, program, around).hits)
    found.update(_fault_counts(document))
    return found


def _fault_counts(document: Document) -> Counter[str]:
    return Counter(fault.code for fault in faults(document, queries=True, repairs=False))


def _fault_fixes(request: Request, touched: Sequence[Diagnostic], places: Places) -> Iterator[dict[str, Any]]:
    """Those of the syntax are worked out at once: there are few, and their titles say what they insert."""
    if not touched:
        return
    marked = {one[:4] for one in touched}
    found = [one for one in diagnostics(request.document, request.view.locale) if one[:4] in marked]
    for one in found:
        for fix in one.fixes:
            yield {
                "title": fix.title,
                "kind": QUICK_FIX,
                "diagnostics": [item(request, one._replace(severity=_shown(one, touched)), places)],
                "isPreferred": fix is one.fixes[0],
                "edit": workspace_edit(request, fix.edits),
            }


def _shown(one: Diagnostic, touched: Sequence[Diagnostic]) -> Severity:
    """The severity that the settings give it."""
    return next(other.severity for other in touched if other[:4] == one[:4])
