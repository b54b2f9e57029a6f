"""Faults that a tree shows: ERROR, MISSING, and the soft shapes that grammars/README.md lists."""

from __future__ import annotations

from itertools import pairwise

from tree_sitter import Node, Tree

from bsl_pilot.syntax.nodes import METHODS, walk

# Tokens that these nodes lack only where the text is broken.
REQUIRED = {
    "procedure_definition": "endprocedure",
    "function_definition": "endfunction",
    "if_statement": "then",
    "elsif_clause": "then",
    "while_statement": "do",
    "for_statement": "do",
    "for_each_statement": "do",
    "try_statement": "except",
}


def soft(node: Node) -> bool:
    """Whether the tree says by its shape, not by an error, that something is missing here."""
    kind = node.type
    if kind in REQUIRED:
        return all(child.type != REQUIRED[kind] for child in node.children) and not shares_end(node)
    if kind == "member_access":
        return node.child_by_field_name("name") is None
    if kind == "ternary":
        return node.child_by_field_name("alternative") is None
    if kind in ("block", "source_file"):
        return any(unseparated(first, second) for first, second in pairwise(code(node)))
    return kind == "incomplete_statement" or kind.startswith("missing_")


def shares_end(method: Node) -> bool:
    """Whether a method without an end is the first of two headers in the branches of one `#Если`."""
    following = method.next_sibling
    while following is not None and following.type == "comment":
        following = following.next_sibling
    return following is not None and following.type in ("preproc_else", "preproc_elsif")


def code(node: Node) -> list[Node]:
    """The children without comments and preprocessor lines."""
    return [
        child for child in node.children if child.type != "comment" and not child.type.startswith("preproc")
    ]


def unseparated(first: Node, second: Node) -> bool:
    """Whether two statements stand side by side without the `;` that the language wants between them."""
    return all(
        one.type not in (";", "label", "module_variable") and one.type not in METHODS
        for one in (first, second)
    )


def faults(tree: Tree) -> list[Node]:
    """ERROR, MISSING and soft nodes."""
    return [node for node in walk(tree.root_node) if node.is_error or node.is_missing or soft(node)]
