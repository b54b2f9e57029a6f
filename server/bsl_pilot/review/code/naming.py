"""Whether a literal has a name: it is the value of a variable, a parameter, a field, or of a whole function."""

from __future__ import annotations

from bsl_pilot.review.code.calls import call_of
from bsl_pilot.review.code.node import Node

_WRAPPERS = frozenset({"parenthesized", "unary", "signed_number"})
_INSERTS = frozenset({"вставить", "insert", "добавить", "add"})


def has_name(literal: Node) -> bool:
    """Whether a literal, with its sign, is all that a name is given to."""
    node = literal
    while node.parent is not None and node.parent.kind in _WRAPPERS:
        node = node.parent
    parent = node.parent
    if parent is None:
        return True
    if parent.kind in (
        "assignment",
        "parameter",
        "return_statement",
        "annotation_argument",
        "annotation_arguments",
    ):
        return True
    return parent.kind == "arguments" and _is_named_value(node, parent)


def _is_named_value(node: Node, arguments: Node) -> bool:
    """`Поля.Вставить("Цена", 5)`, `Новый Структура("Цена", 5)`: the text before the value names it."""
    owner = arguments.parent
    call = call_of(owner) if owner is not None and owner.kind in ("method_call", "new_expression") else None
    if (
        call is None
        or len(call.arguments) < 2
        or call.arguments[0] is None
        or call.arguments[0].kind != "string"
    ):
        return False
    is_pair = call.word in _INSERTS and call.arguments[1] is node
    return is_pair or call.word in _STRUCTURES


_STRUCTURES = frozenset({"структура", "structure", "фиксированнаяструктура", "fixedstructure"})
