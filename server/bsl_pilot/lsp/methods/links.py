"""``textDocument/documentLink``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.declarations import declarations
from bsl_pilot.features.links import Link, links
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.words import fold


def document_links(request: Request) -> list[dict[str, Any]]:
    """The links whose target is known: pages, and methods of the module itself."""
    places = Places.of(request)
    found = links(request.document)
    lines = _methods(request, places) if any(len(link.names) == 1 for link in found) else {}
    answer = []
    for link in found:
        target = _target(request, link, lines)
        if target:
            answer.append({"range": places.range(link.start, link.end), "target": target})
    return answer


def _target(request: Request, link: Link, lines: dict[str, int]) -> str:
    if link.url:
        return link.url
    line = lines.get(fold(link.names[0])) if len(link.names) == 1 else None
    return "" if line is None else f"{request.uri}#L{line + 1}"


def _methods(request: Request, places: Places) -> dict[str, int]:
    """The lines on which the module's methods have their names."""
    return {
        one.folded: places.position(base + one.selection.start)["line"]
        for base, one, _ in declarations(request.document)
        if one.kind != "var"
    }
