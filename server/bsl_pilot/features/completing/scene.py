"""The cursor and the code around it: the typed word, the method's tokens, the open blocks, the language."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.blocks import Block, block_stack
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.headers import HEADER, last_header
from bsl_pilot.syntax.keywords import BY_KIND, CLOSERS
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.syntax.parts import Part
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import is_cyrillic, is_latin, word_at

REACH = 64 * 1024
"""Bytes before and after the cursor that are read at most: some 2,000 lines, more than any sane method."""

_NO_CODE = frozenset({"comment", "preproc"})
_SAME_IN_BOTH = frozenset({"null"})


class Word(NamedTuple):
    """The word at the cursor: bytes ``start`` to ``cursor`` are typed, it goes on to ``end``."""

    start: int
    cursor: int
    end: int
    typed: str


class Scene(NamedTuple):
    """What completion looks at. ``before`` and ``after`` are the code tokens around the typed word."""

    document: Document
    word: Word
    before: list[Token]
    after: list[Token]
    stack: tuple[Block, ...]
    russian: bool

    @property
    def data(self) -> bytes:
        """The whole text."""
        return self.document.text.data

    @property
    def new_line(self) -> bool:
        """Whether the typed word is the first on its line."""
        lines = self.document.text.lines
        start = self.word.start
        return not self.data[lines.starts[lines.line_of(start)] : start].strip(b" \t\f\v\xc2\xa0\xef\xbb\xbf")

    def text(self, token: Token) -> str:
        """Text of a token."""
        return self.data[token.start : token.end].decode("utf-8", "replace")


def word(document: Document, offset: int) -> Word:
    """The word that the cursor touches; empty where it touches none."""
    lines = document.text.lines
    start, stop = lines.line_span(lines.line_of(offset))
    before = document.text.slice(start, min(offset, stop))
    line = before + document.text.slice(min(offset, stop), stop)
    first, last = word_at(line, len(before))
    typed = line[first : len(before)]
    tail = len(line[len(before) : last].encode("utf-8", "surrogatepass"))
    return Word(offset - len(typed.encode("utf-8", "surrogatepass")), offset, offset + tail, typed)


def scene(document: Document, at: Word) -> Scene:
    """The scene around a word of code."""
    data = document.text.data
    window = method_window(document, at.start)
    before: list[Token] = []
    after: list[Token] = []
    for token in tokens(data, *window):
        if token.kind in _NO_CODE:
            continue
        if token.end <= at.start:
            before.append(token)
        elif token.start >= at.end:
            after.append(token)
    return Scene(document, at, before, after, block_stack(document, at.start), russian(document, at.start))


def method_window(document: Document, offset: int) -> Span:
    """Bytes of the method around ``offset``, or of the text between two methods, within ``REACH``."""
    data = document.text.data
    part = document.parts.at(offset)
    if part is not None and _is_whole_method(document, part, offset):
        start, end = part.start, part.end
    else:
        header = last_header(data, offset, max(0, offset - REACH))
        following = HEADER.search(data, _next_line(document, offset), min(len(data), offset + REACH))
        start = header.start if header else 0
        end = following.start() if following else len(data)
    if offset - start > REACH:
        start = _line_outside_string(document, offset - REACH)
    return Span(start, min(end, offset + REACH))


def _is_whole_method(document: Document, part: Part, offset: int) -> bool:
    """Whether the part is a method with its end, and ``offset`` inside of it."""
    if part.body.kind not in METHODS or not part.start < offset < part.end:
        return False
    node = document.parts.node(part)
    return not node.has_error and bool(node.children) and node.children[-1].type in CLOSERS.values()


def _next_line(document: Document, offset: int) -> int:
    lines = document.text.lines
    line = lines.line_of(offset) + 1
    return lines.starts[line] if line < len(lines) else len(document.text.data)


def _line_outside_string(document: Document, offset: int) -> int:
    """Start of the first line after ``offset`` that continues no string."""
    lines = document.text.lines
    line = lines.line_of(offset) + 1
    while line < len(lines):
        text = lines.line_bytes(line).lstrip()
        if text and not text.startswith((b"|", b"//")):
            break
        line += 1
    return lines.starts[line] if line < len(lines) else len(document.text.data)


def russian(document: Document, offset: int) -> bool:
    """Whether keywords are Russian here: by most of those in the part at ``offset``, else in the parts nearby.

    Where nobody has written a keyword yet, they are Russian: so are 99 of 100 modules.
    """
    parts = document.parts
    index = parts.index_at(offset)
    for at in sorted(
        range(max(0, index - 20), min(len(parts), index + 20)), key=lambda one: abs(one - index)
    ):
        balance = parts.fact(parts[at], _balance)
        if balance:
            return balance > 0
    return True


def _balance(node: Node) -> int:
    """Russian keywords less English ones, in the first tokens of a part."""
    data = node.text or b""
    balance = 0
    for token in tokens(data, 0, min(len(data), 4096)):
        if token.kind in BY_KIND and token.kind not in _SAME_IN_BOTH:
            balance += 1 if data[token.start] >= 0x80 else -1
    return balance


def typed_language(typed: str) -> bool | None:
    """True where the typed letters are Russian, False where they are Latin, None where they don't tell."""
    if is_cyrillic(typed):
        return True
    return False if is_latin(typed) else None
