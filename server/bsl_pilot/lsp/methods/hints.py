"""``textDocument/inlayHint`` and ``inlayHint/resolve``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.hinting.hint import Hint, HintKind
from bsl_pilot.features.inlay_hints import HintOptions, inlay_hints
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.texts import markup, style_of
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import Span


def hints_in(request: Request) -> list[dict[str, Any]]:
    """The hints of the range that the client shows."""
    places = Places.of(request)
    span = places.span(request.params["range"])
    return [_json(one, request, places) for one in _hints(request, span)]


def resolve_hint(request: Request) -> dict[str, Any]:
    """The hint with its tooltip, unless the document is not the one that the hint was made for any more."""
    hint: dict[str, Any] = dict(request.params.value)
    data = request.params["data"]
    if data["version"].value != request.version:
        return hint
    at = Places.of(request).offset(request.params["position"])
    found = next((one for one in _hints(request, Span(at, at)) if one.kind == hint.get("kind")), None)
    if found is not None and found.way is not None:
        text = found.way.parameters[found.parameter] if found.way.parameters else ""
        shown = "\n\n".join(piece for piece in (found.way.label.text, text) if piece)
        hint["tooltip"] = markup(shown, markdown=False)
    return hint


def _hints(request: Request, span: Span) -> list[Hint]:
    wanted = request.view.settings.hints
    options = HintOptions(wanted.parameter_names, wanted.variable_types)
    if request.project is None or (options.parameter_names == "off" and not options.variable_types):
        return []
    inference = request.project.inference(request.document, request.path)
    return inlay_hints(request.document, inference, span, style_of(request, markdown=False), options)


def _json(hint: Hint, request: Request, places: Places) -> dict[str, Any]:
    json: dict[str, Any] = {
        "position": places.position(hint.offset),
        "label": hint.label,
        "kind": hint.kind.value,
    }
    if hint.kind is HintKind.PARAMETER:
        json["paddingRight"] = True
        if request.view.client.resolves_hints:
            json["data"] = {"uri": request.uri, "version": request.version}
    return json
