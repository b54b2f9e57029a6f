"""``textDocument/definition``, ``typeDefinition``, ``implementation``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bsl_pilot.features import definition as feature
from bsl_pilot.features.definition import Found
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import Request
from bsl_pilot.syntax.document import Document

_Find = Callable[[Document, int, ProjectView, str], Found | None]


def definition(request: Request) -> list[dict[str, Any]]:
    """Where the word at the position is declared."""
    return _answer(request, feature.definition)


def type_definition(request: Request) -> list[dict[str, Any]]:
    """Where the type of the value at the position is described."""
    return _answer(request, feature.type_definition)


def implementation(request: Request) -> list[dict[str, Any]]:
    """The methods of extensions that stand over the one at the position."""
    return _answer(request, feature.implementation)


def _answer(request: Request, find: _Find) -> list[dict[str, Any]]:
    if request.project is None:
        return []
    places = Places.of(request)
    offset = places.offset(request.params["position"])
    found = find(request.document, offset, request.project, request.path)
    if found is None:
        return []
    locations = Locations.of(request)
    if not request.view.client.location_links:
        return [locations.location(one.place) for one in found.targets]
    origin = places.range(*found.span)
    return [locations.link(one, origin) for one in found.targets]
