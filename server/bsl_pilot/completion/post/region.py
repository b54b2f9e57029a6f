"""The text around the cursor that is parsed again to judge a draft: the method, or the code between methods."""

from __future__ import annotations

from functools import lru_cache

from tree_sitter import Node, Parser, Point, Query, QueryCursor, Tree

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import MISSING, is_sound
from bsl_pilot.syntax.headers import last_header, next_header
from bsl_pilot.syntax.languages import BSL

LARGE = 64 * 1024
"""Bytes of a region from which on the document's own tree is edited instead of parsing the region afresh."""


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(BSL)


@lru_cache(maxsize=1)
def _faults() -> Query:
    return Query(BSL, "(ERROR) @fault (MISSING) @fault " + "".join(f"({kind}) @fault " for kind in MISSING))


class Region:
    """A piece of the document that begins and ends at a method's header, with its tree.

    Offsets are bytes of ``data``; the cursor stands at ``cursor``. Of a ``large`` one only the faults near the
    cursor can be asked for in time.
    """

    __slots__ = ("_shift", "_text", "_tree", "cursor", "data", "end", "large", "line", "start")

    def __init__(self, document: Document, offset: int) -> None:
        data = document.text.data
        # A header that is further away than a region may be large is not looked for: it would not be parsed from.
        floor = max(0, offset - LARGE - 1)
        header = last_header(data, offset, floor)
        start = header.start if header else floor
        line = document.text.lines.line_span(document.text.lines.line_of(offset))
        following = next_header(data, line.end, line.end + LARGE)
        end = following.start if following else min(len(data), line.end + LARGE)
        self.large = end - start > LARGE
        shift = 0 if self.large else start
        self.data = data if self.large else data[start:end]
        self.start, self.end = start - shift, end - shift
        self.cursor = offset - shift
        self.line = (max(line.start - shift, self.start), max(line.end - shift, self.cursor))
        self._text, self._shift = document.text, shift
        self._tree = document.tree if self.large else _parser().parse(self.data)

    def tail(self) -> bytes:
        """What stands behind the cursor on its line."""
        return self.data[self.cursor : self.line[1]]

    def edited(self, start: int, end: int, text: bytes) -> Judged:
        """The region with ``text`` in place of the bytes ``start:end``."""
        data = b"".join((self.data[:start], text, self.data[end:]))
        tree = self._tree.copy()
        at = self._point(start)
        tree.edit(start, end, start + len(text), at, self._point(end), _behind(at, text))
        return Judged(_parser().parse(data, tree), self.start, self.end + len(text) - (end - start))

    def _point(self, at: int) -> Point:
        """tree-sitter's point of a byte of ``data``, by the document's lines: to count them takes too long."""
        lines, shift = self._text.lines, self._shift
        line = lines.line_of(at + shift)
        return Point(line - lines.line_of(shift), at + shift - lines.starts[line])

    def unchanged(self) -> Judged:
        """The region as it is."""
        return Judged(self._tree, self.start, self.end)


class Judged:
    """A tree, of which the bytes ``start:end`` are looked at."""

    __slots__ = ("_end", "_start", "_tree")

    def __init__(self, tree: Tree, start: int, end: int) -> None:
        self._tree = tree
        self._start = start
        self._end = end

    def sound(self) -> bool:
        """Whether there is neither an error nor a soft shape that stands for one."""
        return all(map(is_sound, self._parts()))

    def faults(self) -> int:
        """How many errors there are, and pieces that the parser had to add."""
        cursor = QueryCursor(_faults())
        cursor.set_byte_range(self._start, self._end)
        return len(cursor.captures(self._tree.root_node).get("fault", ()))

    def faults_near(self, at: int) -> int:
        """The same within some hundred lines of byte ``at``."""
        near = Judged(self._tree, max(self._start, at - LARGE // 4), min(self._end, at + LARGE // 4))
        return near.faults()

    def _parts(self) -> list[Node]:
        cursor = self._tree.walk()
        if cursor.goto_first_child_for_byte(self._start) is None:
            return []
        found: list[Node] = []
        while (node := cursor.node) is not None and node.start_byte < self._end:
            found.append(node)
            if not cursor.goto_next_sibling():
                break
        return found


def _behind(at: Point, text: bytes) -> Point:
    """Where ``text`` ends that begins at a point."""
    rows = text.count(b"\n")
    return Point(at.row + rows, len(text) - text.rfind(b"\n") - 1 if rows else at.column + len(text))
