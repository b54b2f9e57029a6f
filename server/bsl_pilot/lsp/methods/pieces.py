"""What the rules that ask the workspace want to know of a module: in the worker, which has looked at its pieces."""

from __future__ import annotations

from bsl_pilot.lsp.methods.diagnostics import selection, where
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.handing import Handing, packed
from bsl_pilot.review.programs import program_of


def pieces(request: Request) -> bytes:
    """The `Handover` since the state ``have``, packed."""
    handing: Handing = request.memory.setdefault("handing", Handing())
    around = where(request)
    program = program_of(selection(request), around.scene, around.knows)
    return packed(handing.over(request.document, program, request.params["have"].integer()))
