"""The word at a place of the code, with the tokens before and behind it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from bsl_pilot.features.completing.scene import REACH
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.words import fold_bytes

_BLANKS = b" \t\f\v\xc2\xa0"
_NO_CODE = frozenset({"comment", "preproc"})
_WORDS = frozenset(KIND_OF_WORD.values()) | {"identifier"}
NOTHING = Token("", 0, 0)


class Spot(NamedTuple):
    """A word: its token and the nearest tokens of code; `NOTHING` where there is none."""

    data: bytes
    earlier: Token
    before: Token
    word: Token
    after: Token

    @property
    def text(self) -> str:
        """The word as written."""
        return self.data[self.word.start : self.word.end].decode("utf-8", "replace")

    @property
    def folded(self) -> str:
        """The word as names are compared."""
        return fold_bytes(self.data[self.word.start : self.word.end])


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


def spot_at(document: Document, offset: int) -> Spot | None:
    """The word that touches a byte; None where none does."""
    found = code_tokens(document, offset)
    at = bisect_right(found, offset, key=lambda one: one.start) - 1
    if at >= 0 and found[at].kind not in _WORDS:
        at -= 1  # the place right behind a word is on it, too
    if at < 0 or found[at].kind not in _WORDS or not found[at].start <= offset <= found[at].end:
        return None
    around = [found[index] if 0 <= index < len(found) else NOTHING for index in (at - 2, at - 1, at, at + 1)]
    return Spot(document.text.data, *around)
