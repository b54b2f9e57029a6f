"""Which identifiers of a piece are variables, and what is done to each, in the order of execution of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from bsl_pilot.review.code.node import Node
from bsl_pilot.text.words import fold_bytes


class Access(Enum):
    """What is done to a variable."""

    DECLARE = "declare"
    """`Перем Имя`, or a parameter."""
    WRITE = "write"
    """`Имя = …`, and the variable of a loop."""
    READ = "read"
    PASS = "pass"  # noqa: S105  (no password)
    """Given to a method as a whole argument: by reference, so that it may come back changed."""


class Use(NamedTuple):
    """One place of a variable."""

    node: Node
    """The identifier."""
    access: Access


@dataclass(slots=True)
class Variable:
    """A name that is used as a variable in a piece: a local one, a parameter, or one from outside of it."""

    word: str
    """Its folded name."""
    parameter: Node | None = None
    """The identifier in the header."""
    declared: Node | None = None
    """The identifier behind `Перем` in the method."""
    uses: list[Use] = field(default_factory=list)
    """In the order of the text; in `А = А + 1` the reading comes first. The declaration is not among them."""
    writes: list[Node] = field(default_factory=list)
    """Where it gets a value."""
    reads: list[Node] = field(default_factory=list)
    """Where its value is looked at or passed on."""

    @property
    def is_local(self) -> bool:
        """Whether it can only be the method's own: a parameter, or declared in it."""
        return self.parameter is not None or self.declared is not None

    @property
    def name(self) -> str:
        """As it is written where it stands first."""
        node = self.parameter or self.declared or self.uses[0].node
        return node.text


class Variables:
    """The variables of a piece by folded name, in the order of their first place."""

    __slots__ = ("_known",)

    def __init__(self, identifiers: Iterable[Node]) -> None:
        self._known: dict[str, Variable] = {}
        waiting: list[tuple[int, Node]] = []
        for node in identifiers:
            if waiting:
                while waiting and waiting[0][0] <= node.start:
                    self._add(waiting.pop(0)[1], Access.WRITE)
            if (
                node.field != "name" or node.parent is None or node.parent.kind in _NAMED
            ):  # others are no variables
                self._take(node, waiting)
        for _, node in waiting:
            self._add(node, Access.WRITE)

    def __iter__(self) -> Iterator[Variable]:
        return iter(self._known.values())

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def get(self, word: str) -> Variable | None:
        """The variable of a folded name."""
        return self._known.get(word)

    def _take(self, node: Node, waiting: list[tuple[int, Node]]) -> None:
        parent = node.parent
        if parent is None:
            return
        kind, role = parent.kind, node.field
        if role in _NO_VARIABLE:  # most are: names of methods, of members
            if kind == "parameter":
                self._variable(node.word).parameter = node
            elif (
                kind == "variable"
                and parent.parent is not None
                and parent.parent.kind == "variable_statement"
            ):
                self._variable(node.word).declared = node
        elif kind == "assignment" and role == "left":
            waiting.append((parent.end, node))  # the right side is read before
        elif role == "variable" and kind in ("for_statement", "for_each_statement"):
            self._add(node, Access.WRITE)
        elif kind not in _NO_VARIABLES:
            self._add(node, Access.PASS if kind == "arguments" else Access.READ)

    def _add(self, node: Node, access: Access) -> None:
        word = fold_bytes(node.data[node.start : node.end])
        variable = self._known.get(word)
        if variable is None:
            variable = self._known[word] = Variable(word)
        variable.uses.append(Use(node, access))
        (variable.writes if access is Access.WRITE else variable.reads).append(node)

    def _variable(self, word: str) -> Variable:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = Variable(word)
        return known


_NAMED = frozenset({"parameter", "variable"})
_NO_VARIABLE = frozenset({"name", "type", "label"})
_NO_VARIABLES = frozenset({"annotation", "annotation_argument", "annotation_arguments", "ERROR"})
