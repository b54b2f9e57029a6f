"""``textDocument/prepareRename`` and ``textDocument/rename``."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from bsl_pilot.features import rename as feature
from bsl_pilot.features.places import Place
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.locations import Locations
from bsl_pilot.lsp.view import Request


def prepare_rename(request: Request) -> dict[str, Any]:
    """The name at the position; an error says why it can't be changed."""
    places = Places.of(request)
    offset = places.offset(request.params["position"])
    found = feature.prepare(request.document, offset, _project(request), request.path)
    return {"range": places.range(*found.span), "placeholder": found.name}


def rename(request: Request) -> dict[str, Any]:
    """The edit of all files; an error says why there is none."""
    offset = Places.of(request).offset(request.params["position"])
    new = request.params["newName"].string()
    found = feature.rename(request.document, offset, new, _project(request), request.path)
    locations = Locations.of(request)
    edits = {
        path: [{"range": locations.range(one), "newText": new} for one in places]
        for path, places in groupby(found, key=_path)
    }
    if not request.view.client.document_changes:
        return {"changes": {locations.uri(path): some for path, some in edits.items()}}
    return {"documentChanges": [_of_file(request, locations.uri(path), some) for path, some in edits.items()]}


def _project(request: Request) -> ProjectView:
    assert request.project is not None  # this runs where there is one (`registry.Where`)
    return request.project


def _path(place: Place) -> str:
    return place.path


def _of_file(request: Request, uri: str, edits: list[dict[str, Any]]) -> dict[str, Any]:
    """Edits of one file; of the document that was asked about they hold for its version."""
    version = request.version if uri == request.uri else None
    return {"textDocument": {"uri": uri, "version": version}, "edits": edits}
