"""``textDocument/codeAction``: the fixes of diagnostics, one by one and all of a file, and refactorings."""

from __future__ import annotations

from functools import partial
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic, Fix, diagnostics
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.diagnostics import item, shown
from bsl_pilot.lsp.methods.refactor import refactorings, workspace_edit
from bsl_pilot.lsp.view import Request
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit, apply

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.bslPilot"

_FIX_ALL = Text("Исправить всё, что исправляется безопасно", "Fix all that can be fixed safely")


def code_actions(request: Request) -> list[dict[str, Any]]:
    """Fixes of the diagnostics that touch the range, the fix of the whole file, and what else can be done there."""
    if not request.view.client.code_action_literals:
        return []
    places = Places.of(request)
    span = places.span(request.params["range"])
    found = [one for one in shown(request, fixes=True) if one.fixes]
    touched = [one for one in found if one.start <= span.end and span.start <= one.end]
    actions: list[dict[str, Any]] = []
    if _asked(request, QUICK_FIX):
        actions += [_quick_fix(request, one, fix, places) for one in touched for fix in one.fixes]
    if _asked(request, FIX_ALL) and _offers_all(request, found, span):
        actions += _fix_all(request, found)
    return [*actions, *refactorings(request, span, partial(_asked, request))]


def _asked(request: Request, kind: str) -> bool:
    """Whether the client wants actions of this kind: no filter, the kind or one above it."""
    only = request.params.get("context", "only")
    return only.value is None or any(
        not one or kind == one or kind.startswith(f"{one}.") for one in only.strings()
    )


def _offers_all(request: Request, found: list[Diagnostic], span: Span) -> bool:
    """Without a filter only beside a fix: a lamp on every line of a file helps nobody."""
    if request.params.get("context", "only").value is not None:
        return True
    return len(found) > 1 and any(one.start <= span.end and span.start <= one.end for one in found)


def _quick_fix(request: Request, diagnostic: Diagnostic, fix: Fix, places: Places) -> dict[str, Any]:
    return {
        "title": fix.title,
        "kind": QUICK_FIX,
        "diagnostics": [item(request, diagnostic, places)],
        "isPreferred": fix is diagnostic.fixes[0],
        "edit": workspace_edit(request, fix.edits),
    }


def _fix_all(request: Request, found: list[Diagnostic]) -> list[dict[str, Any]]:
    edits = _together(found)
    if not edits or not _helps(request, edits):
        return []
    title = _FIX_ALL.to(request.view.locale)
    return [{"title": title, "kind": FIX_ALL, "edit": workspace_edit(request, edits)}]


def _together(found: list[Diagnostic]) -> list[TextEdit]:
    """Edits of every diagnostic's first fix, but for fixes that touch one that is in already."""
    edits: list[TextEdit] = []
    end = -1
    for diagnostic in found:
        fix = sorted(diagnostic.fixes[0].edits)
        if fix and fix[0].start > end:
            edits += fix
            end = max(edit.end for edit in fix)
    return edits


def _helps(request: Request, edits: list[TextEdit]) -> bool:
    """Whether the text with all edits has fewer faults: they were tried one by one only."""
    fixed = Document.parse(apply(request.document.text, edits))
    locale = request.view.locale
    return len(diagnostics(fixed, locale)) < len(diagnostics(request.document, locale))
