"""Statements or an expression become a method of their own, with what they need as parameters."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.action import Place, Proposal, Refused, refusal
from bsl_pilot.features.refactor.code import indentation, keywords, text_of, without_parentheses
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.features.refactor.new_method import NewMethod, below, lines_without_indentation, new_name
from bsl_pilot.features.refactor.obstacles import calls_on, method_obstacle, obstacle
from bsl_pilot.features.refactor.outputs import Exchange, exchange
from bsl_pilot.features.refactor.scope import Scope, scope_of
from bsl_pilot.features.refactor.selection import (
    Statements,
    ancestors,
    is_replaceable,
    method_around,
    selected_expression,
    selected_statements,
)
from bsl_pilot.locale import Text
from bsl_pilot.syntax.nodes import METHODS, walk
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

PROCEDURE = Text("Выделить процедуру", "Extract procedure")
FUNCTION = Text("Выделить функцию", "Extract function")
_NEW_PROCEDURE = Text("НоваяПроцедура", "NewProcedure")
_NEW_FUNCTION = Text("НоваяФункция", "NewFunction")
_SIMPLE = frozenset({"identifier", "number", "string", "date", "boolean", "undefined", "null"})


class _Extraction(NamedTuple):
    """A piece that can be taken out: with what it exchanges, and what it becomes."""

    place: Place
    scope: Scope
    crossing: Exchange
    is_function: bool
    awaits: bool


def extract_method(place: Place) -> Proposal | None:
    """For a selection of whole statements, or of one expression that is more than a word."""
    if place.start == place.end:
        return None
    expression = selected_expression(place.document, place.start, place.end)
    if expression is not None:
        return _of_expression(place, expression)
    piece = selected_statements(place.document, place.start, place.end)
    method = method_around(piece.nodes[0]) if piece is not None else None
    if piece is None or method is None:
        return None
    scope = scope_of(place.document, method, place.context)
    if why := obstacle(place.document, scope, piece):
        return refusal(PROCEDURE, why)
    in_try, awaits = _is_tried(piece.nodes[0]), _awaits(piece.nodes)
    try:
        crossing = exchange(scope, piece.nodes, piece.span, by_reference=in_try, awaits=awaits)
    except Refused as refused:
        return refusal(PROCEDURE, refused.args[0])
    is_function = len(crossing.outputs) == 1 and not (in_try and not awaits)
    found = _Extraction(place, scope, crossing, is_function, awaits)
    return Proposal(FUNCTION if is_function else PROCEDURE, partial(_statements_edits, found, piece))


def _of_expression(place: Place, expression: Node) -> Proposal | None:
    method = method_around(expression)
    if method is None or expression.type in _SIMPLE or not is_replaceable(expression):
        return None
    scope = scope_of(place.document, method, place.context)
    if why := method_obstacle(scope) or calls_on(expression):
        return refusal(FUNCTION, why)
    span = Span(expression.start_byte, expression.end_byte)
    awaits = _awaits((expression,))
    try:
        crossing = exchange(scope, (expression,), span, awaits=awaits)
    except Refused as refused:
        return refusal(FUNCTION, refused.args[0])
    found = _Extraction(place, scope, crossing, True, awaits)
    return Proposal(FUNCTION, partial(_expression_edits, found, expression))


def _statements_edits(found: _Extraction, piece: Statements) -> list[TextEdit]:
    place, crossing = found.place, found.crossing
    ru = russian(place.document, piece.span.start)
    body = lines_without_indentation(place.document, piece.span, _text(place, piece))
    if found.is_function:
        body += ["", f"{keywords('return', russian=ru)[0]} {crossing.outputs[0]};"]
    wish = _NEW_FUNCTION if found.is_function else _NEW_PROCEDURE
    name = new_name(place.document, in_language(wish, russian=ru))
    returned = () if found.is_function else crossing.outputs
    parameters = _parameters(crossing, returned, russian=ru)
    new = NewMethod(name, found.is_function, parameters, body, found.awaits)
    call = _call(name, _names(crossing, returned), awaits=found.awaits, russian=ru) + ";"
    if found.is_function:
        call = f"{crossing.outputs[0]} = {call}"
    undefined = keywords("undefined", russian=ru)[0]
    rows = [f"{one} = {undefined};" for one in crossing.fresh if one in returned] + [call]
    margin = place.document.text.line_end() + indentation(place.document, piece.span.start)
    return [
        TextEdit(piece.span.start, piece.span.end, margin.join(rows)),
        below(place, found.scope.method, new, russian=ru),
    ]


def _expression_edits(found: _Extraction, expression: Node) -> list[TextEdit]:
    place, crossing = found.place, found.crossing
    ru = russian(place.document, expression.start_byte)
    name = new_name(place.document, in_language(_NEW_FUNCTION, russian=ru))
    inner = without_parentheses(expression)
    body = f"{keywords('return', russian=ru)[0]} {text_of(inner)};".splitlines()
    parameters = _parameters(crossing, (), russian=ru)
    new = NewMethod(name, True, parameters, _hung(place, inner, body), found.awaits)
    call = _call(name, _names(crossing, ()), awaits=found.awaits, russian=ru)
    return [
        TextEdit(expression.start_byte, expression.end_byte, call),
        below(place, found.scope.method, new, russian=ru),
    ]


def _hung(place: Place, expression: Node, lines: list[str]) -> list[str]:
    """The lines of an expression, those below the first as far to the right of it as they were."""
    margin = indentation(place.document, expression.start_byte)
    return [line.removeprefix(margin) for line in lines]


def _text(place: Place, piece: Statements) -> str:
    """The text of the statements, the last one ended by ``;``."""
    end, text = piece.nodes[-1].end_byte, place.document.text
    after = piece.nodes[-1].next_sibling
    closed = after is not None and after.type == ";"
    return text.slice(piece.span.start, end) + ("" if closed else ";") + text.slice(end, piece.span.end)


def _parameters(crossing: Exchange, returned: tuple[str, ...], *, russian: bool) -> tuple[str, ...]:
    """The parameters as declared: by value what the method changes for itself only."""
    (by_value,) = keywords("val", russian=russian)
    back = {fold(one) for one in returned}
    given = {fold(name): written for name, written in crossing.inputs}
    return tuple(
        f"{by_value} {name}" if given.get(fold(name)) and fold(name) not in back else name
        for name in _names(crossing, returned)
    )


def _names(crossing: Exchange, returned: tuple[str, ...]) -> tuple[str, ...]:
    given = [name for name, _ in crossing.inputs]
    return (*given, *(one for one in returned if one not in given))


def _call(name: str, arguments: tuple[str, ...], *, awaits: bool, russian: bool) -> str:
    text = f"{name}({', '.join(arguments)})"
    return f"{keywords('await', russian=russian)[0]} {text}" if awaits else text


def _awaits(nodes: tuple[Node, ...]) -> bool:
    return any(node.type == "await_expression" for one in nodes for node in walk(one))


def _is_tried(node: Node) -> bool:
    """Whether a statement stands in the body of a ``Попытка``: then what it sets before it fails must stay."""
    for one in (node, *ancestors(node)):
        parent = one.parent
        if one.type in METHODS or parent is None:
            break
        if parent.type == "try_statement":
            body = parent.child_by_field_name("body")
            if body is not None and body.id == one.id:
                return True
    return False
