"""``textDocument/codeAction`` and its ``resolve``: repairs, ways not to be told again, and refactorings."""

from __future__ import annotations

from functools import partial
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.diagnostics import all_found
from bsl_pilot.lsp.methods.fixes import FIX_ALL, QUICK_FIX, fix_all, quick_fixes, resolve_fix
from bsl_pilot.lsp.methods.refactor import refactorings, resolve_refactoring
from bsl_pilot.lsp.methods.rule_off import resolve_rule_off
from bsl_pilot.lsp.methods.silencing import silencing
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import Span


def code_actions(request: Request) -> list[dict[str, Any]]:
    """Fixes of the diagnostics that touch the range, the fix of the whole file, and what else can be done there."""
    if not request.view.client.code_action_literals:
        return []
    places = Places.of(request)
    span = places.span(request.params["range"])
    found = all_found(request)
    touched = [one for one in found if _touches(one, span)]
    actions: list[dict[str, Any]] = []
    if _asked(request, QUICK_FIX):
        actions += quick_fixes(request, touched, places)
        actions += silencing(request, touched, places)
    if _asked(request, FIX_ALL) and _offers_all(request, touched, found):
        actions += fix_all(request, places)
    return [*actions, *refactorings(request, span, partial(_asked, request))]


def resolve_action(request: Request) -> dict[str, Any]:
    """The action of the client with its edit: that of a repair, of a change of the settings or of a refactoring."""
    data = request.params["data"].value
    if "fix" in data or "fixAll" in data:
        return resolve_fix(request)
    return resolve_rule_off(request) if "off" in data else resolve_refactoring(request)


def _touches(one: Diagnostic, span: Span) -> bool:
    return one.start <= span.end and span.start <= one.end


def _asked(request: Request, kind: str) -> bool:
    """Whether the client wants actions of this kind: no filter, the kind or one above it."""
    only = request.params.get("context", "only")
    return only.value is None or any(
        not one or kind == one or kind.startswith(f"{one}.") for one in only.strings()
    )


def _offers_all(request: Request, touched: list[Diagnostic], found: list[Diagnostic]) -> bool:
    """Without a filter only beside a fix: a lamp on every line of a file helps nobody."""
    if request.params.get("context", "only").value is not None:
        return True
    return len(found) > 1 and any(one.repair for one in touched)
