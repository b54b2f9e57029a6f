"""The tokens of the statement around a place: half-typed code has no other shape to rely on."""

from __future__ import annotations

from bsl_pilot.features.completing.scene import REACH
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens

_BLANKS = b" \t\f\v\xc2\xa0"
_NO_CODE = frozenset({"comment", "preproc"})
NOTHING = Token("", 0, 0)


def code_tokens(document: Document, offset: int) -> list[Token]:
    """The tokens of code of the statement around a byte, to the end of the next line."""
    lines = document.text.lines
    line = lines.line_of(offset)
    end = lines.line_span(min(line + 1, len(lines) - 1))[1]
    found = tokens(document.text.data, _statement_start(document, line), end)
    return [one for one in found if one.kind not in _NO_CODE]


def _statement_start(document: Document, line: int) -> int:
    """The start of a line, at or before `line`, at which a statement begins, or of the first one within reach.

    A statement begins below a line that ends with `;`. Where that cannot be told from the line alone (it has a
    comment, a string goes on below it), the next one up is looked for: reading more than needed does no harm.
    """
    lines = document.text.lines
    floor = lines.starts[line] - REACH
    start = line
    while start > 0 and lines.starts[start] > floor:
        goes_on = lines.line_bytes(start).lstrip(_BLANKS).startswith((b"|", b"//"))
        above = lines.line_bytes(start - 1).rstrip()
        if not goes_on and above.endswith(b";") and b"//" not in above:
            break
        start -= 1
    while start < line and lines.line_bytes(start).lstrip(_BLANKS).startswith(b"|"):
        start += 1  # the beginning of this string is out of reach
    return lines.starts[start]
