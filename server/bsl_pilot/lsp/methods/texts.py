"""How texts for a reader are written for the client of a request."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.named_places import named_place
from bsl_pilot.lsp.view import Request


def style_of(request: Request, *, markdown: bool) -> Style:
    """The style for a client that shows Markdown or not."""

    def link(names: tuple[str, ...]) -> str:
        if request.project is None:
            return ""
        place = named_place(request.document, request.project, request.path, names)
        return f"{request.uri_of(place.path)}#L{place.line + 1}" if place is not None else ""

    return Style(markdown, request.view.locale, link)


def markup(text: str, *, markdown: bool) -> dict[str, Any]:
    """LSP's ``MarkupContent``."""
    return {"kind": "markdown" if markdown else "plaintext", "value": text}
