"""What is known of one piece of a module. Made once for all rules; each fact is worked out when it is first asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from tree_sitter import Node as TreeNode

from bsl_pilot.review.code.calls import Call, call_of
from bsl_pilot.review.code.comments import Comment, comments_of
from bsl_pilot.review.code.flow import Flow, flow_of
from bsl_pilot.review.code.method import Method, method_of
from bsl_pilot.review.code.node import STATEMENTS, Copied, Node, copy
from bsl_pilot.review.code.queries import Query, queries_of
from bsl_pilot.review.code.units import BETWEEN, Unit
from bsl_pilot.review.code.variables import Variables
from bsl_pilot.review.scene import Scene
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.languages import BSL
from bsl_pilot.text.words import fold_bytes

T = TypeVar("T")
_CONDITIONALS = ("preproc_if", "preproc_elsif", "preproc_else", "preproc_endif")
_CALLS = ("call", "method_call", "new_expression")


class Code:
    """One method, or all that stands between two methods. All offsets are bytes of the piece, from 0.

    A rule may not keep it, nor any of its nodes: it is taken apart when all rules have seen it.
    """

    def __init__(self, document: Document, unit: Unit, roots: Sequence[TreeNode], scene: Scene) -> None:
        self.data = document.text.data[unit.start : unit.end]
        """The bytes of the piece."""
        self.scene = scene
        """What is known of the module: its kind, its object, the version of the platform."""
        self.is_method = unit.kind is not BETWEEN
        self._roots = roots
        self._base = unit.start
        copied = self._tree = self._copied()
        self.root = copied.root
        """The method's node; for what stands between methods a `source_file` with that."""
        self.by_kind = copied.by_kind
        self.tokens = copied.leaves
        """All tokens, comments and preprocessor lines in the order of the text; a string of several lines is one
        token for each line (`string_line`)."""

    def _copied(self) -> Copied:
        if self.is_method:
            return copy(self._roots[0], BSL, self.data, self._base)
        copied = Copied.of(Node.alone("source_file", 0, len(self.data), self.data))
        for one in self._roots:
            copy(one, BSL, self.data, self._base, copied)
        return copied

    def of(self, *kinds: str) -> list[Node]:
        """The nodes of these kinds; in the order of the text for one kind."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], [])
        by_kind = self.by_kind
        return [one for kind in kinds if kind in by_kind for one in by_kind[kind]]

    def count(self, kinds: Iterable[str]) -> int:
        """How many nodes of these kinds there are."""
        by_kind = self.by_kind
        return sum([len(by_kind[kind]) for kind in kinds if kind in by_kind])

    def text(self, start: int, end: int) -> str:
        """The text of a range."""
        return self.data[start:end].decode("utf-8", "replace")

    def fact(self, compute: Callable[[Code], T]) -> T:
        """What a function makes of the piece, worked out once for all rules that ask."""
        known: dict[Any, T] = self._facts
        if compute not in known:
            known[compute] = compute(self)
        return known[compute]

    @cached_property
    def _facts(self) -> dict[Any, Any]:
        return {}

    @property
    def is_broken(self) -> bool:
        """Whether the piece has errors of syntax that the tree shows as such."""
        return "ERROR" in self.by_kind

    @cached_property
    def method(self) -> Method | None:
        """The method's header; None for what stands between methods."""
        return method_of(self.root) if self.is_method else None

    @property
    def head(self) -> Node | None:
        """What a finding about the whole piece marks: the name of the method, or the first token of the module's body."""
        if self.is_method:
            return self.method.name if self.method is not None else None
        node = next((one for one in self.root.children if one.kind in STATEMENTS), None)
        while node is not None and node.children:
            node = node.children[0]
        return node

    @cached_property
    def statements(self) -> list[Node]:
        """The statements at the top, of the method or of the module's body, with the `#Если` lines between them."""
        if self.method is None:
            return self.root.children
        body = self.method.body
        found = [one for one in self.root.children if one.kind in _CONDITIONALS]
        found += body.children if body is not None else ()
        return sorted(found, key=lambda one: one.start)

    @cached_property
    def calls(self) -> list[Call]:
        """All calls and constructors in the order of the text."""
        found = [call for calls in self._calls.values() for call in calls]
        return sorted(found, key=_place)

    @cached_property
    def _calls(self) -> dict[str, list[Call]]:
        """Calls by the kind of their node."""
        return {
            kind: [call for node in nodes if (call := call_of(node)) is not None]
            for kind in _CALLS
            if (nodes := self.by_kind.get(kind))
        }

    @cached_property
    def called(self) -> dict[str, list[Call]]:
        """Calls by their name alone: `Имя(…)`, by folded name."""
        return self._by_name("call")

    @cached_property
    def called_members(self) -> dict[str, list[Call]]:
        """Calls behind a dot: `Объект.Имя(…)`, by folded name."""
        return self._by_name("method_call")

    @cached_property
    def created(self) -> dict[str, list[Call]]:
        """Constructors by the folded name of their type."""
        return self._by_name("new_expression")

    @cached_property
    def called_behind_names(self) -> list[tuple[tuple[str, ...], Call]]:
        """Calls behind one or two names, with these folded: `Модуль.Имя(…)`, `Справочники.Валюты.Имя(…)`. The first
        name is no variable of the piece, so that it may be a module's, or a collection's of managers."""
        return [
            (path, call)
            for calls in self.called_members.values()
            for call in calls
            if 1 <= len(path := call.path) <= _MANAGER and not self.is_local(path[0])
        ]

    def _by_name(self, kind: str) -> dict[str, list[Call]]:
        found: defaultdict[str, list[Call]] = defaultdict(list)
        for call in self._calls.get(kind, ()):
            found[call.word].append(call)
        return dict(found)

    @cached_property
    def words(self) -> dict[str, list[Node]]:
        """All identifiers by folded name."""
        found: defaultdict[str, list[Node]] = defaultdict(list)
        data = self.data
        for node in self.of("identifier"):
            found[fold_bytes(data[node.start : node.end])].append(node)
        return dict(found)

    @cached_property
    def variables(self) -> Variables:
        """The variables that the piece uses: local ones, parameters, and whatever else is used as one."""
        return Variables(self.of("identifier"))

    def is_local(self, word: str) -> bool:
        """Whether a folded name may be a variable of this piece: it is a parameter, declared, or gets a value."""
        known = self.variables.get(word)
        return known is not None and (known.is_local or bool(known.writes))

    def statement_end(self, node: Node) -> int:
        """The end of a statement with the semicolon behind it."""
        after = node.next
        return after.end if after is not None and after.kind == ";" else node.end

    @cached_property
    def comments(self) -> list[Comment]:
        """The comments; lines one below the other are one."""
        return comments_of(self.of("comment"), self.data)

    @cached_property
    def flow(self) -> Flow:
        """The control-flow graph of `statements`."""
        return flow_of(self.statements, len(self.of(*_CONDITIONALS)))

    @cached_property
    def queries(self) -> list[Query]:
        """The query texts."""
        found: list[Query] = []
        for one in self._roots:
            found += queries_of(one, one.start_byte - self._base, self.data)
        return found

    def take_apart(self) -> None:
        """Cuts the circles of nodes, so that they are freed at once and not by the collector."""
        known = self.__dict__
        self._tree.take_apart()
        queries: list[Query] = known.get("queries", [])
        for query in queries:
            query.copied.take_apart()
        flow: Flow | None = known.get("flow")
        if flow is not None:
            flow.take_apart()
        known.clear()


_MANAGER = 2


def _place(call: Call) -> tuple[int, int]:
    return call.node.start, -call.node.end
