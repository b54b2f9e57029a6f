"""``textDocument/formatting``, ``rangeFormatting`` and ``onTypeFormatting``."""

from __future__ import annotations

from bsl_pilot.features.block_closing import block_closing, keyword_following
from bsl_pilot.features.format import FormatOptions, format_document, format_on_type, format_range
from bsl_pilot.lsp.convert import Places, TextEditJson
from bsl_pilot.lsp.view import Request

KEEPS_LINE = " ("
"""Typed characters that never move a line."""


def whole(request: Request) -> list[TextEditJson]:
    """Edits that format the document."""
    return Places.of(request).edits(format_document(request.document, _options(request)))


def in_range(request: Request) -> list[TextEditJson]:
    """Edits that format some lines."""
    places = Places.of(request)
    start, end = places.span(request.params["range"])
    return places.edits(format_range(request.document, start, end, _options(request)))


def on_type(request: Request) -> list[TextEditJson]:
    """Edits that follow from a character that was typed: of the formatter, and those that close a block.

    They never overlap: the formatter's stand on the lines down to the cursor's, the others below, or on a
    keyword.
    """
    places = Places.of(request)
    offset = places.offset(request.params["position"])
    typed = request.params["ch"].string()
    edits = keyword_following(request.document, offset, typed)
    if typed not in KEEPS_LINE:
        edits += format_on_type(request.document, offset, typed, _options(request))
    return places.edits(edits + block_closing(request.document, offset, typed))


def _options(request: Request) -> FormatOptions:
    """The editor's options for this file, ours where it says nothing."""
    ours, given = request.view.settings.format, request.params.get("options")

    def flag(name: str, default: bool) -> bool:
        value = given.get(name).value
        return value if isinstance(value, bool) else default

    size = given.get("tabSize").value
    return FormatOptions(
        tab_size=size if isinstance(size, int) and 0 < size <= 64 else ours.tab_size,
        insert_spaces=flag("insertSpaces", ours.insert_spaces),
        keyword_case=ours.keyword_case,
        trim_trailing_whitespace=flag("trimTrailingWhitespace", default=True),
        final_newline=flag("insertFinalNewline", default=False),
        trim_final_newlines=flag("trimFinalNewlines", default=False),
    )
