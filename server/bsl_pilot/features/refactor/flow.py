"""Where the values of variables come from and go to: what a piece of code reads, writes, and leaves behind.

Everything errs to one side: a name counts as read where it may be, as certainly set only where every way
through the code sets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.refactor.action import Refused
from bsl_pilot.features.refactor.scope import Use, occurrences
from bsl_pilot.locale import Text
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.words import fold_bytes

Names = frozenset[str]
NONE: Names = frozenset()

LOOPS = frozenset({"for_statement", "for_each_statement", "while_statement"})
LEAVING = frozenset(
    {"return_statement", "break_statement", "continue_statement", "raise_statement", "goto_statement"}
)
_DEEPEST = 100
_TOO_DEEP = Text("Слишком глубокая вложенность блоков", "The blocks are nested too deeply")


class Flow(NamedTuple):
    """What a piece of code does to variables.

    Attributes:
        reads: read before they are certainly set inside.
        sets: certainly set when the end of the piece is reached.
        firm: certainly set whichever way the piece is left, but by an exception.
        may: possibly written, by an assignment or by a method that gets them by reference.
        leaves: whether the piece may be left otherwise than at its end.
    """

    reads: Names = NONE
    sets: Names = NONE
    firm: Names = NONE
    may: Names = NONE
    leaves: bool = False


class Reader:
    """Reads flows. Where ``certain`` is not given (the preprocessor may leave lines out) nothing counts as set.

    Raises:
        Refused: blocks are nested so deeply that nobody wrote them.
    """

    def __init__(self, *, certain: bool = True) -> None:
        self._certain = certain
        self._depth = 0

    def flow(self, nodes: Iterable[Node]) -> Flow:
        """The flow of statements, blocks or expressions that run one after another."""
        return _sequence(self._one(node) for node in nodes)

    def live_after(self, node: Node, at_exit: Names) -> Names:
        """The names whose values may be read after a statement has run, and before they are set again.

        ``at_exit`` are those that outlive the method: its parameters by reference.
        """
        live, killed, left = NONE, NONE, False
        while node.type not in METHODS and node.parent is not None:
            parent = node.parent
            if parent.type == "block":
                rest = self.flow(_following(node))
                live |= rest.reads - killed
                killed |= NONE if left else rest.firm
                left = left or rest.leaves
            elif parent.type in LOOPS:
                live |= (self._loop(parent).reads | _counter(parent)) - killed
            elif parent.type == "try_statement" and _is_body(parent, node):
                handler = self._block(parent, "handler")
                live |= handler.reads  # whatever else the body sets: it may be left before
                killed &= handler.firm
            node = parent
        return live | (at_exit - killed)

    def _one(self, node: Node) -> Flow:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused(_TOO_DEEP)
        try:
            return self._read(node)
        finally:
            self._depth -= 1

    def _read(self, node: Node) -> Flow:
        kind = node.type
        if kind == "block":
            return self.flow(node.children)
        if kind == "assignment":
            return self._assignment(node)
        if kind == "if_statement":
            return self._if(node)
        if kind in LOOPS:
            return self._loop(node)
        if kind == "try_statement":
            return self._try(node)
        if kind in ("variable_statement", "comment"):
            return Flow()
        return _expression(node)._replace(leaves=kind in LEAVING)

    def _assignment(self, node: Node) -> Flow:
        right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
        value = Flow() if right is None else _expression(right)
        if left is None:
            return value
        if left.type != "identifier":
            return _sequence((value, _expression(left)))
        name = frozenset({fold_bytes(left.text or b"")})
        sets = name if self._certain else NONE
        return _sequence((value, Flow(sets=sets, firm=sets, may=name)))

    def _if(self, node: Node) -> Flow:
        """The branches one beside the other, each with the conditions above it as read."""
        branches = [self._block(node, "body")]
        conditions = [_field(node, "condition")]
        has_else = False
        for child in node.children:
            if child.type == "elsif_clause":
                conditions.append(_field(child, "condition"))
                branches.append(self._block(child, "body"))
            elif child.type == "else_clause":
                has_else = True
                branches.append(self._block(child, "body"))
        if not has_else:
            branches.append(Flow())
        first, *more = conditions
        return _sequence((first, *(one._replace(sets=NONE, firm=NONE) for one in more), _either(branches)))

    def _loop(self, node: Node) -> Flow:
        """The header, then the body any number of times; that none of it may run sets nothing."""
        header = _sequence(_field(node, name) for name in ("from", "to", "collection", "condition"))
        body = self._block(node, "body")
        variable = _counter(node)
        if variable:
            sets = variable if self._certain else NONE
            body = _sequence((Flow(sets=sets, firm=sets, may=variable), body))
        always = variable if node.type == "for_statement" and self._certain else NONE
        return _sequence((header, body._replace(sets=always, firm=always)))

    def _try(self, node: Node) -> Flow:
        """The handler runs after any part of the body."""
        body, handler = self._block(node, "body"), self._block(node, "handler")
        return _either([body, handler])

    def _block(self, node: Node, field: str) -> Flow:
        block = node.child_by_field_name(field)
        return Flow() if block is None else self._one(block)


def _sequence(flows: Iterable[Flow]) -> Flow:
    reads, sets, firm, may, left = NONE, NONE, NONE, NONE, False
    for flow in flows:
        reads |= flow.reads - sets
        sets |= flow.sets
        firm |= NONE if left else flow.firm
        may |= flow.may
        left = left or flow.leaves
    return Flow(reads, sets, firm, may, left)


def _either(flows: list[Flow]) -> Flow:
    """Any one of several."""
    sets, firm = flows[0].sets, flows[0].firm
    for flow in flows[1:]:
        sets &= flow.sets
        firm &= flow.firm
    return Flow(
        NONE.union(*(flow.reads for flow in flows)),
        sets,
        firm,
        NONE.union(*(flow.may for flow in flows)),
        any(flow.leaves for flow in flows),
    )


def _expression(node: Node) -> Flow:
    found = [one for one in occurrences(node) if one.use is not Use.DECLARES]
    return Flow(
        reads=frozenset(one.name for one in found if one.use is not Use.WRITE),
        may=frozenset(one.name for one in found if one.use is not Use.READ),
    )


def _field(node: Node, name: str) -> Flow:
    child = node.child_by_field_name(name)
    return Flow() if child is None else _expression(child)


def _counter(loop: Node) -> Names:
    """The variable of a loop."""
    variable = loop.child_by_field_name("variable")
    return NONE if variable is None else frozenset({fold_bytes(variable.text or b"")})


def _following(node: Node) -> Iterator[Node]:
    after = node.next_sibling
    while after is not None:
        yield after
        after = after.next_sibling


def _is_body(statement: Node, node: Node) -> bool:
    body = statement.child_by_field_name("body")
    return body is not None and body.id == node.id
