"""The lines of a text with the tokens that start on each: what all steps of the formatter work on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.snapshot import ByteEdit

_LINE_IN_STRING = re.compile(rb"[\r\n](?:[ \t\f\v]|\xc2\xa0|\xef\xbb\xbf|\xe2\x80\x8b)*+(?=[^ \t\f\v\r\n])")

LINE_ENDS = (b"\n", b"\r\n", b"\r")

UNSURE = frozenset({"other", "open_string", "stray_string", "preproc"})
"""Tokens of which nobody knows what stands beside them: blanks around them are left as they are."""


class Line:
    """A line that is not blank.

    Attributes:
        after: end of the token before the line (the gap between them holds all blank lines); for a line
            that begins inside of a string its own start.
        start: its first byte.
        head: its first byte that is not blank.
        lead: the string that began on a line above and reaches into this one.
        tokens: tokens that start on the line.
        indent: the blanks that belong before it; ``None`` for those that are there.
        verbatim: the line and the gap before it must stay as they are.
        dead: its tokens are no code: a line of deleted text in an extension.
    """

    __slots__ = ("after", "dead", "head", "indent", "lead", "start", "tokens", "verbatim")

    def __init__(self, after: int, start: int, head: int, lead: Token | None = None) -> None:
        self.after = after
        self.start = start
        self.head = head
        self.lead = lead
        self.tokens: list[Token] = []
        self.indent: bytes | None = None
        self.verbatim = False
        self.dead = False

    @property
    def kind(self) -> str:
        """Kind of the first token; ``string`` for a line inside of one."""
        return "string" if self.lead is not None else self.tokens[0].kind

    def pairs(self) -> Iterator[tuple[Token, Token]]:
        """Neighbours on the line, the string that reaches into it included."""
        before = self.lead
        for token in self.tokens:
            if before is not None:
                yield before, token
            before = token


def lines_of(data: bytes, start: int, end: int) -> list[Line]:
    """The lines of ``data[start:end]``, which begins at level 0 and outside of strings."""
    found: list[Line] = []
    line: Line | None = None
    before = start
    for token in tokens(data, start, end):
        if line is None or token.start > before:
            end_of_line = max(data.rfind(b"\n", before, token.start), data.rfind(b"\r", before, token.start))
            if line is None or end_of_line >= 0:
                line = Line(before, max(before, end_of_line + 1), token.start)
                found.append(line)
        line.tokens.append(token)
        before = token.end
        if token.kind in ("string", "open_string"):
            for inner in _lines_in_string(data, token):
                line = inner
                found.append(line)
    return found


def _lines_in_string(data: bytes, token: Token) -> Iterator[Line]:
    """Lines after the first of a string, blank ones left out."""
    if data.find(b"\n", token.start, token.end) < 0 and data.find(b"\r", token.start, token.end) < 0:
        return
    for match in _LINE_IN_STRING.finditer(data, token.start, token.end):
        yield Line(match.start() + 1, match.start() + 1, match.end(), token)


def replacement(data: bytes, start: int, end: int, new: bytes) -> ByteEdit | None:
    """The edit that makes ``data[start:end]`` read ``new``, or ``None`` where nothing is to be done.

    A deletion that would make one line end of a CR and an LF that belong to two lines is not done.
    """
    if data[start:end] == new:
        return None
    if not new and start and data[start - 1 : start] == b"\r" and data[end : end + 1] == b"\n":
        return None
    return ByteEdit(start, end, new)
