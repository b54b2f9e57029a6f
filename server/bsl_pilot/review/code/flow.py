"""The control-flow graph of a method: in which order its statements may run.

Every branch, loop, exception handler, `Возврат`, `Прервать`, `Продолжить`, `ВызватьИсключение` and `Перейти` is in it.
An exception may come from any statement between `Попытка` and `Исключение`, so each of them has a block of its
own, from which the handler is reached. The branches of `#Если` are branches, too. Where they cut through statements,
the graph is not `certain`: rules that need it then keep silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from bsl_pilot.review.code.node import STATEMENTS, Node

State = TypeVar("State")

_CONDITIONALS = frozenset({"preproc_if", "preproc_elsif", "preproc_else", "preproc_endif"})


@dataclass(slots=True, eq=False)
class Block:
    """What runs in one go.

    ``items`` are, in order, simple statements, and of a branch or loop the expressions of its header: a condition,
    the bounds, the collection, and the identifier of the loop's variable, which is written there.
    """

    number: int
    items: list[Node] = field(default_factory=list)
    next: list[Block] = field(default_factory=list)
    previous: list[Block] = field(default_factory=list)

    def leads_to(self, other: Block) -> None:
        """Adds an edge."""
        if other not in self.next:
            self.next.append(other)
            other.previous.append(self)


class Run(NamedTuple):
    """Statements side by side: the first and the last one."""

    first: Node
    last: Node


@dataclass(slots=True)
class Flow:
    """The graph of one method, or of the statements of a module's body."""

    entry: Block
    exit: Block
    """Reached by `Возврат` and at the end of the method."""
    raised: Block
    """Reached by an exception that nothing in the method handles, raised by a statement `ВызватьИсключение`."""
    blocks: list[Block]
    end: Block | None
    """The block after which the method ends without `Возврат`; None where that can't be."""
    certain: bool
    unreachable: list[Run]
    """Statements that no way leads to: the first after one that never goes on, with those behind it in its block."""

    def reachable(self) -> set[int]:
        """Numbers of the blocks that a way from the entry leads to."""
        seen = {self.entry.number}
        stack = [self.entry]
        while stack:
            for one in stack.pop().next:
                if one.number not in seen:
                    seen.add(one.number)
                    stack.append(one)
        return seen

    def take_apart(self) -> None:
        """Cuts the circles of blocks, so that they are freed at once and not by the collector."""
        for one in self.blocks:
            one.next.clear()
            one.previous.clear()

    def before(
        self,
        start: State,
        transfer: Callable[[Block, State], State],
        join: Callable[[State, State], State],
        *,
        backward: bool = False,
    ) -> dict[int, State]:
        """A data-flow analysis: what holds before each block, by its number (after it, ``backward``).

        Args:
            start: what holds at the entry (the exit and ``raised``, backward).
            transfer: what holds after a block (before it, backward).
            join: what holds where two ways meet. States are compared with ``==``.
        """
        known = {one.number: start for one in ((self.exit, self.raised) if backward else (self.entry,))}
        waiting = [self.exit, self.raised] if backward else [self.entry]
        while waiting:
            block = waiting.pop()
            after = transfer(block, known[block.number])
            for one in block.previous if backward else block.next:
                old = known.get(one.number)
                new = after if old is None else join(old, after)
                if old is None or new != old:
                    known[one.number] = new
                    waiting.append(one)
        return known


def flow_of(statements: Sequence[Node], conditionals: int) -> Flow:
    """The graph of statements.

    Args:
        statements: in order, with the nodes of `#Если` lines between them.
        conditionals: how many such lines there are in the whole method.
    """
    return _Builder().build(statements, conditionals)


