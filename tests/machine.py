"""A machine that runs a small part of BSL: enough to see whether two texts do the same.

Variables hold numbers and truth values; parameters are given by reference unless they say ``Знач``. Of what a program
does, the machine keeps what ``Сообщить`` says. Code outside of this part is a defect of the test.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import add, eq, ge, lt, mul, ne, sub

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.words import fold_bytes

Value = int | bool | None

_ARITHMETIC: dict[str, Callable[[int, int], int]] = {"+": add, "-": sub, "*": mul}
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {"=": eq, "<>": ne, "<": lt, ">=": ge}
STEPS = 60
"""Steps of loops, and calls, after which a program is stopped: a refactoring changes the number of calls, not of
these."""


class Cell:
    """The place of a variable's value."""

    def __init__(self, value: Value = None) -> None:
        self.value = value


class Stopped(Exception):  # noqa: N818  (what happened)
    """The program ran for too long."""


class Raised(Exception):  # noqa: N818  (what happened)
    """``ВызватьИсключение``."""


class _Left(Exception):  # noqa: N818  (what happened)
    """A jump out of a block."""

    def __init__(self, kind: str, value: Value = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.value = value


Variables = dict[str, Cell]


class Machine:
    """Runs the methods of one module."""

    def __init__(self, text: str) -> None:
        self.said: list[Value] = []
        self._steps = 0
        root = Document.parse(text).root
        self._methods = {_name(node): node for node in root.children if node.type in METHODS}
        self._own: dict[str, Callable[[Cell], Value]] = {
            "сообщить": self._say,
            "шаг": self._step,
            "изменить": self._change,
            "сбой": self._fail,
        }

    def run(self, method: str, *arguments: Value) -> list[Value]:
        """What a method says, what its parameters hold and it returns in the end."""
        cells = [Cell(value) for value in arguments]
        try:
            result = self._call(self._methods[method], cells)
        except Raised:
            self.said.append(-1)
            return self.said
        except Stopped:
            return self.said
        return [*self.said, result, *(cell.value for cell in cells)]

    def _say(self, cell: Cell) -> None:
        self.said.append(cell.value)

    def _step(self, cell: Cell) -> Value:
        self.said.append(cell.value)
        return _number(cell.value) + 1

    def _change(self, cell: Cell) -> Value:
        cell.value = _number(cell.value) + 3
        return cell.value

    def _fail(self, cell: Cell) -> Value:
        if _number(cell.value) % 3 == 0:
            raise Raised
        return cell.value

    def _call(self, method: Node, cells: list[Cell]) -> Value:
        variables: Variables = {}
        listed = method.child_by_field_name("parameters")
        assert listed is not None
        parameters = [child for child in listed.children if child.type == "parameter"]
        assert len(parameters) == len(cells)
        for parameter, cell in zip(parameters, cells, strict=True):
            by_value = parameter.child_by_field_name("by_value") is not None
            variables[_name(parameter)] = Cell(cell.value) if by_value else cell
        try:
            self._block(method.child_by_field_name("body"), variables)
        except _Left as left:
            return left.value
        return None

    def _block(self, block: Node | None, variables: Variables) -> None:
        for node in block.children if block is not None else ():
            if node.is_named and node.type != "comment":
                getattr(self, f"_{node.type}")(node, variables)

    def _variable_statement(self, node: Node, variables: Variables) -> None:
        for child in node.named_children:
            if child.type == "variable":
                variables.setdefault(_name(child), Cell())

    def _assignment(self, node: Node, variables: Variables) -> None:
        value = self._value(_of(node, "right"), variables).value
        variables.setdefault(fold_bytes(_of(node, "left").text or b""), Cell()).value = value

    def _call_statement(self, node: Node, variables: Variables) -> None:
        self._value(node.named_children[0], variables)

    def _if_statement(self, node: Node, variables: Variables) -> None:
        for branch in (node, *(child for child in node.children if child.type == "elsif_clause")):
            if self._value(_of(branch, "condition"), variables).value:
                return self._block(branch.child_by_field_name("body"), variables)
        for child in node.children:
            if child.type == "else_clause":
                self._block(child.child_by_field_name("body"), variables)
        return None

    def _for_statement(self, node: Node, variables: Variables) -> None:
        start = _number(self._value(_of(node, "from"), variables).value)
        end = _number(self._value(_of(node, "to"), variables).value)
        counter = variables.setdefault(fold_bytes(_of(node, "variable").text or b""), Cell())
        counter.value = start
        while _number(counter.value) <= end and self._body(node, variables):
            counter.value = _number(counter.value) + 1

    def _while_statement(self, node: Node, variables: Variables) -> None:
        while self._value(_of(node, "condition"), variables).value and self._body(node, variables):
            pass

    def _body(self, loop: Node, variables: Variables) -> bool:
        """One step of a loop; whether another one may follow."""
        self._steps += 1
        if self._steps > STEPS:
            raise Stopped
        try:
            self._block(loop.child_by_field_name("body"), variables)
        except _Left as left:
            if left.kind == "return":
                raise
            return left.kind == "continue"
        return True

    def _try_statement(self, node: Node, variables: Variables) -> None:
        try:
            self._block(node.child_by_field_name("body"), variables)
        except Raised:
            self._block(node.child_by_field_name("handler"), variables)

    def _return_statement(self, node: Node, variables: Variables) -> None:
        value = node.child_by_field_name("value")
        raise _Left("return", self._value(value, variables).value if value is not None else None)

    def _raise_statement(self, _node: Node, _variables: Variables) -> None:
        raise Raised

    def _break_statement(self, _node: Node, _variables: Variables) -> None:
        raise _Left("break")

    def _continue_statement(self, _node: Node, _variables: Variables) -> None:
        raise _Left("continue")

    def _value(self, node: Node, variables: Variables) -> Cell:
        kind = node.type
        if kind == "identifier":
            return variables.setdefault(fold_bytes(node.text or b""), Cell())
        if kind == "number":
            return Cell(int(node.text or b""))
        if kind == "undefined":
            return Cell()
        if kind == "parenthesized":
            return Cell(self._value(node.named_children[0], variables).value)
        if kind == "unary":
            return Cell(not self._value(_of(node, "operand"), variables).value)
        if kind == "binary":
            return Cell(self._binary(node, variables))
        assert kind == "call", kind
        arguments = _of(node, "arguments")
        cells = [self._value(child, variables) for child in arguments.named_children]
        name = _name(node)
        if name in self._own:
            return Cell(self._own[name](cells[0]))
        return Cell(self._call(self._methods[name], cells))

    def _binary(self, node: Node, variables: Variables) -> Value:
        operator = _of(node, "operator").type
        left = self._value(_of(node, "left"), variables).value
        if operator in ("and", "or") and bool(left) is (operator == "or"):
            return bool(left)
        right = self._value(_of(node, "right"), variables).value
        if operator in ("and", "or"):
            return bool(right)
        one, other = _number(left), _number(right)
        if operator in _ARITHMETIC:
            return _ARITHMETIC[operator](one, other)
        return _COMPARISONS[operator](one, other)


def _number(value: Value) -> int:
    return min(int(value or 0), 10**6)


def _of(node: Node, field: str) -> Node:
    child = node.child_by_field_name(field)
    assert child is not None, (node.type, field)
    return child


def _name(node: Node) -> str:
    return fold_bytes(_of(node, "name").text or b"")
