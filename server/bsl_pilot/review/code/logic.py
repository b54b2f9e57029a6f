"""Expressions as truth values: whether one certainly is such, and how its opposite is written."""

from __future__ import annotations

from bsl_pilot.review.code.node import Node

COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
LOGICAL = frozenset({"and", "or"})
_OPPOSITE = {"=": "<>", "<>": "="}
_BOOLEAN_FUNCTIONS = frozenset(
    {
        *("значениезаполнено", "valueisfilled", "пустаястрока", "isblankstring"),
        *("стрначинаетсяс", "strstartswith", "стрзаканчиваетсяна", "strendswith"),
        *("рольдоступна", "isinrole", "праводоступа", "accessright"),
    }
)


def operator(node: Node) -> str:
    """Kind of the operator of a `binary` or `unary`; empty for any other expression."""
    found = node.child("operator")
    return "" if found is None else found.kind


def is_boolean(node: Node) -> bool:
    """Whether an expression has a boolean value, whatever its variables hold."""
    node = node.bare
    if node.kind == "call":
        return node.word_of("name") in _BOOLEAN_FUNCTIONS
    found = operator(node)
    return node.kind == "boolean" or found == "not" or found in COMPARISONS or found in LOGICAL


def truth(node: Node | None) -> bool | None:
    """The value of a literal `Истина` or `Ложь`, in parentheses or not; None for anything else."""
    node = node.bare if node is not None else None
    if node is None or node.kind != "boolean":
        return None
    return node.token("true") is not None


def opposite(node: Node) -> str:
    """The text of an expression that is true where this one is not.

    It binds like the given one or stronger, or begins with `Не`.
    """
    bare = node.bare
    sign = bare.child("operator")
    right = bare.child("right")
    if sign is not None and right is not None and sign.kind in _OPPOSITE:
        before = bare.data[bare.start : sign.start].decode("utf-8", "replace")
        after = bare.data[sign.end : bare.end].decode("utf-8", "replace")
        return before + _OPPOSITE[sign.kind] + after
    operand = bare.child("operand")
    if sign is not None and sign.kind == "not" and operand is not None:
        return operand.text
    word = "Not" if node.text.isascii() else "Не"
    return f"{word} ({bare.text})" if sign is not None else f"{word} {bare.text}"


def is_operand(node: Node) -> bool:
    """Whether an expression stands directly beside an operator that binds stronger than `Не`."""
    return (
        node.parent is not None
        and node.parent.kind in ("binary", "unary")
        and operator(node.parent) not in (*LOGICAL, "not")
    )
