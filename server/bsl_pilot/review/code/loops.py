"""What is done at each turn of a loop, and what changes there."""

from __future__ import annotations

from bsl_pilot.review.code.node import LOOPS, Node
from bsl_pilot.review.code.piece import Code

_IN_HEADER = frozenset({"collection", "from", "to", "variable"})


def repeating(node: Node) -> Node | None:
    """The innermost loop that does something at each of its turns; what a `Для` begins with is done once."""
    inner = node
    for one in node.ancestors():
        if one.kind in LOOPS and inner.field not in _IN_HEADER:
            return one
        inner = one
    return None


def outermost(node: Node) -> Node | None:
    """The outermost loop that does something at each of its turns."""
    found = loop = repeating(node)
    while loop is not None:
        found, loop = loop, repeating(loop)
    return found


def is_written(word: str, loop: Node, code: Code) -> bool:
    """Whether a variable (by its folded name) may get another value in a loop: assigned, or passed by reference."""
    known = code.variables.get(word)
    return known is not None and any(
        loop.start <= one.node.start < loop.end and (one.access.value in ("write", "pass"))
        for one in known.uses
    )
