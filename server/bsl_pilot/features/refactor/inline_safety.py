"""Whether an expression has the same value, and the same effects, where a variable with its value is used."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from bsl_pilot.features.refactor.flow import LOOPS
from bsl_pilot.features.refactor.scope import Occurrence, Scope, Use, occurrences
from bsl_pilot.features.refactor.selection import ancestors, field_of
from bsl_pilot.locale import Text
from bsl_pilot.syntax.nodes import walk

_BY_REFERENCE = Text(
    "Переменная передается в метод, который может изменить ее значение",
    "The variable is given to a method that may change its value",
)
_CHANGED = Text(
    "До использования переменной меняется то, из чего получено ее значение",
    "What the value comes from changes before the variable is used",
)
_OFTEN = Text(
    "Выражение с вызовами или свойствами вычислялось бы несколько раз",
    "An expression with calls or properties would be computed several times",
)
_ORDER = Text(
    "Между присваиванием и использованием выполняется код, который может повлиять на значение",
    "Code that may affect the value runs between the assignment and the use",
)
_SOMETIMES = Text(
    "Выражение с вызовами вычислялось бы не всегда", "An expression with calls would not always be computed"
)
_PURE = frozenset(
    {
        "number",
        "string",
        "string_line",
        "date",
        "boolean",
        "undefined",
        "null",
        "identifier",
        "unary",
        "binary",
    }
    | {"parenthesized", "ternary", "comment"}
)
_CALLS = frozenset({"call", "method_call", "new_expression", "await_expression"})


def changes(scope: Scope, assignment: Node, value: Node, uses: tuple[Occurrence, ...]) -> Text | None:
    """Why putting the value in the place of the uses may change what the method does; None where it can't.

    All uses stand behind the assignment, in its block or in blocks inside of it.
    """
    loops = [loop for use in uses if (loop := _repeated(use.node, assignment)) is not None]
    if any(one.use is Use.BY_REFERENCE for one in uses) and (len(uses) > 1 or loops):
        return _BY_REFERENCE
    end = max([uses[-1].node.start_byte, *(loop.end_byte for loop in loops)])
    names = {one.name for one in occurrences(value)}
    between = list(_between(scope, assignment.end_byte, end))
    if any(one.name in names and _changes_before(one, uses[-1].node, loops) for one in between):
        return _CHANGED
    if _is_pure(value) and names <= scope.own:
        return None
    if len(uses) > 1 or loops:
        return _OFTEN
    (use,) = uses
    if any(True for _ in _effects(assignment, use.node)):
        return _ORDER
    has_calls = any(node.type in _CALLS for node in walk(value))
    return _SOMETIMES if has_calls and _is_conditional(use.node, assignment) else None


def _is_pure(value: Node) -> bool:
    return all(node.type in _PURE for node in walk(value) if node.is_named and not _is_keyword(node))


def _is_keyword(node: Node) -> bool:
    """Operators that are words."""
    return field_of(node) == "operator"


def _between(scope: Scope, start: int, end: int) -> Iterator[Occurrence]:
    """The places in a range where a variable may get another value."""
    for one in scope.occurrences:
        if start <= one.node.start_byte < end and one.use in (Use.WRITE, Use.BY_REFERENCE):
            yield one


def _changes_before(change: Occurrence, last: Node, loops: list[Node]) -> bool:
    """Whether a change takes effect before the last use: one in the same call or assignment does so after it."""
    if loops:
        return True
    for above in ancestors(change.node):
        if above.type in ("call", "method_call", "assignment"):
            return not above.start_byte <= last.start_byte < above.end_byte
    return True


def _repeated(use: Node, assignment: Node) -> Node | None:
    """The outermost loop behind the assignment that comes to a use again and again."""
    found: Node | None = None
    child = use
    for above in ancestors(use):
        if above == assignment.parent:
            break
        if above.type in LOOPS and field_of(child) in ("body", "condition", "to"):
            found = above
        child = above
    return found


def _effects(assignment: Node, use: Node) -> Iterator[Node]:
    """What runs between an assignment and a use and may change anything: calls, and values put into objects."""
    after = assignment.next_sibling
    while after is not None and after.start_byte < use.start_byte:
        for node in walk(after):
            if node.end_byte > use.start_byte:
                continue
            if node.type in _CALLS or node.type in ("raise_statement", "handler_statement"):
                yield node
            elif node.type == "assignment":
                left = node.child_by_field_name("left")
                if left is None or left.type != "identifier":
                    yield node
        after = after.next_sibling


def _is_conditional(use: Node, assignment: Node) -> bool:
    """Whether a use behind the assignment may be passed by."""
    child = use
    for above in ancestors(use):
        if above == assignment.parent:
            return False
        if above.type == "binary" and field_of(child) == "right":
            operator = above.child_by_field_name("operator")
            if operator is not None and operator.type in ("and", "or"):
                return True
        if above.type == "ternary" and field_of(child) != "condition":
            return True
        if above.type in ("block", "elsif_clause"):
            return True
        child = above
    return False
