"""A variable that gets its value once gives way to that value."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.refactor.action import Place, Proposal, refusal
from bsl_pilot.features.refactor.code import rest_of_line, text_of, whole_lines, with_semicolon
from bsl_pilot.features.refactor.inline_safety import changes
from bsl_pilot.features.refactor.obstacles import method_obstacle
from bsl_pilot.features.refactor.scope import Occurrence, Scope, Use, scope_of
from bsl_pilot.features.refactor.selection import ancestors, field_of, method_around, nodes_around
from bsl_pilot.locale import Text
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit

_TITLE = Text("Встроить переменную «{name}»", "Inline variable “{name}”")
_DOUBTFUL = Text(
    "`{name}` может быть реквизитом объекта или формы",
    "`{name}` may be an attribute of the object or form",
)
_MANY = Text("Переменная получает значение несколько раз", "The variable gets a value several times")
_ELSEWHERE = Text(
    "Переменная используется там, где ее значение может быть еще не присвоено",
    "The variable is used where its value may not be assigned yet",
)
_PREPROCESSOR = Text("В методе есть условия препроцессора", "The method has conditions of the preprocessor")
_OBJECT = Text(
    "Здесь на месте переменной не может стоять такое выражение",
    "Such an expression can't stand in the place of the variable",
)
_CHAINS = frozenset({"identifier", "call", "method_call", "member_access", "index_access"})
_LOOSE = frozenset({"binary", "unary", "await_expression"})


class _Variable(NamedTuple):
    name: Node
    assignment: Node
    value: Node
    declaration: Node | None
    uses: tuple[Occurrence, ...]


def inline_variable(place: Place) -> Proposal | None:
    """For a cursor on any place of a variable of the method."""
    name = next(
        (node for node in nodes_around(place.document, place.start) if node.type == "identifier"), None
    )
    method = method_around(name) if name is not None else None
    if name is None or method is None or place.end > name.end_byte:
        return None
    scope = scope_of(place.document, method, place.context)
    here = next((one for one in scope.occurrences if one.node == name), None)
    if here is None or not scope.is_local(here.name) or here.name in scope.parameters:
        return None
    title = _TITLE.filled(name=text_of(name))
    writes = [one.node for one in scope.occurrences if one.name == here.name and one.use is Use.WRITE]
    uses = tuple(
        one for one in scope.occurrences if one.name == here.name and one.use in (Use.READ, Use.BY_REFERENCE)
    )
    if not uses or not writes or any(_assignment(one) is None for one in writes):
        return None
    why = method_obstacle(scope) or (_PREPROCESSOR if scope.conditional else None)
    if why is None and here.name in scope.doubtful:
        why = _DOUBTFUL.filled(name=text_of(name))
    if why is None and len(writes) > 1:
        why = _MANY
    if why is not None:
        return refusal(title, why)
    variable = _variable(scope, here.name, writes[0], uses)
    why = _obstacle(scope, variable)
    return refusal(title, why) if why else Proposal(title, partial(_edits, place, variable))


def _assignment(name: Node) -> Node | None:
    return name.parent if name.parent is not None and name.parent.type == "assignment" else None


def _variable(scope: Scope, name: str, write: Node, uses: tuple[Occurrence, ...]) -> _Variable:
    assignment = _assignment(write)
    value = assignment.child_by_field_name("right") if assignment is not None else None
    assert assignment is not None  # the caller looked
    assert value is not None  # the method is sound
    declared = (one.node for one in scope.occurrences if one.name == name and one.use is Use.DECLARES)
    return _Variable(write, assignment, value, next(declared, None), uses)


def _obstacle(scope: Scope, variable: _Variable) -> Text | None:
    block = variable.assignment.parent
    assert block is not None
    for use in variable.uses:
        if use.node.start_byte < variable.assignment.end_byte or use.node.end_byte > block.end_byte:
            return _ELSEWHERE
        if field_of(use.node) == "object" and variable.value.type not in _CHAINS:
            return _OBJECT
    return changes(scope, variable.assignment, variable.value, variable.uses)


def _edits(place: Place, variable: _Variable) -> list[TextEdit]:
    edits = [_replaced(use.node, variable.value) for use in variable.uses]
    gone = whole_lines(place.document, *with_semicolon(place.document, variable.assignment))
    rest = rest_of_line(place.document, gone.end)
    if gone.start == variable.assignment.start_byte and rest.lstrip().startswith(b"//"):
        gone = Span(gone.start, gone.end + len(rest) - len(rest.lstrip()))
    edits.append(TextEdit(*gone, ""))
    if variable.declaration is not None:
        edits.append(_undeclared(place, variable.declaration))
    return edits


def _replaced(use: Node, value: Node) -> TextEdit:
    text = text_of(value)
    parent = use.parent
    if parent is not None and parent.type in _LOOSE and value.type in _LOOSE:
        text = f"({text})"
    return TextEdit(use.start_byte, use.end_byte, text)


def _undeclared(place: Place, name: Node) -> TextEdit:
    """The edit that takes a name out of its ``Перем``."""
    variable = name.parent
    statement = next(one for one in ancestors(name) if one.type == "variable_statement")
    listed = [child for child in statement.children if child.type == "variable"]
    if len(listed) == 1:
        return TextEdit(*whole_lines(place.document, *with_semicolon(place.document, statement)), "")
    at = listed.index(variable) if variable is not None else 0
    if at == 0:
        return TextEdit(listed[0].start_byte, listed[1].start_byte, "")
    return TextEdit(listed[at - 1].end_byte, listed[at].end_byte, "")
