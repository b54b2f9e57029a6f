"""Where the values of a piece's variables come from."""

from __future__ import annotations

from bsl_pilot.review.code.node import LOOPS, Node
from bsl_pilot.review.code.piece import Code


def values_of(word: str, code: Code) -> list[Node]:
    """All that a variable (by its folded name) is assigned in the piece; empty where it may hold something else: it is
    a parameter, the variable of a loop, or never assigned."""
    known = code.variables.get(word)
    if known is None or known.parameter is not None:
        return []
    found: list[Node] = []
    for one in known.writes:
        value = one.parent.child("right") if one.parent is not None else None
        if value is None or (one.parent is not None and one.parent.kind in LOOPS):
            return []
        found.append(value.bare)
    return found


def is_made(node: Node | None, types: frozenset[str], code: Code) -> bool:
    """Whether a value can only be one that `Новый` makes of these types (folded names): it stands there, or is a
    variable that is given nothing else."""
    if node is None:
        return False
    node = node.bare
    if node.kind == "new_expression":
        return node.word_of("type") in types
    if node.kind != "identifier":
        return False
    values = values_of(node.word, code)
    return bool(values) and all(
        one.kind == "new_expression" and one.word_of("type") in types for one in values
    )
