"""The blocks that are open at a position, and the method around it, in code that may be half typed.

Works on tokens, not on the tree: where a closing keyword is missing, the tree has to guess, and its guess
changes with every key. Here indentation decides what a keyword belongs to, as it does for a reader.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.headers import last_header, next_header
from bsl_pilot.syntax.keywords import CLOSERS, OPENERS, SOFT_KINDS
from bsl_pilot.syntax.landmarks import APART, Landmark, Landmarks
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.text.positions import Span

PART_OWNERS = {
    "then": ("if",),
    "elsif": ("if",),
    "else": ("if",),
    "do": ("for", "while"),
    "except": ("try",),
}
"""Keywords that begin the next part of a block, with the openers they belong to."""

_BLOCK_WORDS = frozenset({*CLOSERS, *PART_OWNERS, *OPENERS})
_METHOD_KINDS = ("procedure", "function")
_REACH = 256 * 1024
"""Bytes of broken text without any method header that are looked at, at least, if there are so many."""
_STEP = 64 * 1024
"""Bytes by which the begin of such a text moves: it stays while these are typed, and what is known of it."""
_WORD = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | frozenset(
    range(0x80, 0x100)
)
_NAMES = SOFT_KINDS | {"identifier"}
_BLANKS = b" \t\f\v\xc2\xa0\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """An open block. ``start`` and ``end`` are the bytes of its opening keyword."""

    kind: str
    """``if``, ``for``, ``while``, ``try``, ``procedure`` or ``function``."""
    start: int
    end: int
    indent: str
    """The blanks before the line on which it opens."""
    part: str
    """The keyword that began its current part: ``if``, ``then``, ``elsif``, ``else``, ``do``, ``except``, …"""
    part_end: int
    """The byte behind that keyword."""


_landmarks: Landmarks[tuple[Block, ...]] = Landmarks()


class MethodAt(NamedTuple):
    """The method around a position. ``span`` goes from the keyword to the end keyword, or, where that is
    missing, to the next method or the end of the text."""

    name: str
    span: Span
    is_function: bool
    export: bool


class Indent(NamedTuple):
    """The blanks before a token's line, how wide they look, and whether the token is the first after them."""

    text: str
    width: int
    first: bool


def block_stack(document: Document, offset: int) -> tuple[Block, ...]:
    """The blocks open before byte ``offset``, outermost first; a keyword that ends at ``offset`` counts."""
    data = document.text.data
    return open_blocks(data, _safe_start(document, offset), _end_of_words(data, offset))


def open_blocks(data: bytes, start: int, end: int) -> tuple[Block, ...]:
    """The blocks that ``data[start:end]`` leaves open; ``start`` must be outside of any string and block."""
    if end - start < 2 * APART:
        return _read(data, start, end, ())[-1].state
    known = _landmarks.of(data, start)
    passed = bisect_left(known, end, key=lambda one: one.at)
    last = known[passed - 1] if passed else Landmark(start, ())
    found = _read(data, last.at, end, last.state)
    if passed == len(known):
        _landmarks.remember(data, start, [*known, *found[:-1]])
    return found[-1].state


def _read(data: bytes, start: int, end: int, opened: tuple[Block, ...]) -> list[Landmark[tuple[Block, ...]]]:
    """Landmarks of ``data[start:end]`` where ``opened`` are open, and what is open at its end.

    They are keywords: whatever follows one, the tokens before it end where they do.
    """
    stack = list(opened)
    found: list[Landmark[tuple[Block, ...]]] = []
    following = start + APART
    for token in tokens(data, start, end):
        if token.kind not in _BLOCK_WORDS:
            continue
        if token.start >= following:
            found.append(Landmark(token.start, tuple(stack)))
            following = token.start + APART
        _take(stack, data, token)
    return [*found, Landmark(end, tuple(stack))]


def _take(stack: list[Block], data: bytes, token: Token) -> None:
    """Does to the open blocks what a keyword does."""
    if token.kind in CLOSERS:
        _open(stack, data, token)
    elif token.kind in PART_OWNERS:
        level = _level(stack, PART_OWNERS[token.kind], data, token)
        if level is not None:
            del stack[level + 1 :]
            stack[level] = replace(stack[level], part=token.kind, part_end=token.end)
    else:
        level = _level(stack, OPENERS[token.kind], data, token)
        if level is not None:
            del stack[level:]


