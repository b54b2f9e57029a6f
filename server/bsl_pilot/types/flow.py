"""From the tree of one part to its `Flow`: which definition of a variable reaches which of its uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from tree_sitter import Node

from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.types.claims import Env, claims, joined, narrow
from bsl_pilot.types.code import (
    Assigned,
    Changed,
    Counter,
    Definition,
    Element,
    Expr,
    Flow,
    Joined,
    Literal,
    MethodCall,
    Parameter,
    ParameterName,
    path_of,
)
from bsl_pilot.types.lower import EXPRESSIONS, Lowering, define

CHANGING = frozenset(
    {
        "вставить", "insert", "добавить", "add", "удалить", "delete", "очистить", "clear",
        "свернуть", "groupby", "загрузитьколонку", "loadcolumn", "установить", "set",
    }
)  # fmt: skip
"""Methods that change what is known of the value they are called of."""
MOST_STATEMENTS = 4000
"""Statements of a module's body that are read."""
_AT_EDGES = PREPROC | {"comment"}
DEEPEST_BLOCK = 120
"""Levels of blocks inside of each other; what lies deeper is not read."""


def flow_of(part: Node) -> Flow:
    """The flow of one part: a method, or a statement of the module's body by itself."""
    flow = Flow()
    builder = _Builder(part, flow)
    if part.type in METHODS:
        builder.method(part)
    else:
        builder.body_of_module((part,))
    return flow


def body_flow(root: Node) -> Flow:
    """The flow of what a module has outside of its methods, relative to the start of `root`."""
    flow = Flow()
    _Builder(root, flow).body_of_module(islice((one for one in root.children if _runs(one)), MOST_STATEMENTS))
    return flow


def _runs(node: Node) -> bool:
    return node.is_named and node.type not in METHODS and node.type != "comment"


class _Loop:
    """The ways out of a loop's body."""

    __slots__ = ("again", "out")

    def __init__(self) -> None:
        self.again: list[Env] = []
        self.out: list[Env] = []


class _Compiled:
    """An open `#Если`: only one of its branches is there when the code runs."""

    __slots__ = ("after", "alive", "before", "otherwise")

    def __init__(self, before: Env, alive: bool) -> None:
        self.before = before
        self.alive = alive
        self.after: list[Env] = []
        self.otherwise = False


