"""What a selection covers: one expression, or whole statements of one block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import is_statement
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.positions import Span

EXPRESSIONS = frozenset(
    {
        "number",
        "string",
        "date",
        "boolean",
        "undefined",
        "null",
        "identifier",
        "call",
        "method_call",
        "member_access",
        "index_access",
        "new_expression",
        "ternary",
        "parenthesized",
        "unary",
        "binary",
        "await_expression",
    }
)
_NAMED_BY = frozenset({"name", "type", "variable", "label"})
"""Fields whose identifiers are names of something, not expressions."""
_FIXED = frozenset({"parameters", "annotation", "handler_statement", "incomplete_statement", "ERROR"})
"""What no other expression can be put into."""
_BLANKS = b" \t\r\n\f\v"


class Statements(NamedTuple):
    """Whole statements that stand side by side, and the bytes to take, comments before and after included."""

    nodes: tuple[Node, ...]
    span: Span


def trimmed(document: Document, start: int, end: int) -> Span:
    """The range without blanks at its ends."""
    text = document.text.data[start:end]
    start += len(text) - len(text.lstrip(_BLANKS))
    return Span(start, max(start, start + len(text.strip(_BLANKS))))


def node_at(document: Document, start: int, end: int) -> Node | None:
    """The smallest node of the part at ``start`` that covers the range."""
    for index in (document.parts.index_at(start), document.parts.index_at(start) - 1):
        if index >= 0 and end <= document.parts[index].end:
            part = document.parts.node(document.parts[index])
            return part.descendant_for_byte_range(start, end)
    return None


def nodes_around(document: Document, offset: int) -> Iterator[Node]:
    """The nodes at a cursor from the inside out; where two tokens meet, those of the one behind first."""
    seen: set[int] = set()
    for start in (offset, offset - 1):
        node = node_at(document, start, start + 1) if start >= 0 else None
        while node is not None and node.parent is not None:
            if node.id not in seen:
                seen.add(node.id)
                yield node
            node = node.parent


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes above a node, nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def field_of(node: Node) -> str | None:
    """The name of the field in which a node stands in its parent."""
    parent = node.parent
    if parent is None:
        return None
    for index, child in enumerate(parent.children):
        if child.id == node.id:
            return parent.field_name_for_child(index)
    return None


def is_expression(node: Node) -> bool:
    """Whether a node is a value: not a name in a declaration, after a dot or before a parenthesis."""
    if node.type not in EXPRESSIONS or node.parent is None:
        return False
    if node.type == "identifier" and node.parent.type != "incomplete_statement":
        return field_of(node) not in _NAMED_BY
    return (
        not is_statement(node.parent.type)
        or field_of(node) is not None
        or node.parent.type == "await_statement"
    )


def selected_expression(document: Document, start: int, end: int) -> Node | None:
    """The expression that a selection covers exactly, blanks at its ends aside."""
    start, end = trimmed(document, start, end)
    if start == end:
        return None
    node = node_at(document, start, end)
    found: Node | None = None
    while node is not None and (node.start_byte, node.end_byte) == (start, end):
        if is_expression(node):
            found = node
        node = node.parent
    return found


def is_replaceable(node: Node) -> bool:
    """Whether any other expression of the same value may stand in the place of one."""
    if any(one.type in _FIXED for one in ancestors(node)):
        return False
    return node.parent is None or node.parent.type != "assignment" or field_of(node) != "left"


def method_around(node: Node) -> Node | None:
    """The method that a node stands in."""
    return next((one for one in (node, *ancestors(node)) if one.type in METHODS), None)


def statement_around(node: Node) -> Node | None:
    """The innermost statement that a node stands in, itself included."""
    return next((one for one in (node, *ancestors(node)) if is_statement(one.type)), None)


def selected_statements(document: Document, start: int, end: int) -> Statements | None:
    """The statements that a selection covers wholly, with nothing of another one; None where it cuts one."""
    span = trimmed(document, start, end)
    if span.start == span.end:
        return None
    node = node_at(document, *span)
    while node is not None and node.type != "block":
        if is_statement(node.type) and (node.start_byte < span.start or node.end_byte > span.end):
            block = _block_inside(node, span)
            return _covered(document, block, span) if block is not None else None
        node = node.parent if node.type not in METHODS else next(iter(_blocks(node)), None)
    return _covered(document, node, span) if node is not None else None


def _block_inside(node: Node, span: Span) -> Node | None:
    """The block right below a statement that lies around or inside of a range; comments at its ends are not in it."""
    for block in _blocks(node):
        if block.start_byte < span.end and span.start < block.end_byte:
            return block
    return None


def _blocks(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type == "block":
            yield child
        elif child.type in ("elsif_clause", "else_clause"):
            yield from _blocks(child)


def _covered(document: Document, block: Node, span: Span) -> Statements | None:
    nodes: list[Node] = []
    end = span.end
    for child in block.children:
        if child.end_byte <= span.start or child.start_byte >= span.end:
            continue
        if child.start_byte < span.start or child.end_byte > span.end:
            return None
        nodes.append(child)
    statements = [one for one in nodes if is_statement(one.type)]
    if not statements or not _only_layout(document, span, nodes):
        return None
    last = statements[-1]
    after = last.next_sibling
    if (
        after is not None
        and after.type == ";"
        and not document.text.data[last.end_byte : after.start_byte].strip()
    ):
        end = max(end, after.end_byte)
    return Statements(tuple(statements), Span(span.start, end))


def _only_layout(document: Document, span: Span, nodes: list[Node]) -> bool:
    """Whether beside the nodes a range holds blanks and whole comment lines only."""
    data = document.text.data
    rest = data[span.start : nodes[0].start_byte] + b"\n" + data[nodes[-1].end_byte : span.end]
    return all(not line.strip() or line.lstrip().startswith(b"//") for line in rest.splitlines())