def method_at(document: Document, offset: int) -> MethodAt | None:
    """The method that byte ``offset`` is in, or None between methods and in the module's body."""
    data = document.text.data
    part = document.parts.at(offset)
    if part is not None and part.body.kind in METHODS and not document.parts.node(part).has_error:
        keyword = next(child for child in document.parts.node(part).children if child.type in _METHOD_KINDS)
        return _method(data, keyword.start_byte, part.end)
    stack = block_stack(document, offset)
    if not stack or stack[0].kind not in _METHOD_KINDS:
        return None
    following = next_header(data, stack[0].end)
    return _method(data, stack[0].start, following.start if following else len(data))


def indent_of(data: bytes, offset: int) -> Indent:
    """Indentation of the line that holds byte ``offset``; a tab looks as wide as four blanks."""
    line = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    before = data[line:offset]
    blanks = before[: len(before) - len(before.lstrip(_BLANKS))]
    text = blanks.decode("utf-8", "replace").lstrip("\ufeff")
    return Indent(text, len(text.expandtabs(4)), len(blanks) == len(before))


def owner_level(kinds: Sequence[str], widths: Sequence[int], wanted: Sequence[str], at: Indent) -> int | None:
    """Which of the open blocks (outermost first) a keyword belongs to that can end one of ``wanted``.

    A keyword that begins its line belongs to the innermost block of a fitting kind with the same
    indentation, if there is one; otherwise to the innermost of a fitting kind.
    """
    fitting = [level for level, kind in enumerate(kinds) if kind in wanted]
    if not fitting:
        return None
    if at.first:
        aligned = [level for level in fitting if widths[level] == at.width]
        if aligned and widths[fitting[-1]] > at.width:
            return aligned[-1]
    return fitting[-1]


def _open(stack: list[Block], data: bytes, token: Token) -> None:
    if token.kind in _METHOD_KINDS:
        stack.clear()  # methods do not nest: everything before is unfinished
    indent = indent_of(data, token.start).text
    stack.append(Block(token.kind, token.start, token.end, indent, token.kind, token.end))


def _level(stack: list[Block], wanted: Sequence[str], data: bytes, token: Token) -> int | None:
    if stack and stack[-1].kind in wanted and (len(stack) == 1 or stack[-2].kind not in wanted):
        return len(stack) - 1
    kinds = [block.kind for block in stack]
    widths = [len(block.indent.expandtabs(4)) for block in stack]
    return owner_level(kinds, widths, wanted, indent_of(data, token.start))


def _safe_start(document: Document, offset: int) -> int:
    """A byte before ``offset`` outside of any block and string, as near as can be told."""
    if not document.root.has_error:
        return _start_of_open_part(document, offset)
    data = document.text.data
    floor = max(0, (offset - _REACH) // _STEP * _STEP)
    header = last_header(data, offset, floor)
    if header is not None:
        return header.keyword
    return 0 if floor == 0 else document.text.lines.starts[document.text.lines.line_of(floor) + 1]


def _start_of_open_part(document: Document, offset: int) -> int:
    """The start of the part at ``offset``, or of the method before it whose end is missing: comments and
    preprocessor lines below such a method are no parts of it, but the cursor there is still inside."""
    parts = document.parts
    index = nearest = parts.index_at(offset)
    if index < 0:
        return offset
    while index >= 0 and (parts[index].body.kind in PREPROC or parts[index].body.kind == "comment"):
        index -= 1
    if index >= 0 and parts[index].body.kind in METHODS and not parts.fact(parts[index], _is_closed):
        return parts[index].start
    return parts[nearest].start


def _is_closed(method: Node) -> bool:
    return any(child.type in OPENERS for child in method.children)


def _end_of_words(data: bytes, offset: int) -> int:
    """``offset``, or where the word begins that goes on beyond it: half of ``ЕслиНеЗадано`` is no ``Если``."""
    end = offset
    if end < len(data) and data[end] in _WORD:
        while end > 0 and data[end - 1] in _WORD:
            end -= 1
    return end


def _method(data: bytes, keyword: int, limit: int) -> MethodAt:
    """The method whose keyword stands at ``keyword`` and which ends before ``limit`` at the latest."""
    reading = tokens(data, keyword, limit)
    kind = next(reading).kind
    name, export, end = "", False, limit
    depth = 0
    before = ""
    for token in reading:
        if token.kind in _NAMES and not before:
            name = data[token.start : token.end].decode("utf-8", "replace")
        depth += (token.kind == "(") - (token.kind == ")")
        if token.kind == "export" and before == ")" and depth == 0:
            export = True
        if token.kind in ("endprocedure", "endfunction"):
            end = token.end
            break
        before = token.kind
    return MethodAt(name, Span(keyword, end), kind == "function", export)
