"""The text around a node: lines, indentation, and how a piece is moved to another indentation."""

from __future__ import annotations

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import spelling
from bsl_pilot.text.positions import Span

_BLANKS = b" \t\f\v"


def text_of(node: Node) -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def without_parentheses(expression: Node) -> Node:
    """An expression without parentheses around the whole of it, and without a comment in them."""
    while expression.type == "parenthesized" and expression.child_count == 3:
        expression = expression.children[1]
    return expression


def line_start(document: Document, offset: int) -> int:
    """First byte of the line of an offset."""
    lines = document.text.lines
    return lines.starts[lines.line_of(offset)]


def indentation(document: Document, offset: int) -> str:
    """The blanks at the beginning of the line of an offset, up to the offset at most."""
    before = document.text.data[line_start(document, offset) : offset]
    return before[: len(before) - len(before.lstrip(_BLANKS))].decode("utf-8", "replace")


def rest_of_line(document: Document, offset: int) -> bytes:
    """What follows an offset on its line."""
    lines = document.text.lines
    return document.text.data[offset : lines.line_span(lines.line_of(offset)).end]


def whole_lines(document: Document, start: int, end: int) -> Span:
    """The range with the blanks and the line end around it where nothing else stands on its lines."""
    if not document.text.lines.begins_line(start) or rest_of_line(document, end).strip():
        return Span(start, end)
    lines = document.text.lines
    after = lines.line_of(end) + 1
    stop = lines.starts[after] if after < len(lines) else len(document.text.data)
    return Span(line_start(document, start), stop)


def with_semicolon(document: Document, node: Node) -> Span:
    """The bytes of a statement with the ``;`` behind it."""
    after = node.next_sibling
    while after is not None and after.type == "comment":
        after = after.next_sibling
    if after is None or after.type != ";" or document.text.data[node.end_byte : after.start_byte].strip():
        return Span(node.start_byte, node.end_byte)
    return Span(node.start_byte, after.end_byte)


def moved(lines: list[str], old: str, new: str) -> list[str]:
    """Lines with their indentation ``old`` replaced by ``new``; lines that are indented less stay as they are."""
    return [new + line.removeprefix(old) if line.strip() and line.startswith(old) else line for line in lines]


def least_indentation(lines: list[str]) -> str:
    """The longest indentation that all lines with text begin with; a preprocessor line may stand further left."""
    common: str | None = None
    for line in lines:
        if not line.strip() or line.lstrip().startswith(("#", "|")):
            continue
        blanks = line[: len(line) - len(line.lstrip(" \t\f\v"))]
        if common is None:
            common = blanks
        while not blanks.startswith(common):
            common = common[:-1]
    return common or ""


def keywords(*kinds: str, russian: bool) -> tuple[str, ...]:
    """Keywords as the documentation writes them, in the language of the code around."""
    return tuple(spelling(kind, russian=russian) for kind in kinds)
