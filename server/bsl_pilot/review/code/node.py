"""Nodes of a syntax tree as rules look at them.

A node of tree-sitter costs a call into C for each thing that is asked of it, and moves with the text. Rules ask a
lot and must be remembered with the piece of code they looked at, so every tree is copied once, in one walk, into
plain objects with offsets relative to that piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tree_sitter import Language
from tree_sitter import Node as TreeNode

from bsl_pilot.text.words import fold_bytes


class Node:
    """A node. ``kind`` is its name in the grammar: ``assignment``, ``if_statement``, ``identifier``; a keyword's is
    its English name (``if``), an operator's its text. ``start`` and ``end`` are bytes of the piece."""

    __slots__ = ("_at", "children", "data", "end", "field", "kind", "named", "parent", "start")

    # Millions are made, most of them by `copy`, which fills the slots itself: that is faster than any `__init__`.
    kind: str
    start: int
    end: int
    parent: Node | None
    field: str
    """The name of the parent's field that this node is: ``left``, ``condition``; empty for none."""
    children: list[Node]
    """Not to be changed: tokens share one empty list."""
    data: bytes
    """The bytes of the piece that offsets refer to."""
    named: bool
    """False for keywords, operators and punctuation."""
    _at: int

    @classmethod
    def alone(cls, kind: str, start: int, end: int, data: bytes) -> Node:
        """A named node without parent and children."""
        node = cls()
        node.kind, node.start, node.end, node.data = kind, start, end, data
        node.parent, node.field, node.children, node.named = None, "", [], True
        return node

    def __repr__(self) -> str:
        return f"<{self.kind} {self.start}:{self.end} {self.text[:40]!r}>"

    @property
    def text(self) -> str:
        """As written."""
        return self.data[self.start : self.end].decode("utf-8", "replace")

    @property
    def word(self) -> str:
        """The text as names are compared: folded."""
        return fold_bytes(self.data[self.start : self.end])

    def child(self, field: str) -> Node | None:
        """The first child that is this field."""
        for one in self.children:
            if one.field == field:
                return one
        return None

    def word_of(self, field: str) -> str:
        """The folded text of a field; empty where it is not there."""
        one = self.child(field)
        return "" if one is None else one.word

    def token(self, *kinds: str) -> Node | None:
        """The first child of one of these kinds: a keyword, an operator, a comment."""
        for one in self.children:
            if one.kind in kinds:
                return one
        return None

    @property
    def named_children(self) -> list[Node]:
        """The children that are no keywords, operators or punctuation; comments are not among them."""
        return [one for one in self.children if one.named and one.kind not in EXTRAS]

    @property
    def words(self) -> tuple[str, ...]:
        """The texts of its tokens, folded but in strings, comments left out: two pieces of code are the same if these
        are."""
        return tuple(
            one.text if one.kind in _STRINGS else one.word
            for one in self.below()
            if not one.children and one.kind not in EXTRAS
        )

    @property
    def next(self) -> Node | None:
        """The node behind this one in the same parent, comments and preprocessor lines passed over."""
        return self._neighbour(1)

    @property
    def previous(self) -> Node | None:
        """The node before this one in the same parent, comments and preprocessor lines passed over."""
        return self._neighbour(-1)

    def _neighbour(self, step: int) -> Node | None:
        if self.parent is None:
            return None
        siblings = self.parent.children
        try:
            at = self._at + step
        except AttributeError:  # nobody asked for a neighbour in this parent yet
            for place, one in enumerate(siblings):
                one._at = place
            at = self._at + step
        while 0 <= at < len(siblings):
            if siblings[at].kind not in EXTRAS:
                return siblings[at]
            at += step
        return None

    def ancestors(self) -> Iterator[Node]:
        """The nodes around this one, from the inside."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def inside(self, *kinds: str) -> Node | None:
        """The innermost node around this one that is of one of these kinds."""
        node = self.parent
        while node is not None and node.kind not in kinds:
            node = node.parent
        return node

    def below(self, *kinds: str) -> Iterator[Node]:
        """This node and those below it of these kinds (of all, without any), in the order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            if not kinds or node.kind in kinds:
                yield node
            stack.extend(reversed(node.children))

    @property
    def bare(self) -> Node:
        """This expression without the parentheses around it."""
        node = self
        while node.kind == "parenthesized":
            inner = node.named_children
            if len(inner) != 1:
                break
            node = inner[0]
        return node

    @property
    def statement(self) -> Node | None:
        """The statement that this node is or stands in."""
        node: Node | None = self
        while node is not None and node.kind not in STATEMENTS:
            node = node.parent
        return node


