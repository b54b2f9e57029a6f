"""Calls that begin and end transactions, and where they stand among statements."""

from __future__ import annotations

from bsl_pilot.review.code.calls import Call
from bsl_pilot.review.code.node import LOOPS, STATEMENTS, Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.text.words import fold

BEGIN = ("НачатьТранзакцию", "BeginTransaction")
COMMIT = ("ЗафиксироватьТранзакцию", "CommitTransaction")
ROLLBACK = ("ОтменитьТранзакцию", "RollbackTransaction")
_WORDS = {names: tuple(map(fold, names)) for names in (BEGIN, COMMIT, ROLLBACK)}


def statement_after(node: Node) -> Node | None:
    """The statement behind one in its block; semicolons are passed over."""
    found = node.next
    while found is not None and found.kind == ";":
        found = found.next
    return found


def statement_before(node: Node) -> Node | None:
    """The statement before one in its block."""
    found = node.previous
    while found is not None and found.kind == ";":
        found = found.previous
    return found


def try_around(statement: Node, part: str) -> Node | None:
    """The `Попытка` in whose ``body`` or ``handler`` a statement directly stands."""
    block = statement.parent
    if block is None or block.kind != "block" or block.field != part or block.parent is None:
        return None
    return block.parent if block.parent.kind == "try_statement" else None


def is_last_act(statement: Node) -> bool:
    """Whether a statement somewhere in the body of a `Попытка` is the last thing that is done there: behind it the
    method or loop is left, or the body ends."""
    node = statement
    while node.parent is not None:
        if node.kind in STATEMENTS or node is statement:
            after = statement_after(node)
            if after is not None:
                return after.kind in _LEAVING and _is_in_body(node)
            if try_around(node, "body") is not None:
                return True
        if node.kind in LOOPS:
            return False
        node = node.parent
    return False


def _is_in_body(node: Node) -> bool:
    around: Node | None = node
    while around is not None:
        if around.field == "body" and around.parent is not None and around.parent.kind == "try_statement":
            return True
        if around.field == "handler":
            return False
        around = around.parent
    return False


_LEAVING = frozenset({"return_statement", "break_statement", "continue_statement"})


def calls_of(code: Code, names: tuple[str, str]) -> list[Call]:
    """The calls of one kind in the order of the text."""
    found = [call for name in _WORDS[names] for call in code.called.get(name, ())]
    return sorted(found, key=lambda one: one.node.start)
