"""``textDocument/publishDiagnostics`` and ``textDocument/diagnostic``."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.rpc.message import dumps
from bsl_pilot.lsp.view import Request, View
from bsl_pilot.review.registry import diagnose
from bsl_pilot.review.selection import Selection
from bsl_pilot.review.suppress import suppressions

SOURCE = "bsl-pilot"


def published(request: Request) -> dict[str, Any]:
    """Parameters of ``publishDiagnostics``."""
    json: dict[str, Any] = {"uri": request.uri, "diagnostics": items(request, shown(request, fixes=False))}
    if request.view.client.diagnostics_version:
        json["version"] = request.version
    return json


def pulled(request: Request) -> dict[str, Any]:
    """A report; ``unchanged`` where the client has the same one. Its id is a digest of what it says."""
    found = items(request, shown(request, fixes=False))
    result_id = blake2b(dumps(found), digest_size=12).hexdigest()
    if request.params.get("previousResultId").value == result_id:
        return {"kind": "unchanged", "resultId": result_id}
    return {"kind": "full", "resultId": result_id, "items": found}


def shown(request: Request, *, fixes: bool) -> list[Diagnostic]:
    """The diagnostics that neither the settings nor a comment hides, in the order of the text.

    Fixes are looked for when the editor asks for code actions, not at every keystroke.
    """
    found = diagnose(request.document, request.view.locale, _selection(request.view), fixes=fixes)
    if not found:
        return found
    off, lines = suppressions(request.document), request.document.text.lines
    return [one for one in found if not off.hides(one.code, lines.line_of(one.start))]


def _selection(view: View) -> Selection:
    check = view.settings.check
    return Selection.of(check.select, check.ignore, check.severity)


def items(request: Request, found: list[Diagnostic]) -> list[dict[str, Any]]:
    """LSP's diagnostics."""
    places = Places.of(request)
    return [item(request, one, places) for one in found]


def item(request: Request, diagnostic: Diagnostic, places: Places) -> dict[str, Any]:
    """One diagnostic."""
    json: dict[str, Any] = {
        "range": places.range(diagnostic.start, diagnostic.end),
        "severity": _selection(request.view).severity(diagnostic.code, int(diagnostic.severity)),
        "code": diagnostic.code,
        "source": SOURCE,
        "message": diagnostic.message,
    }
    if diagnostic.related and request.view.client.related_information:
        json["relatedInformation"] = [
            {
                "location": {"uri": request.uri, "range": places.range(one.start, one.end)},
                "message": one.message,
            }
            for one in diagnostic.related
        ]
    return json
