"""Chains of OR in queries, and those that are one IN."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.review.code.node import EXTRAS, Node
from bsl_pilot.review.code.query_tables import chain, columns, is_english
from bsl_pilot.review.finding import Edits, replace

_FIELDS = frozenset({"identifier", "column"})


def whole_or(node: Node) -> Node:
    """The outermost OR of the chain `А ИЛИ Б ИЛИ В` that an OR is in."""
    while node.parent is not None and node.parent.kind == "binary" and node.parent.token("or") is not None:
        node = node.parent
    return node


def alternatives(node: Node) -> Iterator[Node]:
    """The operands of a chain of OR, in the order of the text."""
    if node.kind != "binary" or node.token("or") is None:
        yield node
        return
    for name in ("left", "right"):
        one = node.child(name)
        if one is not None:
            yield from alternatives(one)


def as_in(node: Node) -> Edits | None:
    """`Поле В (А, Б)` instead of `Поле = А ИЛИ Поле = Б`; None where it is not of this form."""
    field: Node | None = None
    values: list[str] = []
    for one in alternatives(node):
        pair = _comparison(one.bare)
        if pair is None or (field is not None and field.words != pair[0].words):
            return None
        field = field or pair[0]
        values.append(pair[1].text)
    if field is None or any(one.kind in EXTRAS or one.kind == "placeholder" for one in node.below()):
        return None
    word = "IN" if is_english(node) else "В"
    return [replace(node, f"{field.text} {word} ({', '.join(values)})")]


def _comparison(node: Node) -> tuple[Node, Node] | None:
    """The field and the value that it is compared with."""
    if node.kind != "binary" or node.token("=") is None:
        return None
    left, right = node.child("left"), node.child("right")
    if left is None or right is None:
        return None
    for field, value in ((left.bare, right.bare), (right.bare, left.bare)):
        is_value = not any(columns(value)) and value.kind not in ("subquery", "null", "undefined")
        if field.kind in _FIELDS and chain(field) and is_value:
            return field, value
    return None
