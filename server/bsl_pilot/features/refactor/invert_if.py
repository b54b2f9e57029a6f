"""``Если`` with the opposite condition and its branches exchanged."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.action import Place, Proposal, refusal
from bsl_pilot.features.refactor.code import keywords, text_of
from bsl_pilot.features.refactor.obstacles import is_balanced
from bsl_pilot.features.refactor.scope import Use, scope_of
from bsl_pilot.features.refactor.selection import method_around, nodes_around
from bsl_pilot.locale import Text
from bsl_pilot.syntax.faults.health import is_statement
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit

TITLE = Text("Обратить условие `Если`", "Invert `If`")

_ELSIF = Text("У `Если` есть ветви `ИначеЕсли`", "The `If` has `ElsIf` branches")
_PREPROCESSOR = Text(
    "Инструкции препроцессора разрывают ветви", "Preprocessor instructions cut the branches apart"
)
_ORDER = Text(
    "Вторая ветвь использует переменную, которая впервые получает значение в первой",
    "The second branch uses a variable that first gets a value in the first one",
)
_OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_LOGICAL = frozenset({"and", "or"})


def invert_if(place: Place) -> Proposal | None:
    """For a cursor in the header of an ``Если`` with an ``Иначе``, or on that word."""
    node = _if_at(place)
    if node is None or node.has_error:
        return None
    then, otherwise = _child(node, "then"), _child(node, "else_clause")
    if then is None or otherwise is None or _child(node, "endif") is None:
        return None
    if _child(node, "elsif_clause") is not None:
        return refusal(TITLE, _ELSIF)
    span = Span(node.start_byte, node.end_byte)
    branches = _branches(node, then, otherwise)
    if not all(is_balanced(place.document, one) for one in (*branches, span)):
        return refusal(TITLE, _PREPROCESSOR)
    if _needs_first(place, node, branches):
        return refusal(TITLE, _ORDER)
    return Proposal(TITLE, partial(_edits, place, node, branches))


def negated(condition: Node, *, russian: bool) -> str:
    """The opposite of a condition, as short as it can be said; done twice it is the condition again."""
    kind = condition.type
    if kind == "parenthesized" and condition.named_child_count == 1:
        inner = condition.named_children[0]
        text = text_of(condition)
        start, end = inner.start_byte - condition.start_byte, inner.end_byte - condition.start_byte
        data = text.encode()
        return f"{data[:start].decode()}{negated(inner, russian=russian)}{data[end:].decode()}"
    if kind == "unary" and (operand := _negation(condition)) is not None:
        if operand.type == "parenthesized" and operand.named_child_count == 1:
            inner = operand.named_children[0]
            return text_of(inner) if inner.type == "binary" else text_of(operand)
        return text_of(operand)
    operator = condition.child_by_field_name("operator") if kind == "binary" else None
    if operator is not None and operator.type in _OPPOSITE:
        data, base = condition.text or b"", condition.start_byte
        before, after = data[: operator.start_byte - base], data[operator.end_byte - base :]
        return f"{before.decode()}{_OPPOSITE[operator.type]}{after.decode()}"
    text = text_of(condition)
    (no,) = keywords("not", russian=russian)
    return f"{no} ({text})" if operator is not None and operator.type in _LOGICAL else f"{no} {text}"


def _edits(place: Place, node: Node, branches: tuple[Span, Span]) -> list[TextEdit]:
    condition = node.child_by_field_name("condition")
    assert condition is not None  # the tree has no error here
    one, other = branches
    text = place.document.text
    ru = russian(place.document, node.start_byte)
    return [
        TextEdit(condition.start_byte, condition.end_byte, negated(condition, russian=ru)),
        TextEdit(*one, text.slice(*other)),
        TextEdit(*other, text.slice(*one)),
    ]


def _needs_first(place: Place, node: Node, branches: tuple[Span, Span]) -> bool:
    """Whether a name would be used above the place that makes it known to the compiler."""
    method = method_around(node)
    if method is None:
        return False
    scope = scope_of(place.document, method, place.context)
    known = {*scope.parameters, *scope.variables}
    first: set[str] = set()
    for one in scope.occurrences:
        at = one.node.start_byte
        if one.use is Use.WRITE and at < branches[0].start:
            known.add(one.name)
        elif one.use is Use.WRITE and at < branches[0].end:
            first.add(one.name)
        elif branches[1].start <= at < branches[1].end and one.name in first - known:
            return True
    return False


def _if_at(place: Place) -> Node | None:
    for node in nodes_around(place.document, place.start):
        if node.type == "if_statement":
            return node if place.end <= node.end_byte else None
        if node.type in ("block", "elsif_clause", "comment") or is_statement(node.type):
            return None
    return None


def _branches(node: Node, then: Node, otherwise: Node) -> tuple[Span, Span]:
    """The bytes between ``Тогда`` and ``Иначе``, and between that and ``КонецЕсли``."""
    end = _child(node, "endif")
    assert end is not None  # the caller looked
    word = otherwise.children[0]
    return Span(then.end_byte, word.start_byte), Span(word.end_byte, end.start_byte)


def _negation(node: Node) -> Node | None:
    """The operand of ``Не``."""
    operator = node.child_by_field_name("operator")
    return node.child_by_field_name("operand") if operator is not None and operator.type == "not" else None


def _child(node: Node, kind: str) -> Node | None:
    return next((child for child in node.children if child.type == kind), None)
