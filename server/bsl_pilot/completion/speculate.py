"""Step 10: where the user will be if he takes what is shown."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.request import Offer, Request
from bsl_pilot.syntax.blocks import indent_of
from bsl_pilot.text.snapshot import ByteEdit


def after_acceptance(request: Request, offer: Offer) -> Request:
    """The request that follows when ``offer``, given for ``request``, is taken.

    Behind a finished statement nothing is completed; there the user goes to the next line, where the editor
    indents as on this one.
    """
    text = offer.text.encode("utf-8", "surrogatepass")
    document = request.document.edit([ByteEdit(offer.start, offer.end, text)])
    at = offer.start + len(text)
    line = document.text.lines.line_span(document.text.lines.line_of(at))
    if offer.text.rstrip().endswith(";") and not document.text.data[at : line.end].strip():
        indent = indent_of(document.text.data, at).text
        further = (document.text.line_end() + indent).encode()
        document = document.edit([ByteEdit(at, line.end, further)])
        at += len(further)
    return replace(request, document=document, offset=at, selected=None, invoked=False)
