"""``textDocument/signatureHelp``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.signature import signature_help
from bsl_pilot.features.signing.labels import Label
from bsl_pilot.features.signing.model import Way
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.texts import markup, style_of
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import PositionEncoding, Span, units


def signature_at(request: Request) -> dict[str, Any] | None:
    """The ways to call what is being called at the position."""
    if request.project is None:
        return None
    inference = request.project.inference(request.document, request.path)
    client = request.view.client
    offset = Places.of(request).offset(request.params["position"])
    style = style_of(request, markdown=client.signature_markdown)
    found = signature_help(request.document, inference, offset, style, _before(request))
    if found is None:
        return None
    return {
        "signatures": [_signature(one, request) for one in found.ways],
        "activeSignature": found.active,
        "activeParameter": found.argument,
    }


def _before(request: Request) -> int:
    """The number of the signature that the user sees while he goes on typing."""
    shown = request.params.get("context", "activeSignatureHelp", "activeSignature").value
    return shown if isinstance(shown, int) and shown >= 0 else 0


def _signature(way: Way, request: Request) -> dict[str, Any]:
    markdown = request.view.client.signature_markdown
    texts = way.parameters or ("",) * len(way.label.spans)
    parameters = []
    for span, text in zip(way.label.spans, texts, strict=True):
        one: dict[str, Any] = {"label": _label(way.label, span, request)}
        if text:
            one["documentation"] = markup(text, markdown=markdown)
        parameters.append(one)
    json: dict[str, Any] = {"label": way.label.text, "parameters": parameters}
    if way.documentation:
        json["documentation"] = markup(way.documentation, markdown=markdown)
    return json


def _label(label: Label, span: Span, request: Request) -> str | list[int]:
    """A parameter's place in the label in UTF-16 (whatever the encoding of positions), or its text."""
    text = label.text
    if not request.view.client.signature_offsets:
        return text[span.start : span.end]
    return [_utf16(text[: span.start]), _utf16(text[: span.end])]


def _utf16(text: str) -> int:
    return units(text.encode("utf-8", "surrogatepass"), PositionEncoding.UTF16)
