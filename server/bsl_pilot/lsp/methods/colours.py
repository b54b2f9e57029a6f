"""``textDocument/documentColor`` and ``textDocument/colorPresentation``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features.colours import colours, presentation
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.rpc.errors import invalid_params
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.view import Request

_MOST = 255
_PARTS = ("red", "green", "blue")


def document_colours(request: Request) -> list[dict[str, Any]]:
    """The colours of the document; LSP counts their parts from 0 to 1."""
    places = Places.of(request)
    return [
        {
            "range": places.range(one.start, one.end),
            "color": {part: getattr(one, part) / _MOST for part in _PARTS} | {"alpha": 1},
        }
        for one in colours(request.document)
    ]


def colour_presentations(request: Request) -> list[dict[str, Any]]:
    """The one way to write a chosen colour. The platform's colours know no transparency."""
    places = Places.of(request)
    start, end = places.span(request.params["range"])
    red, green, blue = (_part(request.params["color"][name]) for name in _PARTS)
    edit = presentation(request.document, start, end, (red, green, blue))
    if edit is None:
        return []
    return [{"label": edit.new_text, "textEdit": places.edit(edit)}]


def _part(value: Params) -> int:
    number = value.value
    if not isinstance(number, int | float) or not 0 <= number <= 1:
        raise invalid_params(f"{value.path}: a number from 0 to 1 is expected")
    return round(number * _MOST)
