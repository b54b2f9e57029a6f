"""``textDocument/hover``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.hover import hover
from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.texts import markup, style_of
from bsl_pilot.lsp.view import Request


def hover_at(request: Request) -> dict[str, Any] | None:
    """What is known of the word at the position."""
    if request.project is None:
        return None
    places = Places.of(request)
    markdown = request.view.client.hover_markdown
    style = style_of(request, markdown=markdown)
    question = asked(request.document, request.project, request.path, values=True)
    found = hover(question, places.offset(request.params["position"]), style)
    if found is None:
        return None
    return {"contents": markup(found.text, markdown=markdown), "range": places.range(*found.span)}
