"""Expressions of the tree in the form of `types/code.py`, each name with the definition that reaches it."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from bsl_pilot.syntax.embedded import contents
from bsl_pilot.text.words import fold_bytes
from bsl_pilot.types.claims import Env, claims, narrow
from bsl_pilot.types.code import (
    Await,
    Binary,
    Call,
    Definition,
    Expr,
    Flow,
    Index,
    Literal,
    Member,
    MethodCall,
    Name,
    New,
    Passed,
    Ternary,
    Unary,
    path_of,
)

LITERALS = {
    "number": "Number",
    "string": "String",
    "date": "Date",
    "boolean": "Boolean",
    "undefined": "Undefined",
    "null": "Null",
}


class Lowering:
    """Lowers the expressions of one part. `env` is what variables hold at the place that is being read."""

    __slots__ = ("_base", "_data", "env", "flow", "passed")

    def __init__(self, part: Node, flow: Flow, env: Env) -> None:
        self._base = part.start_byte
        self._data = part.text or b""
        self.flow = flow
        self.env = env
        self.passed: list[tuple[str, Call | MethodCall, int]] = []
        """Local variables that the current statement passes to methods."""

    def text(self, node: Node) -> bytes:
        """Bytes of a node."""
        return self._data[node.start_byte - self._base : node.end_byte - self._base]

    def word(self, node: Node | None) -> str:
        """The folded name that a node is; empty without one."""
        return "" if node is None else fold_bytes(self.text(node))

    def span(self, node: Node) -> tuple[int, int]:
        """Bytes of a node, relative to the part."""
        return node.start_byte - self._base, node.end_byte - self._base

    def expression(self, node: Node | None) -> Expr:
        """One expression; one of no known kind where the tree has none."""
        if node is None:
            return Expr(0, 0)
        literal = LITERALS.get(node.type)
        if literal is not None:
            start, end = self.span(node)
            text = (
                self._string(node) if literal == "String" else self.word(node) if literal == "Number" else ""
            )
            lowered: Expr = Literal(start, end, literal, text)
        else:
            make = _MAKERS.get(node.type)
            lowered = make(self, node) if make is not None else self._unknown(node)
        self.flow.expressions.append(lowered)
        return lowered

    def _string(self, node: Node) -> str:
        start, end = self.span(node)
        if node.child_count and node.children[0].type != "string_line":
            return ""
        return contents(self._data, start, end).data.decode("utf-8", "replace")

    def _unknown(self, node: Node) -> Expr:
        for child in node.named_children:
            if child.type in _MAKERS:
                self.expression(child)
        return Expr(*self.span(node))

    def name(self, node: Node) -> Name:
        """A name used as a value."""
        name = self.word(node)
        return Name(*self.span(node), name, self.env.get(name))

    def member(self, node: Node) -> Expr:
        """A member, or what stands for one while its name is not typed."""
        receiver = self.expression(node.child_by_field_name("object"))
        name_node = node.child_by_field_name("name")
        name = self.word(name_node)
        start, end = self.span(node)
        self._receiver(node, receiver)
        path = path_of(receiver)
        known = self.env.get(".".join((*path, name))) if path and name else None
        return Member(start, end, receiver, name, known)

    def _receiver(self, node: Node, receiver: Expr) -> None:
        """Remembers the receiver by the byte of its dot."""
        at = self._data.find(b".", receiver.end)
        if at >= 0 and at < node.end_byte - self._base:
            self.flow.receivers[at] = receiver

    def arguments(self, node: Node | None) -> tuple[Expr | None, ...]:
        """The arguments of a call with None for those that are left out."""
        found: list[Expr | None] = []
        pending: Expr | None = None
        if node is None:
            return ()
        for child in node.children:
            kind = child.type
            if kind == ",":
                found.append(pending)
                pending = None
            elif child.is_named and kind not in ("comment", "missing_close"):
                pending = self.expression(child)
        if pending is not None or found:
            found.append(pending)
        return tuple(found)

    def call(self, node: Node) -> Expr:
        """A call of a method by its name alone."""
        name = self.word(node.child_by_field_name("name"))
        lowered = Call(*self.span(node), name, self.arguments(node.child_by_field_name("arguments")))
        self._passes(lowered)
        return lowered

    def method_call(self, node: Node) -> Expr:
        """A call of a method of an object."""
        receiver = self.expression(node.child_by_field_name("object"))
        self._receiver(node, receiver)
        name = self.word(node.child_by_field_name("name"))
        arguments = self.arguments(node.child_by_field_name("arguments"))
        lowered = MethodCall(*self.span(node), receiver, name, arguments)
        self._passes(lowered)
        return lowered

    def _passes(self, call: Call | MethodCall) -> None:
        for position, argument in enumerate(call.arguments):
            if isinstance(argument, Name) and argument.name in self.env:
                self.passed.append((argument.name, call, position))

    def settle(self) -> None:
        """Ends a statement: what it passed to methods may be something else now."""
        for name, call, position in self.passed:
            before = self.env.get(name)
            if before is not None:
                define(self.env, name, Passed(before, call, position))
        self.passed.clear()

    def index(self, node: Node) -> Expr:
        """An element by its key."""
        receiver = self.expression(node.child_by_field_name("object"))
        return Index(*self.span(node), receiver, self.expression(node.child_by_field_name("index")))

    def new(self, node: Node) -> Expr:
        """A constructor."""
        name = self.word(node.child_by_field_name("type"))
        return New(*self.span(node), name, self.arguments(node.child_by_field_name("arguments")))

    def ternary(self, node: Node) -> Expr:
        """A choice between two values, each read where its condition holds."""
        condition = self.expression(node.child_by_field_name("condition"))
        yes = self._where(condition, True, node.child_by_field_name("consequence"))
        no = self._where(condition, False, node.child_by_field_name("alternative"))
        return Ternary(*self.span(node), yes, no)

    def binary(self, node: Node) -> Expr:
        """An operation; the right side of `И` and `Или` is read where the left one does not decide."""
        operator = node.child_by_field_name("operator")
        kind = operator.type if operator is not None else ""
        left = self.expression(node.child_by_field_name("left"))
        right_node = node.child_by_field_name("right")
        if kind in ("and", "or"):
            right = self._where(left, kind == "and", right_node)
        else:
            right = self.expression(right_node)
        return Binary(*self.span(node), kind, left, right)

    def _where(self, condition: Expr, holds: bool, node: Node | None) -> Expr:
        """An expression that is read only where `condition` holds (or does not)."""
        outside = self.env
        self.env = narrow(outside, claims(condition, holds))
        lowered = self.expression(node)
        self.env = outside
        return lowered

    def unary(self, node: Node) -> Expr:
        """`Не` or a sign."""
        operator = node.child_by_field_name("operator")
        operand = self.expression(node.child_by_field_name("operand"))
        return Unary(*self.span(node), operator.type if operator is not None else "", operand)

    def inner(self, node: Node) -> Expr:
        """What stands in parentheses."""
        named = [child for child in node.named_children if child.type != "comment"]
        return self.expression(named[0]) if named else Expr(*self.span(node))

    def awaited(self, node: Node) -> Expr:
        """`Ждать` with its value."""
        named = node.named_children
        return Await(*self.span(node), self.expression(named[0] if named else None))


_MAKERS: dict[str, Callable[[Lowering, Node], Expr]] = {
    "identifier": Lowering.name,
    "member_access": Lowering.member,
    "call": Lowering.call,
    "method_call": Lowering.method_call,
    "index_access": Lowering.index,
    "new_expression": Lowering.new,
    "ternary": Lowering.ternary,
    "binary": Lowering.binary,
    "unary": Lowering.unary,
    "parenthesized": Lowering.inner,
    "await_expression": Lowering.awaited,
}
EXPRESSIONS = frozenset(_MAKERS) | frozenset(LITERALS)
"""Kinds of nodes that are expressions."""


def define(env: Env, name: str, definition: Definition | None) -> None:
    """Gives a variable another value: what was known of its members is gone."""
    env[name] = definition
    prefix = name + "."
    for key in [one for one in env if one.startswith(prefix)]:
        del env[key]