class _Builder:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.loops: list[tuple[Block, Block]] = []
        self.labels: dict[str, Block] = {}
        self.unreachable: list[Run] = []
        self.tries = 0
        self.seen = 0
        self.certain = True
        self.exit = self.new()
        self.raised = self.new()

    def new(self, *before: Block | None) -> Block:
        block = Block(len(self.blocks))
        self.blocks.append(block)
        for one in before:
            if one is not None:
                one.leads_to(block)
        return block

    def build(self, statements: Sequence[Node], conditionals: int) -> Flow:
        entry = self.new()
        end = self.sequence(statements, entry)
        if end is not None:
            end.leads_to(self.exit)
        certain = self.certain and self.seen == conditionals
        return Flow(
            entry, self.exit, self.raised, self.blocks, end, certain, self.unreachable if certain else []
        )

    def block(self, node: Node | None, at: Block | None) -> Block | None:
        return self.sequence(node.children, at) if node is not None else at

    def sequence(self, nodes: Sequence[Node], at: Block | None) -> Block | None:
        """Statements one after another; the block in which control goes on, None where it does not."""
        branches: list[tuple[Block | None, list[Block | None], bool]] = []
        dead: list[Node] | None = None
        for node in nodes:
            kind = node.kind
            if kind in _CONDITIONALS:
                at = self._conditional(kind, at, branches)
                self._reported(dead)
                dead = None
                continue
            if kind not in STATEMENTS:
                continue
            if at is None and kind != "label":
                if dead is None:
                    dead = []
                dead.append(node)
                self._dead(node)
                continue
            self._reported(dead)
            dead = None
            at = self.statement(node, self.new(at) if self.tries and at is not None else at)
        self._reported(dead)
        if branches:
            self.certain = False
        return at

    def _dead(self, node: Node) -> None:
        """Walks a statement that can't be reached: labels in it may be."""
        found, tries = self.unreachable, self.tries
        self.unreachable = []
        self.statement(node, self.new())
        self.unreachable, self.tries = found, tries

    def _reported(self, dead: list[Node] | None) -> None:
        if dead:
            self.unreachable.append(Run(dead[0], dead[-1]))

    def _conditional(
        self, kind: str, at: Block | None, branches: list[tuple[Block | None, list[Block | None], bool]]
    ) -> Block | None:
        """A line of `#Если`: its branches start where it stands and meet at its end."""
        self.seen += 1
        if kind == "preproc_if":
            branches.append((at, [], False))
            return self.new(at) if at is not None else None
        if not branches:
            self.certain = False
            return at
        before, ends, _ = branches.pop()
        ends.append(at)
        if kind != "preproc_endif":
            branches.append((before, ends, kind == "preproc_else"))
            return self.new(before) if before is not None else None
        return self._joined(*ends, before)  # which branch is compiled is not known: perhaps none

    def _joined(self, *ends: Block | None) -> Block | None:
        """Where several ways meet; None where none of them goes on."""
        going = [one for one in ends if one is not None]
        return self.new(*going) if going else None

    def statement(self, node: Node, at: Block | None) -> Block | None:
        make = _STATEMENTS.get(node.kind)
        if make is not None:
            return make(self, node, at)
        if at is not None:
            at.items.append(node)
        return at

    def if_(self, node: Node, at: Block | None) -> Block | None:
        assert at is not None
        ends: list[Block | None] = []
        self._evaluate(at, node.child("condition"))
        ends.append(self.block(node.child("body"), self.new(at)))
        otherwise: Block | None = at
        for one in node.children:
            if one.kind == "elsif_clause":
                otherwise = self.new(otherwise)
                self._evaluate(otherwise, one.child("condition"))
                ends.append(self.block(one.child("body"), self.new(otherwise)))
            elif one.kind == "else_clause":
                ends.append(self.block(one.child("body"), self.new(otherwise)))
                otherwise = None
        return self._joined(*ends, otherwise)

    def while_(self, node: Node, at: Block | None) -> Block | None:
        condition = node.child("condition")
        header = self.new(at)
        self._evaluate(header, condition)
        endless = condition is not None and condition.bare.word in ("истина", "true")
        return self._loop(node, header, leaves=not endless)

    def for_(self, node: Node, at: Block | None) -> Block | None:
        assert at is not None
        for name in ("from", "to", "collection"):
            self._evaluate(at, node.child(name))
        header = self.new(at)
        self._evaluate(header, node.child("variable"))
        return self._loop(node, header, leaves=True)

    def _loop(self, node: Node, header: Block, *, leaves: bool) -> Block | None:
        after = self.new(header if leaves else None)
        self.loops.append((header, after))
        end = self.block(node.child("body"), self.new(header))
        self.loops.pop()
        if end is not None:
            end.leads_to(header)
        return after if after.previous else None

    def try_(self, node: Node, at: Block | None) -> Block | None:
        assert at is not None
        if node.token("except") is None:
            return self.block(node.child("body"), at)
        first = len(self.blocks)
        self.tries += 1
        end = self.block(node.child("body"), self.new(at))
        self.tries -= 1
        tried = self.blocks[first:]
        handler = self.new(at)
        for one in tried:
            one.leads_to(handler)
        return self._joined(end, self.block(node.child("handler"), handler))

    def return_(self, node: Node, at: Block | None) -> Block | None:
        assert at is not None
        at.items.append(node)
        at.leads_to(self.exit)
        return None

    def raise_(self, node: Node, at: Block | None) -> Block | None:
        assert at is not None
        at.items.append(node)
        if not self.tries:
            at.leads_to(self.raised)
        return None

    def break_(self, _node: Node, at: Block | None) -> Block | None:
        if self.loops and at is not None:
            at.leads_to(self.loops[-1][1])
        return None

    def continue_(self, _node: Node, at: Block | None) -> Block | None:
        if self.loops and at is not None:
            at.leads_to(self.loops[-1][0])
        return None

    def goto(self, node: Node, at: Block | None) -> Block | None:
        if at is not None:
            at.leads_to(self._label(node.word_of("label")))
        return None

    def label(self, node: Node, at: Block | None) -> Block | None:
        block = self._label(node.word_of("name"))
        if at is not None:
            at.leads_to(block)
        return block

    def _label(self, word: str) -> Block:
        if word not in self.labels:
            self.labels[word] = self.new()
        return self.labels[word]

    def _evaluate(self, at: Block, node: Node | None) -> None:
        if node is not None:
            at.items.append(node)


_STATEMENTS: dict[str, Callable[[_Builder, Node, Block | None], Block | None]] = {
    "if_statement": _Builder.if_,
    "while_statement": _Builder.while_,
    "for_statement": _Builder.for_,
    "for_each_statement": _Builder.for_,
    "try_statement": _Builder.try_,
    "return_statement": _Builder.return_,
    "raise_statement": _Builder.raise_,
    "break_statement": _Builder.break_,
    "continue_statement": _Builder.continue_,
    "goto_statement": _Builder.goto,
    "label": _Builder.label,
}


def items(flow: Flow) -> Iterator[tuple[Block, Node]]:
    """Every item with its block."""
    return ((block, item) for block in flow.blocks for item in block.items)
