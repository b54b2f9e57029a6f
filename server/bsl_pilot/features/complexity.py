"""Cognitive complexity of a method: how much a reader has to keep in mind (G. Ann Campbell, 2017).

One for each break in the straight line (branches, loops, handlers, jumps, mixed ``И`` and ``Или``, recursion),
and one more for each level of nesting around those that nest.
"""

from __future__ import annotations

from tree_sitter import Node

from bsl_pilot.features.refactor.flow import LOOPS
from bsl_pilot.text.words import fold_bytes

_LOGICAL = frozenset({"and", "or"})


def cognitive_complexity(method: Node) -> int:
    """Of a method's node (or any other that holds statements). Looks at each node below it once."""
    total = 0
    stack = [(child, 0) for child in method.children]
    while stack:
        node, depth = stack.pop()
        cost, inner = _cost(node, depth)
        total += cost
        if node.type == "try_statement":
            handled = any(child.type == "except" for child in node.children)
            total += (1 + depth) * handled
            handler = node.child_by_field_name("handler")
            stack += [(child, depth + 1 if child == handler else depth) for child in node.children]
            continue
        nests = node.type == "ternary"
        stack += [(child, inner if nests or child.type == "block" else depth) for child in node.children]
    return total + _calls_itself(method)


def _cost(node: Node, depth: int) -> tuple[int, int]:
    """What a node adds, and the depth of the blocks right below it."""
    kind = node.type
    if kind in ("if_statement", "ternary") or kind in LOOPS:
        return 1 + depth, depth + 1
    if kind in ("elsif_clause", "else_clause"):
        return 1, depth + 1
    if kind == "goto_statement":
        return 1, depth
    if kind == "binary":
        return int(_begins_sequence(node)), depth
    return 0, depth


def _begins_sequence(node: Node) -> bool:
    """Whether a logical operator is not one more of the same kind in a row."""
    operator = _operator(node)
    if operator not in _LOGICAL:
        return False
    parent = node.parent
    while parent is not None and parent.type == "parenthesized":
        parent = parent.parent
    return parent is None or _operator(parent) != operator


def _operator(node: Node) -> str | None:
    operator = node.child_by_field_name("operator") if node.type == "binary" else None
    return operator.type if operator is not None else None


def _calls_itself(method: Node) -> int:
    """1 where a method calls the method of its own name."""
    name = method.child_by_field_name("name")
    own = fold_bytes(name.text or b"") if name is not None else None
    stack = [method]
    while own is not None and stack:
        node = stack.pop()
        called = node.child_by_field_name("name") if node.type == "call" else None
        if called is not None and fold_bytes(called.text or b"") == own:
            return 1
        stack.extend(node.children)
    return 0