STATEMENTS = frozenset(
    {
        *("assignment", "call_statement", "incomplete_statement", "if_statement", "while_statement"),
        *("for_statement", "for_each_statement", "try_statement", "return_statement", "raise_statement"),
        *("execute_statement", "break_statement", "continue_statement", "goto_statement", "label"),
        *("handler_statement", "variable_statement", "await_statement"),
    }
)
LOOPS = frozenset({"while_statement", "for_statement", "for_each_statement"})
EXTRAS = frozenset(
    {
        "comment",
        *("preproc_region", "preproc_endregion", "preproc_if", "preproc_elsif", "preproc_else"),
        *("preproc_endif", "preproc_insert", "preproc_deleted", "preproc_use", "preproc_other"),
        "composition",
    }
)
"""What may stand anywhere in the tree."""
_STRINGS = frozenset({"string", "string_line"})


class _Names(NamedTuple):
    """Names of a grammar by number: kinds, whether they are named, fields."""

    kinds: list[str]
    named: list[bool]
    fields: list[str]


@lru_cache(maxsize=2)
def _names(language: Language) -> _Names:
    count = language.node_kind_count
    fields = ["", *(language.field_name_for_id(at) or "" for at in range(1, language.field_count + 1))]
    return _Names(
        [language.node_kind_for_id(at) or "" for at in range(count)],
        [language.node_kind_is_named(at) for at in range(count)],
        fields,
    )


ERROR_ID = 65535


_NO_CHILDREN: list[Node] = []
"""Of every token."""


class Copied(NamedTuple):
    """A copied tree: its root, all nodes by kind and the leaves, each in the order of the text, and the nodes with
    children."""

    root: Node
    by_kind: dict[str, list[Node]]
    leaves: list[Node]
    inner: list[Node]

    @classmethod
    def of(cls, root: Node) -> Copied:
        """A tree of a node alone, to which others are added."""
        return cls(root, {root.kind: [root]}, [], [root])

    def take_apart(self) -> None:
        """Cuts the circles of nodes, so that they are freed at once and not by the collector."""
        for node in self.inner:
            node.children = _NO_CHILDREN


def copy(
    tree_node: TreeNode,
    language: Language,
    data: bytes,
    base: int,
    into: Copied | None = None,
) -> Copied:
    """Copies a tree.

    Args:
        tree_node: its root.
        language: its grammar.
        data: the bytes that offsets of the copy refer to.
        base: byte of the tree's text that becomes 0.
        into: a copy to whose root this one is added.
    """
    kinds, named, fields = _names(language)
    by_kind: defaultdict[str, list[Node]] = defaultdict(list)
    leaves: list[Node] = [] if into is None else into.leaves
    inner: list[Node] = [] if into is None else into.inner
    parent: Node | None = None if into is None else into.root
    siblings: list[Node] = [] if parent is None else parent.children
    cursor = tree_node.walk()
    down, right, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
    first: Node | None = None
    while True:  # the one loop of this room where every name that is looked up costs
        seen = cursor.node
        assert seen is not None
        number = seen.kind_id
        node = Node()
        node.start = seen.start_byte - base
        node.end = seen.end_byte - base
        node.field = fields[cursor.field_id or 0]
        node.data = data
        node.parent = parent
        if number == ERROR_ID:
            kind = "ERROR"
            node.named = is_named = True
        else:
            kind = kinds[number]
            node.named = is_named = named[number]
        node.kind = kind
        siblings.append(node)
        by_kind[kind].append(node)
        if first is None:
            first = node
        if is_named and down():
            inner.append(node)
            parent = node
            siblings = node.children = []
            continue
        node.children = _NO_CHILDREN
        leaves.append(node)
        while not right():
            if not up():
                return _joined(first, by_kind, leaves, inner, into)
            assert parent is not None
            parent = parent.parent
            siblings = parent.children if parent is not None else []


def _joined(
    root: Node, by_kind: dict[str, list[Node]], leaves: list[Node], inner: list[Node], into: Copied | None
) -> Copied:
    if into is None:
        return Copied(root, dict(by_kind), leaves, inner)
    for kind, nodes in by_kind.items():
        into.by_kind.setdefault(kind, []).extend(nodes)
    return into
