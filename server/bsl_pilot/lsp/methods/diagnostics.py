"""``textDocument/publishDiagnostics`` and ``textDocument/diagnostic``, in the worker.

What needs the workspace is found in the server (`workspace_rules`) and told to the worker, which puts all in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.kept import Found, Kept
from bsl_pilot.lsp.methods.rule_links import href
from bsl_pilot.lsp.rpc.message import dumps
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.around import Around
from bsl_pilot.review.diagnose import Share, Where, diagnose
from bsl_pilot.review.per_path import per_path
from bsl_pilot.review.selection import Selection
from bsl_pilot.review.suppress import suppressions

SOURCE = "bsl-pilot"


def published_at_once(request: Request) -> dict[str, Any] | None:
    """Parameters of ``publishDiagnostics`` with the faults of the syntax as they are now and all else as it was found
    last; None where no fault came or went: an editor moves what it shows along with the text."""
    kept = Kept.of(request)
    faults = suppressed(request, found_in(request, Share.SYNTAX))
    before = kept.found
    if list(map(_what, faults)) == list(map(_what, before.faults)):
        return None
    kept.found = before._replace(faults=faults)
    return _publish(request, in_order(*kept.found))


def _what(one: Diagnostic) -> tuple[int, int, str, str]:
    return one[:4]


def published(request: Request) -> dict[str, Any] | None:
    """Parameters of ``publishDiagnostics`` with everything; None where that was published before."""
    kept = Kept.of(request)
    before = in_order(*kept.found)
    everything = all_found(request)
    if kept.published_of is request.document and everything == before:
        return None
    return _publish(request, everything)


def _publish(request: Request, found: Sequence[Diagnostic]) -> dict[str, Any]:
    Kept.of(request).published_of = request.document
    json: dict[str, Any] = {"uri": request.uri, "diagnostics": items(request, found)}
    if request.view.client.diagnostics_version:
        json["version"] = request.version
    return json


def pulled(request: Request) -> dict[str, Any]:
    """A report; ``unchanged`` where the client has the same one. Its id is a digest of what it says."""
    found = items(request, all_found(request))
    result_id = blake2b(dumps(found), digest_size=12).hexdigest()
    if request.params.get("previousResultId").value == result_id:
        return {"kind": "unchanged", "resultId": result_id}
    return {"kind": "full", "resultId": result_id, "items": found}


def all_found(request: Request) -> list[Diagnostic]:
    """Everything that neither the settings nor a comment hides, in the order of the text; what was found in the same
    text with the same settings is not looked for again."""
    kept, told = Kept.of(request), request.view.told.findings
    why = (request.view.settings, request.view.locale, where(request).scene)
    if kept.ran_on is not request.document or kept.why != why:
        faults, rules = (suppressed(request, found_in(request, one)) for one in (Share.SYNTAX, Share.RULES))
        kept.found = Found(faults, rules, kept.found.workspace)
        kept.ran_on, kept.why = request.document, why
    if told is not None:
        kept.found = kept.found._replace(workspace=told)
    return in_order(*kept.found)


def in_order(*found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics of several origins in the order of the text."""
    return sorted((one for some in found for one in some), key=_what)


def found_in(request: Request, share: Share) -> list[Diagnostic]:
    """What the settings show, suppressed or not; without fixes: these are looked for when somebody asks."""
    return diagnose(
        request.document, request.view.locale, selection(request), where(request), fixes=False, share=share
    )


def suppressed(request: Request, found: list[Diagnostic]) -> list[Diagnostic]:
    """Those that no comment hides."""
    if not found:
        return found
    off, lines = suppressions(request.document), request.document.text.lines
    if not off.stretches:
        return found
    return [one for one in found if not off.hides(one.code, lines.line_of(one.start))]


def where(request: Request) -> Where:
    """What the rules may know of the module: what the server told, else what its path says (found out once)."""
    told = request.view.told.scene
    if told is not None:
        return Where(told)
    path = path_of(request.uri)
    if path is None:
        return Where()
    known = request.memory.get("where")
    if known is None:
        known = request.memory["where"] = Around().where(str(path), request.document)
    found: Where = known
    return found


def selection(request: Request) -> Selection:
    """The rules that the settings choose for the document."""
    view = request.view
    chosen, path = Selection.of(view.settings.check), path_of(request.uri)
    patterns = view.settings.check.per_path
    if not patterns or not view.folder or path is None:
        return chosen
    return chosen.without(per_path(tuple(patterns.items()), Path(view.folder)).off(path.as_posix()))


def items(request: Request, found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """LSP's diagnostics."""
    places = Places.of(request)
    return [item(request, one, places) for one in found]


def item(request: Request, diagnostic: Diagnostic, places: Places) -> dict[str, Any]:
    """One diagnostic."""
    client = request.view.client
    json: dict[str, Any] = {
        "range": places.range(diagnostic.start, diagnostic.end),
        "severity": int(diagnostic.severity),
        "code": diagnostic.code,
        "source": SOURCE,
        "message": diagnostic.message,
    }
    if client.code_descriptions and (link := href(request, diagnostic, places)):
        json["codeDescription"] = {"href": link}
    if client.diagnostics_data:
        json["data"] = {"fixable": bool(diagnostic.repair or diagnostic.fixes)}
    if diagnostic.tags and client.diagnostics_tags:
        json["tags"] = [int(one) for one in diagnostic.tags]
    if diagnostic.related and client.related_information:
        json["relatedInformation"] = [
            {
                "location": {"uri": request.uri, "range": places.range(one.start, one.end)},
                "message": one.message,
            }
            for one in diagnostic.related
        ]
    return json