class _Builder:
    """Walks statements in the order in which they run. Where no way leads on, `alive` is false."""

    __slots__ = ("_alive", "_compiled", "_depth", "_ends", "_flow", "_loops", "_low")

    def __init__(self, part: Node, flow: Flow) -> None:
        self._low = Lowering(part, flow, {})
        self._flow = flow
        self._alive = True
        self._loops: list[_Loop] = []
        self._ends: list[Env] = []
        self._compiled: list[_Compiled] = []
        self._depth = 0

    # ---- methods

    def method(self, node: Node) -> None:
        flow, low = self._flow, self._low
        flow.name = low.word(node.child_by_field_name("name"))
        flow.is_function = node.type == "function_definition"
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            found = [one for one in parameters.named_children if one.type == "parameter"]
            flow.parameters = tuple(self._parameter(one, at) for at, one in enumerate(found))
        self._body(node)
        self._statements(one for one in node.children if one.type == "ERROR")
        if self._alive:
            self._ends.append(low.env)
        end = joined(self._ends)
        flow.at_end = {fold_name: end.get(fold_name) for fold_name in self._by_reference()}

    def body_of_module(self, nodes: Iterable[Node]) -> None:
        self._statements(nodes)
        self._flow.at_end = dict(self._low.env)

    def _by_reference(self) -> list[str]:
        return [one.name for one in self._flow.parameters if not one.by_value]

    def _parameter(self, node: Node, position: int) -> ParameterName:
        low = self._low
        name_node = node.child_by_field_name("name")
        name = low.word(name_node)
        default = node.child_by_field_name("default")
        literal = low.expression(default) if default is not None else None
        definition = Parameter(position)
        self._declare(name, name_node, definition)
        by_value = node.child_by_field_name("by_value") is not None
        return ParameterName(name, by_value, literal if isinstance(literal, Literal) else None)

    def _declare(self, name: str, node: Node | None, definition: Definition) -> None:
        self._flow.declared.add(name)
        self._define(name, node, definition)

    def _define(self, name: str, node: Node | None, definition: Definition) -> None:
        define(self._low.env, name, definition)
        self._flow.assigned.setdefault(name, []).append(definition)
        if node is not None:
            self._flow.variables.append((*self._low.span(node), name, definition))

    # ---- statements

    def _statements(self, nodes: Iterable[Node]) -> None:
        if self._depth > DEEPEST_BLOCK:
            return
        self._depth += 1
        for node in nodes:
            for child in node.children if node.type in ("block", "ERROR") else (node,):
                if child.is_named:
                    self._statement(child)
        self._depth -= 1

    def _statement(self, node: Node) -> None:
        handle = _STATEMENTS.get(node.type)
        if handle is not None:
            handle(self, node)
        elif node.type in EXPRESSIONS:
            self._low.expression(node)
        elif node.type == "ERROR":
            self._statements((node,))
        elif node.type != "comment":
            for child in node.named_children:
                if child.type in EXPRESSIONS:
                    self._low.expression(child)
        self._low.settle()

    def _body(self, node: Node, name: str = "body") -> None:
        self._statements(_inside(node, name))

    def assignment(self, node: Node) -> None:
        low = self._low
        value = low.expression(node.child_by_field_name("right"))
        self._changes_of(value)
        left = node.child_by_field_name("left")
        if left is None:
            return
        low.settle()
        if left.type == "identifier":
            name = low.word(left)
            self._define(name, left, Assigned(name, value))
            return
        target = low.expression(left)
        path = path_of(target)
        if len(path) > 1:
            self._change(path, "", (value,), left.start_byte, target)

    def call(self, node: Node) -> None:
        for child in node.named_children:
            if child.type in EXPRESSIONS:
                self._changes_of(self._low.expression(child))

    def _changes_of(self, value: Expr) -> None:
        """What a call does to the value that it is called of."""
        if isinstance(value, MethodCall) and value.name in CHANGING:
            path = path_of(value.object)
            if path:
                self._change(path, value.name, value.arguments, value.start, value.object)

    def _change(
        self, path: Sequence[str], method: str, arguments: tuple[Expr | None, ...], at: int, subject: Expr
    ) -> None:
        env = self._low.env
        root, rest = path[0], tuple(path[1:])
        before = env.get(root) or _root(subject)
        define(env, root, Changed(before, rest, method, arguments, at))

    def variables(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "variable":
                name_node = child.child_by_field_name("name")
                self._declare(self._low.word(name_node), name_node, Definition())

    def leave(self, node: Node) -> None:
        """`Возврат` and `ВызватьИсключение`."""
        value = node.child_by_field_name("value")
        if value is not None:
            lowered = self._low.expression(value)
            if node.type == "return_statement":
                self._flow.returns.append(lowered)
        elif node.type == "raise_statement":
            self._low.arguments(node)
        if node.type == "return_statement":
            self._low.settle()
            self._ends.append(self._low.env)
        self._alive = False

    def jump(self, node: Node) -> None:
        """`Прервать` and `Продолжить`."""
        if self._loops:
            loop = self._loops[-1]
            (loop.out if node.type == "break_statement" else loop.again).append(self._low.env)
        self._alive = False

    # ---- branches of the preprocessor

    def compiled_if(self, _node: Node) -> None:
        self._compiled.append(_Compiled(self._low.env, self._alive))
        self._low.env = dict(self._low.env)

    def compiled_else(self, node: Node) -> None:
        """`#ИначеЕсли` and `#Иначе`."""
        if self._compiled:
            branches = self._compiled[-1]
            self._collect(branches.after)
            branches.otherwise = branches.otherwise or node.type == "preproc_else"
            self._low.env, self._alive = dict(branches.before), branches.alive

    def compiled_end(self, _node: Node) -> None:
        if self._compiled:
            branches = self._compiled.pop()
            self._collect(branches.after)
            if not branches.otherwise and branches.alive:
                branches.after.append(branches.before)
            self._go_on(branches.after)

    # ---- blocks

    def condition(self, node: Node) -> None:
        low = self._low
        after: list[Env] = []
        alive = self._alive
        left = self._branch(node, low.env, after, alive)
        for child in node.children:
            if child.type == "elsif_clause":
                left = self._branch(child, left, after, alive)
            elif child.type == "else_clause":
                low.env = dict(left)
                self._alive = alive
                self._body(child)
                self._collect(after)
                left = {}
                break
        else:
            after.append(left)
        self._go_on(after)

    def _branch(self, node: Node, env: Env, after: list[Env], alive: bool) -> Env:
        """Reads a condition and its block; gives what holds where the condition does not."""
        low = self._low
        low.env = env
        self._alive = alive
        condition = low.expression(node.child_by_field_name("condition"))
        low.settle()
        otherwise = narrow(dict(low.env), claims(condition, False))
        low.env = dict(narrow(low.env, claims(condition, True)))
        self._body(node)
        self._collect(after)
        return otherwise

    def _collect(self, after: list[Env]) -> None:
        if self._alive:
            after.append(self._low.env)

    def _go_on(self, envs: list[Env]) -> None:
        """Goes on where any of `envs` leads; where none does, on with the last one, that nobody comes to."""
        self._alive = bool(envs)
        if envs:
            self._low.env = joined(envs)

    def loop(self, node: Node) -> None:
        low = self._low
        kind = node.type
        collection = low.expression(node.child_by_field_name("collection")) if kind[4:8] == "each" else None
        for name in ("from", "to"):
            if (limit := node.child_by_field_name(name)) is not None:
                low.expression(limit)
        low.settle()
        heads = {key: Joined([value]) for key, value in low.env.items()}
        before = low.env
        low.env = {**before, **heads}
        loop = _Loop()
        condition = self._while(node, loop)
        variable = node.child_by_field_name("variable")
        if variable is not None:
            element = Element(collection) if collection is not None else Counter()
            self._declare(low.word(variable), variable, element)
        skipped = dict(low.env) if kind != "while_statement" else None
        self._loops.append(loop)
        if condition is not None:
            low.env = dict(narrow(low.env, claims(condition, True)))
        self._body(node)
        self._collect(loop.again)
        self._loops.pop()
        for env in loop.again:
            for key, head in heads.items():
                if (value := env.get(key, head)) is not head:
                    head.options.append(value)
        self._go_on([*([skipped] if skipped is not None else []), *loop.again, *loop.out] or [before])
        if condition is not None:
            low.env = dict(narrow(low.env, claims(condition, False)))

    def _while(self, node: Node, loop: _Loop) -> Expr | None:
        condition = node.child_by_field_name("condition")
        if condition is None:
            return None
        lowered = self._low.expression(condition)
        self._low.settle()
        loop.out.append(dict(narrow(self._low.env, claims(lowered, False))))
        return lowered

    def attempt(self, node: Node) -> None:
        low = self._low
        before = dict(low.env)
        alive = self._alive
        self._body(node)
        after: list[Env] = []
        self._collect(after)
        low.env = joined([before, low.env])  # any part of the body may have run
        self._alive = alive
        self._body(node, "handler")
        self._collect(after)
        self._go_on(after)


def _inside(node: Node, name: str) -> Sequence[Node]:
    """A block with the lines of the preprocessor at its edges: the tree has them beside it."""
    held, children = node.children_by_field_name(name), node.children
    if not held:
        return ()
    first, last = children.index(held[0]), children.index(held[-1])
    while first and children[first - 1].type in _AT_EDGES:
        first -= 1
    while last + 1 < len(children) and children[last + 1].type in _AT_EDGES:
        last += 1
    return children[first : last + 1]


def _root(subject: Expr) -> Expr:
    """The name that a chain begins with."""
    while hasattr(subject, "object"):
        subject = subject.object
    return subject


_STATEMENTS: dict[str, Callable[[_Builder, Node], None]] = {
    "assignment": _Builder.assignment,
    "call_statement": _Builder.call,
    "await_statement": _Builder.call,
    "incomplete_statement": _Builder.call,
    "variable_statement": _Builder.variables,
    "module_variable": _Builder.variables,
    "return_statement": _Builder.leave,
    "raise_statement": _Builder.leave,
    "break_statement": _Builder.jump,
    "continue_statement": _Builder.jump,
    "if_statement": _Builder.condition,
    "while_statement": _Builder.loop,
    "for_statement": _Builder.loop,
    "for_each_statement": _Builder.loop,
    "try_statement": _Builder.attempt,
    "preproc_if": _Builder.compiled_if,
    "preproc_elsif": _Builder.compiled_else,
    "preproc_else": _Builder.compiled_else,
    "preproc_endif": _Builder.compiled_end,
}
