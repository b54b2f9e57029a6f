"""``textDocument/semanticTokens``: full, full/delta and range."""

from __future__ import annotations

import time
from array import array
from itertools import count
from typing import Any

from bsl_pilot.features.semantic import semantic_tokens
from bsl_pilot.features.semantic_encode import delta
from bsl_pilot.features.semantic_known import known_names
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request

_LAST = "semantic tokens"
_PROCESS = f"{time.time_ns():x}"
"""Tells results of this process from those of a worker that died: they are not remembered."""
_NUMBERS = count(1)


def full(request: Request) -> dict[str, Any]:
    """All tokens."""
    tokens = semantic_tokens(
        request.document, request.view.client.encoding, known=known_names(request.view.common_modules)
    )
    return {"resultId": _remember(request, tokens), "data": tokens.tolist()}


def full_delta(request: Request) -> dict[str, Any]:
    """What changed since the client's last result; all tokens where that is not remembered."""
    previous = request.params["previousResultId"].string()
    result_id, old = request.memory.get(_LAST, ("", None))
    if old is None or result_id != previous:
        return full(request)
    tokens = semantic_tokens(
        request.document, request.view.client.encoding, known=known_names(request.view.common_modules)
    )
    edits = [
        {"start": edit.start, "deleteCount": edit.delete_count, "data": edit.data.tolist()}
        for edit in delta(old, tokens)
    ]
    return {"resultId": _remember(request, tokens), "edits": edits}


def in_range(request: Request) -> dict[str, Any]:
    """Tokens of the part that the client shows."""
    start, end = Places.of(request).span(request.params["range"])
    return {
        "data": semantic_tokens(
            request.document,
            request.view.client.encoding,
            start,
            end,
            known_names(request.view.common_modules),
        ).tolist()
    }


def _remember(request: Request, tokens: array[int]) -> str:
    """The id of a result; the client compares with its last one only, so one is kept."""
    result_id = f"{_PROCESS}-{next(_NUMBERS)}"
    request.memory[_LAST] = result_id, tokens
    return result_id
