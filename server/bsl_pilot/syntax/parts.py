"""The parts of a module: the children of the tree's root, with what has been found out about each.

A module of 20,000 lines is a few thousand parts (methods, comments between them, preprocessor lines). An
edit changes one or two. Whatever a feature computes of one part, in offsets relative to the part, stays
true until the part itself changes: ``facts`` remembers it, and an analysis of the whole module after a
keystroke costs what the changed method costs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple, TypeVar

from tree_sitter import Node, Tree, TreeCursor

T = TypeVar("T")
_UNKNOWN: Any = object()


class Body:
    """What does not depend on where the part stands: its kind, its length in bytes, and facts about it."""

    __slots__ = ("facts", "kind", "length")

    def __init__(self, kind: str, length: int) -> None:
        self.kind = kind
        self.length = length
        self.facts: dict[Hashable, Any] = {}


class Part(NamedTuple):
    """A part at its place: byte offset and body."""

    start: int
    body: Body

    @property
    def end(self) -> int:
        """Byte after the part."""
        return self.start + self.body.length


class Parts:
    """All parts of one tree, ordered by start. Immutable but for the facts, which are a cache."""

    __slots__ = ("_bodies", "_starts", "_tree")

    def __init__(self, tree: Tree, starts: list[int], bodies: list[Body]) -> None:
        self._tree = tree
        self._starts = starts
        self._bodies = bodies

    @classmethod
    def of(cls, tree: Tree) -> Parts:
        """The parts of a tree that has no predecessor."""
        starts: list[int] = []
        bodies: list[Body] = []
        for node in tree.root_node.children:
            starts.append(node.start_byte)
            bodies.append(Body(node.type, node.end_byte - node.start_byte))
        return cls(tree, starts, bodies)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Part:
        return Part(self._starts[index], self._bodies[index])

    def __iter__(self) -> Iterator[Part]:
        return map(Part, self._starts, self._bodies)

    def index_at(self, offset: int) -> int:
        """Index of the last part that starts at or before ``offset``; -1 where none does."""
        return bisect_right(self._starts, offset) - 1

    def at(self, offset: int) -> Part | None:
        """The part that contains ``offset`` or ends there."""
        index = self.index_at(offset)
        if index < 0:
            return None
        part = self[index]
        return part if offset <= part.end else None

    def node(self, part: Part) -> Node:
        """The tree's node of a part."""
        cursor = _cursor_at(self._tree, part.start)
        while (node := cursor.node) is not None:
            if _is(node, part):
                return node
            if not cursor.goto_next_sibling():
                break
        raise LookupError(f"no part at {part.start}")  # the part is of another tree: a defect of the caller

    def bodies(self) -> Iterator[tuple[int, Body]]:
        """Start and body of every part, for loops that run at every keystroke."""
        return zip(self._starts, self._bodies, strict=True)

    def facts(self, compute: Callable[[Node], T], *, key: Hashable = None) -> Iterator[tuple[int, Body, T]]:
        """Start, body and ``compute(node)`` of every part, taken from memory where it has not changed since.

        ``compute`` must depend on nothing but the node (its text included) and ``key``, and give offsets
        relative to the node's start.
        """
        name = (compute, key)
        cursor: TreeCursor | None = None
        for start, body in zip(self._starts, self._bodies, strict=True):
            value = body.facts.get(name, _UNKNOWN)
            if value is _UNKNOWN:
                cursor = self._seek(cursor, Part(start, body))
                node = cursor.node
                assert node is not None
                value = body.facts[name] = compute(node)
            yield start, body, value

    def fact(self, part: Part, compute: Callable[[Node], T], *, key: Hashable = None) -> T:
        """``compute(node)`` of one part, remembered like those of ``facts``."""
        name = (compute, key)
        if name not in part.body.facts:
            part.body.facts[name] = compute(self.node(part))
        found: T = part.body.facts[name]
        return found

    def _seek(self, cursor: TreeCursor | None, part: Part) -> TreeCursor:
        """A cursor on the part's node, moved forward from where it stands."""
        if cursor is None:
            cursor = _cursor_at(self._tree, part.start)
        while True:
            if _is(cursor.node, part):
                return cursor
            if not cursor.goto_next_sibling():
                raise LookupError(f"no part at {part.start}")

    def after(self, tree: Tree, start: int, old_end: int, new_end: int) -> Parts:
        """The parts of ``tree``, which differs from this one's only where ``start:old_end`` became
        ``start:new_end``.

        Parts that lie wholly outside (with a byte of distance, since a token may look one byte ahead)
        are taken over with their facts.
        """
        first = bisect_right(self._starts, start) - 1
        while first > 0 and self[first - 1].end >= start - 1:
            first -= 1
        first = max(first, 0)
        if first < len(self) and self[first].end < start - 1:
            first += 1
        while first > 0 and self[first - 1].body.length == 0:
            first -= 1  # it would be found again: it begins where the one before it ends
        last = bisect_right(self._starts, old_end + 1)
        shift = new_end - old_end
        limit = self._starts[last] + shift if last < len(self) else None
        starts, bodies = _between(tree, self._end_before(first), limit)
        return Parts(
            tree,
            [*self._starts[:first], *starts, *[at + shift for at in self._starts[last:]]],
            self._bodies[:first] + bodies + self._bodies[last:],
        )

    def _end_before(self, index: int) -> int:
        return self[index - 1].end if index else 0


def _cursor_at(tree: Tree, offset: int) -> TreeCursor:
    """A cursor on the first child of the root that ends at or after ``offset``.

    tree-sitter looks for one that ends after a byte; the ends that the grammar adds have no width, so that
    byte is the one before.
    """
    cursor = tree.walk()
    if offset == 0 or cursor.goto_first_child_for_byte(offset - 1) is None:
        cursor.goto_first_child()
    return cursor


def _is(node: Node | None, part: Part) -> bool:
    """Whether ``node`` is the root's child that ``part`` stands for."""
    return (
        node is not None
        and node.start_byte == part.start
        and node.end_byte == part.end
        and node.type == part.body.kind
    )


def _between(tree: Tree, start: int, limit: int | None) -> tuple[list[int], list[Body]]:
    """Children of the root that start at or after ``start`` and before ``limit``."""
    starts: list[int] = []
    bodies: list[Body] = []
    cursor = _cursor_at(tree, start)
    while tree.root_node.child_count:
        node = cursor.node
        if node is None or (limit is not None and node.start_byte >= limit):
            break
        if node.start_byte >= start:
            starts.append(node.start_byte)
            bodies.append(Body(node.type, node.end_byte - node.start_byte))
        if not cursor.goto_next_sibling():
            break
    return starts, bodies
