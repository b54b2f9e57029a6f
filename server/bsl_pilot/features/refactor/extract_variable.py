"""An expression gets a name: a variable that is assigned right above the statement."""

from __future__ import annotations

from functools import partial

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.declarations import module_names
from bsl_pilot.features.refactor.action import Place, Proposal, refusal
from bsl_pilot.features.refactor.code import indentation, text_of, without_parentheses
from bsl_pilot.features.refactor.names import name_for, unlike
from bsl_pilot.features.refactor.scope import WITHOUT_ATTRIBUTES, occurrences
from bsl_pilot.features.refactor.selection import (
    ancestors,
    field_of,
    is_replaceable,
    method_around,
    selected_expression,
    statement_around,
)
from bsl_pilot.locale import Text
from bsl_pilot.syntax.nodes import walk
from bsl_pilot.text.snapshot import TextEdit

TITLE = Text("Выделить переменную", "Extract variable")

_AGAIN = Text(
    "Выражение вычисляется на каждом шаге цикла, а переменная получила бы значение один раз",
    "The expression is computed at every step of the loop, and the variable would get its value once",
)
_SOMETIMES = Text(
    "Выражение вычисляется не всегда, а переменная получала бы значение всегда",
    "The expression is not always computed, and the variable would always get its value",
)
_LATER = Text(
    "Перед выражением в том же операторе выполняются вызовы: их порядок изменился бы",
    "Calls run before the expression in the same statement: their order would change",
)
_NEVER = frozenset({"identifier", "boolean", "undefined", "null"})
_CALLS = frozenset({"call", "method_call"})
_HARMLESS = frozenset(
    {"number", "string", "string_line", "date", "boolean", "undefined", "null", "identifier"}
)


def extract_variable(place: Place) -> Proposal | None:
    """For a selected expression that is more than a name."""
    if place.start == place.end:
        return None
    node = selected_expression(place.document, place.start, place.end)
    if node is None or node.type in _NEVER or not is_replaceable(node):
        return None
    statement = statement_around(node)
    if statement is None:
        return None
    why = _obstacle(node, statement)
    return refusal(TITLE, why) if why else Proposal(TITLE, partial(_edits, place, node, statement))


def _edits(place: Place, node: Node, statement: Node) -> list[TextEdit]:
    document = place.document
    plain = place.context.module.kind in WITHOUT_ATTRIBUTES or place.context.module.attributes is not None
    ru = russian(document, node.start_byte)
    name = unlike(name_for(node, russian=ru, plain=plain), _taken(place, node))
    start = statement.start_byte
    gap = " "
    if document.text.lines.begins_line(start):
        gap = document.text.line_end() + indentation(document, start)
    return [
        TextEdit(start, start, f"{name} = {text_of(without_parentheses(node))};{gap}"),
        TextEdit(node.start_byte, node.end_byte, name),
    ]


def _taken(place: Place, node: Node) -> set[str]:
    """The names that the new one must not be."""
    around = method_around(node) or place.document.root
    known = module_names(place.document)
    return {
        *(one.name for one in occurrences(around)),
        *known.variables,
        *(place.context.module.attributes or ()),
    }


def _obstacle(node: Node, statement: Node) -> Text | None:
    """Why the expression can't be computed before its statement."""
    harmless = all(one.type in _HARMLESS for one in walk(node) if one.is_named)
    child = node
    for parent in ancestors(node):
        if parent.type in ("while_statement", "for_statement") and _is_header(parent, child):
            return _AGAIN
        if not harmless and _is_conditional(parent, child):
            return _SOMETIMES
        if parent == statement:
            break
        child = parent
    has_call = any(one.type in _CALLS for one in walk(node))
    if has_call and any(one.type in _CALLS and one.end_byte <= node.start_byte for one in walk(statement)):
        return _LATER
    return None


def _is_header(loop: Node, child: Node) -> bool:
    return field_of(child) in ("condition", "to") and child.parent == loop


def _is_conditional(parent: Node, child: Node) -> bool:
    """Whether a part of an expression or statement is computed only when something before it says so."""
    if parent.type == "binary":
        operator = parent.child_by_field_name("operator")
        return operator is not None and operator.type in ("and", "or") and field_of(child) == "right"
    if parent.type == "ternary":
        return field_of(child) != "condition"
    return parent.type == "elsif_clause"
