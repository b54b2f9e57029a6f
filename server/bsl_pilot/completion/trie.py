"""A radix trie: values by text keys, found again under every longer key. Keys share what they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

V = TypeVar("V")


class Node(Generic[V]):
    """A key of the trie, or a place where keys part. Stays the same object as long as its key is there."""

    __slots__ = ("children", "edge", "parent", "value")

    def __init__(self, edge: str, parent: Node[V] | None, value: V | None = None) -> None:
        self.edge = edge
        self.parent = parent
        self.value = value
        self.children: dict[str, Node[V]] = {}
        if parent is not None:
            parent.children[edge[0]] = self


class Trie(Generic[V]):
    """Maps keys to values and finds, for a text, the keys that it begins with."""

    def __init__(self) -> None:
        self._root: Node[V] = Node("", None)

    def put(self, key: str, value: V) -> Node[V]:
        """Sets the value of a key."""
        node, at = self._root, 0
        while at < len(key):
            child = node.children.get(key[at])
            if child is None:
                return Node(key[at:], node, value)
            if not key.startswith(child.edge, at):
                child = _split(child, common_begin(child.edge, key[at : at + len(child.edge)]))
            node, at = child, at + len(child.edge)
        node.value = value
        return node

    def prefixes(self, text: str) -> list[tuple[int, Node[V]]]:
        """Length and node of every key that ``text`` begins with, longest first."""
        return [(at, node) for at, node in self._path(text) if node.value is not None][::-1]

    def remove(self, node: Node[V]) -> None:
        """Forgets a key; what only it needed goes with it."""
        node.value = None
        while node.value is None and node.parent is not None and len(node.children) < 2:
            parent = node.parent
            _take_out(node, parent)
            node = parent

    def _path(self, text: str) -> Iterator[tuple[int, Node[V]]]:
        """The nodes on the way down ``text``, each with the length of its key."""
        node, at = self._root, 0
        while True:
            yield at, node
            child = node.children.get(text[at : at + 1])
            if child is None or not text.startswith(child.edge, at):
                return
            node, at = child, at + len(child.edge)


def common_begin(one: str, other: str) -> int:
    """Characters with which both begin, by halving: keys are long, and whole pieces compare fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _split(child: Node[V], size: int) -> Node[V]:
    """Puts a node above ``child``, after ``size`` characters of its edge."""
    middle: Node[V] = Node(child.edge[:size], child.parent)
    child.edge = child.edge[size:]
    child.parent = middle
    middle.children[child.edge[0]] = child
    return middle


def _take_out(node: Node[V], parent: Node[V]) -> None:
    """Takes out a node without a value that has one child or none."""
    del parent.children[node.edge[0]]
    for child in node.children.values():
        child.edge = node.edge + child.edge
        child.parent = parent
        parent.children[child.edge[0]] = child
