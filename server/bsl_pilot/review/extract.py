"""Expressions get names: variables that are assigned right before the statement they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bsl_pilot.features.refactor.names import unlike
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.variables import Access
from bsl_pilot.review.edits import indent_of, is_marked, line_end, line_start
from bsl_pilot.review.scene import ModuleType
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

_CALLS = ("call", "method_call")
_CONSTANT = frozenset({"number", "string", "date", "boolean", "undefined", "null", "unary", "signed_number"})
_WITH_ATTRIBUTES = frozenset(
    {ModuleType.OBJECT, ModuleType.FORM, ModuleType.RECORD_SET, ModuleType.VALUE_MANAGER, ModuleType.UNKNOWN}
)


def has_attributes(code: Code) -> bool:
    """Whether a name that is assigned may be an attribute of the object or form."""
    return code.scene.type in _WITH_ATTRIBUTES


def extracted(named: Sequence[tuple[Node, str]], code: Code) -> list[TextEdit] | None:
    """Puts expressions of one statement into variables.

    Args:
        named: expressions in the order of the text, each with the name that is wished for it.
        code: the piece.

    Returns:
        The edits; None where an expression would not be worked out as often, or in another order. A variable that has
        the same constant already is used again.
    """
    statement = named[0][0].statement
    if statement is None or any(_is_elsewhere(node, statement) for node, _ in named):
        return None
    if is_marked(statement, code):
        return None
    taken = set(code.words)
    written: list[str] = []
    replaced: list[TextEdit] = []
    for node, wish in named:
        name = wish
        if not _is_known(node, wish, statement, code):
            name = unlike(wish, taken)
            taken.add(fold(name))
            written.append(f"{name} = {node.text};")
        replaced.append(TextEdit(node.start, node.end, name))
    at = statement.start
    alone = not code.data[line_start(at, code) : at].strip()
    gap = f"{line_end(code)}{indent_of(at, code)}" if alone else " "
    assigned = [TextEdit(at, at, "".join(one + gap for one in written))] if written else []
    return [*assigned, *replaced]


def is_constant(node: Node) -> bool:
    """Whether an expression is a literal, with its sign."""
    return all(one.kind in _CONSTANT for one in node.below() if one.named)


def _is_elsewhere(node: Node, statement: Node) -> bool:
    """Whether an expression can't be worked out before its statement."""
    if node.statement is not statement or any(node.below("comment", "await_expression")):
        return True
    constant = is_constant(node)
    child = node
    for around in node.ancestors():
        if around.kind == "while_statement" or (around.kind == "for_statement" and child.field == "to"):
            return True
        if not constant and _is_conditional(around, child):
            return True
        if around is statement:
            break
        child = around
    if not any(node.below(*_CALLS)):
        return False
    return any(one.end <= node.start for one in statement.below(*_CALLS))


def _is_conditional(around: Node, child: Node) -> bool:
    """Whether a part is worked out only when something before it says so."""
    if around.kind == "binary":
        sign = around.child("operator")
        return sign is not None and sign.kind in ("and", "or") and child.field == "right"
    return (around.kind == "ternary" and child.field != "condition") or around.kind == "elsif_clause"


def _is_known(node: Node, name: str, statement: Node, code: Code) -> bool:
    """Whether a variable of that name certainly has that constant at the statement."""
    known = code.variables.get(fold(name))
    if known is None or known.is_local or len(known.writes) != 1 or not is_constant(node):
        return False
    if any(one.access is Access.PASS for one in known.uses):
        return False
    assigned = known.writes[0].parent
    value = assigned.child("right") if assigned is not None and assigned.kind == "assignment" else None
    if assigned is None or value is None or value.words != node.words or assigned.end > statement.start:
        return False
    return any(one.parent is assigned.parent for one in _with_outer(statement))


def _with_outer(statement: Node) -> Iterable[Node]:
    return (statement, *statement.ancestors())
