"""Where a line that is too long can be broken so that the code means the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from bsl_pilot.features.refactor.selection import node_at
from bsl_pilot.review.edits import FOR_TOOLS, step_in
from bsl_pilot.review.module import ModuleFacts
from bsl_pilot.syntax.faults.health import is_statement
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold_bytes

_BEFORE = frozenset({"and", "or", "+", "-", "*", "/"})
"""Operators that go to the next line with what is behind them."""
_BLOCKS = frozenset({"block", "source_file", "body"})
_ENTRY = re.compile(r"\S+\s+[-–—](?:\s|$)")
"""Words that begin the description of a parameter."""


class LongLine:
    """One line of a module; ``start`` and ``end`` are its bytes without the line end."""

    def __init__(self, module: ModuleFacts, start: int, end: int, limit: int) -> None:
        self._module = module
        self._data = module.data
        self._start, self._end = start, end
        self._limit = limit
        text = self._data[start:end]
        self._lead = text[: len(text) - len(text.lstrip(b" \t"))].decode("ascii")
        self._first = start + len(self._lead)
        self._line_end = module.document.text.line_end()

    def edits(self) -> list[TextEdit] | None:
        """The edits that make it short enough; None where there are none."""
        tokens = list(self._tokens())
        if not tokens:
            return None
        if tokens[-1].type == "comment":
            return self._with_comment(tokens)
        return self._broken(tokens)

    def _with_comment(self, tokens: list[Node]) -> list[TextEdit] | None:
        """A comment that stands alone goes on over the next line; one behind code goes above it."""
        comment = tokens[-1]
        if FOR_TOOLS.match(self._data, comment.start_byte) is not None:
            return None
        if len(tokens) == 1:
            return self._wrapped(comment)
        code_end = tokens[-2].end_byte
        above = self._size(self._first, self._first) + self._size(comment.start_byte, self._end)
        if (
            self._size(self._start, code_end) > self._limit
            or above > self._limit
            or not self._begins(tokens[0])
        ):
            return None
        text = self._data[comment.start_byte : self._end].decode("utf-8", "replace")
        line = f"{text}{self._line_end}{self._lead}"
        return [TextEdit(self._first, self._first, line), TextEdit(code_end, self._end, "")]

    def _wrapped(self, comment: Node) -> list[TextEdit] | None:
        """At blanks between its words, on lines that begin as it does."""
        text = self._data[comment.start_byte : self._end].decode("utf-8", "replace")
        body = text.lstrip("/")
        if body.lstrip().startswith("//"):
            return None  # code that is shown in a comment, with a comment of its own
        mark = text[: len(text) - len(body.lstrip(" \t"))]
        room = self._limit - len(self._lead) - len(mark)
        rows = [""]
        for word in body.split(" ") if body.startswith(" ") else ():
            if word and rows[-1] and len(rows[-1]) + 1 + len(word) > room:
                rows.append(word)
            else:
                rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
        if len(rows) < 2 or max(map(len, rows)) > room or any(map(_ENTRY.match, rows[1:])):
            return None
        joint = f"{self._line_end}{self._lead}{mark}"
        return [TextEdit(comment.start_byte, self._end, mark + joint.join(rows))]

    def _broken(self, tokens: list[Node]) -> list[TextEdit] | None:
        """At the outermost places that fit, one after the other."""
        lead = self._lead if not self._begins(tokens[0]) else self._lead + step_in(self._data)
        places = [(self._depth(one), at, skip) for one, at, skip in self._places(tokens)]
        found: list[TextEdit] = []
        begin, used = self._start, 0
        while used + self._size(begin, self._end) > self._limit:
            fitting = [
                one
                for one in places
                if one[1] > max(begin, self._first) and used + self._size(begin, one[1]) <= self._limit
            ]
            if not fitting:
                return None
            least = min(depth for depth, _, _ in fitting)
            _, at, begin = max(one for one in fitting if one[0] == least)
            found.append(TextEdit(at, begin, self._line_end + lead))
            used = len(lead)
        return found

    def _places(self, tokens: list[Node]) -> Iterator[tuple[Node, int, int]]:
        """Commas and operators with the bytes that a line end takes the place of. Not among arguments on one line in
        which other methods are called: over two lines they are hard to read."""
        for before, one in pairwise(tokens):
            if _is_nested(one):
                continue
            if one.type in _BEFORE and one.parent is not None and one.parent.type == "binary":
                yield one, before.end_byte, one.start_byte
            elif before.type == "," and one.type not in (",", ")") and _is_list(before.parent):
                yield before, before.end_byte, one.start_byte

    def _depth(self, token: Node) -> int:
        """How many expressions are around a token; operators that bind weaker count as further outside."""
        depth = 0
        node = token.parent
        while node is not None and not is_statement(node.type) and node.type not in METHODS:
            depth += 1
            node = node.parent
        return depth

    def _begins(self, token: Node) -> bool:
        """Whether a statement or a clause of one begins with this token, not the rest of one."""
        node: Node | None = token
        while node is not None and node.start_byte == token.start_byte:
            parent = node.parent
            if (
                is_statement(node.type)
                or node.type in METHODS
                or node.type.endswith(("_clause", "_variable"))
            ):
                return True
            if parent is None or parent.type in _BLOCKS:
                return True
            node = parent
        return False

    def _tokens(self) -> Iterator[Node]:
        """The tokens of the line in their order; none where one of them goes on over a line end."""
        found: list[Node] = []
        at = self._first
        while at < self._end:
            node = node_at(self._module.document, at, at + 1)
            while node is not None and node.parent is not None and node.start_byte < at:
                node = node.parent if node.parent.start_byte >= at else None
            if node is None or node.has_error or node.end_byte > self._end:
                return
            if node.child_count and node.type != "string":
                return
            found.append(node)
            at = node.end_byte
            while at < self._end and self._data[at : at + 1] in (b" ", b"\t"):
                at += 1
        yield from found

    def _size(self, start: int, end: int) -> int:
        text = self._data[self._start if start == self._first == end else start : end]
        return len(text.decode("utf-8", "replace").removeprefix("\ufeff"))


_QUIET = frozenset({"нстр", "nstr", "предопределенноезначение", "predefinedvalue"})


def _is_nested(token: Node) -> bool:
    node = token.parent
    while node is not None and not is_statement(node.type) and node.type not in METHODS:
        if node.type == "arguments" and node.start_point.row == node.end_point.row and _calls(node):
            return True
        node = node.parent
    return False


def _calls(node: Node) -> bool:
    """Whether a method is called in an expression, but for those that only give a text."""
    if node.type in ("call", "method_call"):
        name = node.child_by_field_name("name")
        if name is None or fold_bytes(name.text or b"") not in _QUIET:
            return True
    return any(map(_calls, node.named_children))


def _is_list(node: Node | None) -> bool:
    return node is not None and node.type in ("arguments", "parameters", "ternary")
