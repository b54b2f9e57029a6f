"""``textDocument/publishDiagnostics`` and ``textDocument/diagnostic``, in the worker.

What needs the workspace is found in the server (`workspace_rules`) and told to the worker, which puts all in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from json import loads
from pathlib import Path
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.kept import Kept
from bsl_pilot.lsp.methods.rule_links import href
from bsl_pilot.lsp.rpc.message import RawJson, dumps
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.around import Around
from bsl_pilot.review.diagnose import Share, Where, diagnose
from bsl_pilot.review.per_path import per_path
from bsl_pilot.review.selection import Selection
from bsl_pilot.review.suppress import suppressions

SOURCE = "bsl-pilot"


def published_at_once(request: Request) -> RawJson | None:
    """Parameters of ``publishDiagnostics`` with the faults of the syntax as they are now and all else as it was found
    last; None where no fault came or went: an editor moves what it shows along with the text."""
    kept = Kept.of(request)
    faults = suppressed(request, found_in(request, Share.SYNTAX))
    if [one[:4] for one in faults] == [one[:4] for one in kept.faults.now]:
        return None
    kept.faults.now = faults
    return _publish(request, kept.all())


def published(request: Request) -> RawJson | None:
    """Parameters of ``publishDiagnostics`` with everything; None where that was published before."""
    kept = Kept.of(request)
    before = kept.all()
    everything = all_found(request)
    if kept.published_of is request.document and everything == before:
        return None
    return _publish(request, everything)


def _publish(request: Request, found: Sequence[Diagnostic]) -> RawJson:
    Kept.of(request).published_of = request.document
    version = b',"version":%d' % request.version if request.view.client.diagnostics_version else b""
    return RawJson(b'{"uri":%b,"diagnostics":%b%b}' % (dumps(request.uri), items(request, found), version))


def pulled(request: Request) -> RawJson | dict[str, Any]:
    """A report; ``unchanged`` where the client has the same one. Its id is a digest of what it says."""
    found = items(request, all_found(request))
    result_id = blake2b(found, digest_size=12).hexdigest()
    if request.params.get("previousResultId").value == result_id:
        return {"kind": "unchanged", "resultId": result_id}
    return RawJson(b'{"kind":"full","resultId":"%b","items":%b}' % (result_id.encode(), found))


def all_found(request: Request) -> list[Diagnostic]:
    """Everything that neither the settings nor a comment hides, in the order of the text; what was found in the same
    text with the same settings is not looked for again."""
    kept, told = Kept.of(request), request.view.told.findings
    why = (request.view.settings, request.view.locale, where(request).scene)
    if kept.ran_on is not request.document or kept.why != why:
        kept.faults.now = suppressed(request, found_in(request, Share.SYNTAX))
        kept.rules.now = suppressed(request, found_in(request, Share.RULES))
        kept.ran_on, kept.why = request.document, why
    if told is not None:
        kept.workspace.now = told
    return kept.all()


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
        return Where(told, elsewhere=True)
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


def items(request: Request, found: Iterable[Diagnostic]) -> bytes:
    """JSON text of an array of LSP's diagnostics: thousands of them go out at every other key."""
    places = Places.of(request)
    text = ",".join([_text(request, one, places) for one in found])
    return b"[%b]" % text.encode("utf-8")


def item(request: Request, diagnostic: Diagnostic, places: Places) -> dict[str, Any]:
    """One diagnostic."""
    json: dict[str, Any] = loads(_text(request, diagnostic, places))
    return json


def _text(request: Request, one: Diagnostic, places: Places) -> str:
    client = request.view.client
    said = _said(one.code, one.message, int(one.severity))
    parts = [f'{{"range":{places.range_text(one.start, one.end)},{said}']
    if client.code_descriptions and (link := href(request, one, places)):
        parts.append(f',"codeDescription":{{"href":{_string(link)}}}')
    if client.diagnostics_data:
        parts.append(f',"data":{{"fixable":{"true" if one.repair or one.fixes else "false"}}}')
    if one.tags and client.diagnostics_tags:
        parts.append(f',"tags":[{",".join(str(int(tag)) for tag in one.tags)}]')
    if one.related and client.related_information:
        uri = _string(request.uri)
        others = (
            f'{{"location":{{"uri":{uri},"range":{places.range_text(other.start, other.end)}}},'
            f'"message":{_string(other.message)}}}'
            for other in one.related
        )
        parts.append(f',"relatedInformation":[{",".join(others)}]')
    return "".join(parts) + "}"


@lru_cache(maxsize=8192)
def _said(code: str, message: str, severity: int) -> str:
    """What a diagnostic says, wherever it stands."""
    return f'"severity":{severity},"code":{_string(code)},"source":{_string(SOURCE)},"message":{_string(message)}'


@lru_cache(maxsize=8192)
def _string(text: str) -> str:
    return dumps(text).decode("utf-8")
