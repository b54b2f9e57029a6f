"""Small helpers over tree-sitter nodes."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

METHODS = frozenset({"procedure_definition", "function_definition"})

PREPROC = frozenset(
    {
        "preproc_region",
        "preproc_endregion",
        "preproc_if",
        "preproc_elsif",
        "preproc_else",
        "preproc_endif",
        "preproc_insert",
        "preproc_deleted",
        "preproc_use",
        "preproc_other",
    }
)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first, in the order of the text."""
    cursor = node.walk()
    while True:
        current = cursor.node
        if current is not None:
            yield current
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return


def leaves(node: Node) -> Iterator[Node]:
    """The tokens below a node, in the order of the text."""
    return (one for one in walk(node) if one.child_count == 0)


def broken(node: Node) -> Iterator[Node]:
    """ERROR and MISSING nodes below a node; healthy subtrees are not entered."""
    stack = [node]
    while stack:
        current = stack.pop()
        if current.is_missing or current.is_error:
            yield current
        if current.has_error:
            stack.extend(reversed(current.children))
