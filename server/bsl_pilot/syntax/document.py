"""A BSL document at one version: text, tree and parts, all immutable. Edits make the next version."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache

from tree_sitter import Node, Parser, Point, Tree

from bsl_pilot.syntax.languages import BSL
from bsl_pilot.syntax.parts import Parts
from bsl_pilot.text.positions import LineIndex
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

CHUNK = 16 * 1024
"""Bytes that ``parse_politely`` hands over at a time: about a millisecond of parsing."""


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(BSL)


def parse_module(text: bytes) -> Tree:
    """Tree of a module's text in UTF-8: for whoever reads it once and needs no parts."""
    return _parser().parse(text)


class Document:
    """Text with its tree. The tree always covers the whole text, however broken the code is."""

    __slots__ = ("parts", "text", "tree")

    def __init__(self, text: TextSnapshot, tree: Tree, parts: Parts | None = None) -> None:
        self.text = text
        self.tree = tree
        self.parts = Parts.of(tree) if parts is None else parts

    @classmethod
    def parse(cls, text: TextSnapshot | str) -> Document:
        """Parses a whole text; some 16 MB/s, during which no other thread runs."""
        snapshot = TextSnapshot.of(text) if isinstance(text, str) else text
        return cls(snapshot, _parser().parse(snapshot.data))

    @classmethod
    def parse_politely(cls, text: TextSnapshot, pause: Callable[[], None]) -> Document:
        """Parses in pieces, calling ``pause`` between them: for a thread beside an event loop.

        The parser holds the interpreter's lock while it runs; between two pieces the loop gets it.
        """
        data = text.data
        pieces: list[bytes] = []

        def read(offset: int, _point: Point) -> bytes:
            pause()
            pieces.append(data[offset : offset + CHUNK])
            return pieces[-1]

        parser = Parser(BSL)
        tree = parser.parse(
            data, parser.parse(read)
        )  # reuses all of it; nodes then read from ``data`` at once
        del parser
        _let_go(pieces, data)
        return cls(text, tree)

    @property
    def root(self) -> Node:
        """The tree's root node."""
        return self.tree.root_node

    def edit(self, edits: Iterable[ByteEdit]) -> Document:
        """The document after ``edits``, each of which refers to the text that the one before it left."""
        text = self.text
        tree = self.tree.copy()  # edit() changes a tree in place, and handlers may still hold ours
        touched: _Touched | None = None
        for edit in edits:
            after = text.edit(edit)
            new_end = edit.start + len(edit.text)
            tree.edit(
                edit.start,
                edit.end,
                new_end,
                _point(text.lines, edit.start),
                _point(text.lines, edit.end),
                _point(after.lines, new_end),
            )
            touched = _Touched(edit.start, edit.end, new_end) if touched is None else touched.then(edit)
            text = after
        if touched is None:
            return self
        new_tree = _parser().parse(text.data, tree)
        for changed in tree.changed_ranges(new_tree):
            touched = touched.including(changed.start_byte, changed.end_byte)
        parts = self.parts.after(new_tree, touched.start, touched.old_end, touched.new_end)
        return Document(text, new_tree, parts)


def _let_go(pieces: list[bytes], whole: bytes) -> None:
    """Takes back the reference to each piece that tree-sitter 0.26 keeps for good, and with it the text in memory.

    What counts for bytes that the parser never saw tells whether there is one to take back: ``unseen`` has this
    function's name for it where a piece has its place in ``pieces``.
    """
    unseen = bytes(CHUNK)
    usual, *counts = [sys.getrefcount(piece) for piece in [unseen, *pieces]]
    for piece, count in zip(pieces, counts, strict=True):
        if count > usual and len(piece) > 1 and piece is not whole:  # shorter ones are Python's own
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(piece))


class _Touched:
    """The one range outside of which an edited tree is as it was, in old and in new offsets."""

    __slots__ = ("new_end", "old_end", "start")

    def __init__(self, start: int, old_end: int, new_end: int) -> None:
        self.start = start
        self.old_end = old_end
        self.new_end = new_end

    def then(self, edit: ByteEdit) -> _Touched:
        """The range after one more edit, whose offsets are the new ones."""
        wider = self.including(edit.start, edit.end)
        return _Touched(wider.start, wider.old_end, wider.new_end + len(edit.text) - (edit.end - edit.start))

    def including(self, start: int, end: int) -> _Touched:
        """The range widened by a range of new offsets."""
        beyond = max(0, end - self.new_end)
        return _Touched(min(self.start, start), self.old_end + beyond, self.new_end + beyond)


def _point(lines: LineIndex, offset: int) -> Point:
    """tree-sitter's point. Its rows end at LF only, so with a lone CR they differ from lines: we use bytes."""
    line = lines.line_of(offset)
    return Point(line, offset - lines.starts[line])
