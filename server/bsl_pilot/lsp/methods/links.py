"""``textDocument/documentLink`` and ``documentLink/resolve``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.declarations import declarations
from bsl_pilot.features.links import Link, links
from bsl_pilot.features.named_places import library_place, named_place
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.words import fold


def document_links(request: Request) -> list[dict[str, Any]]:
    """The links of a module: pages, libraries and its own methods at once, names of other modules for ``resolve``."""
    places = Places.of(request)
    found = links(request.document)
    lines = _methods(request, places) if any(len(link.names) == 1 for link in found) else {}
    answer = []
    for link in found:
        json: dict[str, Any] = {"range": places.range(link.start, link.end)}
        target = _target(request, link, lines)
        if target:
            answer.append({**json, "target": target})
        elif len(link.names) > 1 and not _is_dead(request, link):
            answer.append({**json, "data": {"uri": request.uri, "names": list(link.names)}})
    return answer


def resolve_link(request: Request) -> dict[str, Any]:
    """The link with its target, where the index knows what the names lead to."""
    link: dict[str, Any] = dict(request.params.value)
    names = request.params["data"]["names"].strings()
    project = request.project
    place = named_place(request.document, project, request.path, names) if project is not None else None
    if place is not None:
        link["target"] = f"{request.uri_of(place.path)}#L{place.line + 1}"
    return link


def _target(request: Request, link: Link, lines: dict[str, int]) -> str:
    if link.url:
        return link.url
    if link.library and request.project is not None:
        place = library_place(request.project, request.path, link.library)
        return request.uri_of(place.path) if place is not None else ""
    line = lines.get(fold(link.names[0])) if len(link.names) == 1 else None
    return "" if line is None else f"{request.uri}#L{line + 1}"


def _is_dead(request: Request, link: Link) -> bool:
    """Whether it is certain that the names lead nowhere."""
    project = request.project
    if project is None or not project.complete:
        return False
    return named_place(request.document, project, request.path, link.names) is None


def _methods(request: Request, places: Places) -> dict[str, int]:
    """The lines on which the module's methods have their names."""
    return {
        one.folded: places.position(base + one.selection.start)["line"]
        for base, one, _ in declarations(request.document)
        if one.kind != "var"
    }
