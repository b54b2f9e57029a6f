"""Comments: those that stand on lines of their own one below the other are one text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bsl_pilot.review.code.node import Node


class Comment(NamedTuple):
    """One comment of one or more lines."""

    lines: tuple[Node, ...]
    """A node for each line, from its slashes."""
    trailing: bool
    """Whether code stands before it on its line; such a one has one line."""

    @property
    def start(self) -> int:
        """Its first byte."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """The byte after its last one."""
        return self.lines[-1].end


def comments_of(nodes: Iterable[Node], data: bytes) -> list[Comment]:
    """The comments of a piece. A trailing one is never joined with those below it."""
    found: list[Comment] = []
    run: list[Node] = []
    for node in nodes:
        if _is_trailing(node, data):
            run = _ended(run, found)
            found.append(Comment((node,), True))
            continue
        if run and not _adjacent(run[-1], node, data):
            run = _ended(run, found)
        run.append(node)
    _ended(run, found)
    return found


def _ended(run: list[Node], found: list[Comment]) -> list[Node]:
    if run:
        found.append(Comment(tuple(run), False))
    return []


def _is_trailing(node: Node, data: bytes) -> bool:
    line = max(data.rfind(b"\n", 0, node.start), data.rfind(b"\r", 0, node.start)) + 1
    return bool(data[line : node.start].removeprefix(b"\xef\xbb\xbf").strip())


def _adjacent(one: Node, other: Node, data: bytes) -> bool:
    between = data[one.end : other.start]
    return not between.strip() and between.replace(b"\r\n", b"\n").count(b"\n") == 1
