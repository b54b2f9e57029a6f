"""The text of a document at one version: UTF-8 bytes, a line index, and edits that make the next one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from bsl_pilot.text.positions import LineIndex, Position, PositionEncoding, Range


class ByteEdit(NamedTuple):
    """Replacement of the bytes ``start:end`` by ``text`` (UTF-8)."""

    start: int
    end: int
    text: bytes


class TextEdit(NamedTuple):
    """Replacement of a byte range by a string: what features return. Ranges of one answer never overlap."""

    start: int
    end: int
    new_text: str


class TextSnapshot:
    """Immutable text. ``data`` is UTF-8; a lone surrogate that a client sent survives as three bytes."""

    __slots__ = ("__dict__", "data", "lines")

    def __init__(self, data: bytes, lines: LineIndex | None = None) -> None:
        self.data = data
        self.lines = LineIndex(data) if lines is None else lines

    @classmethod
    def of(cls, text: str) -> TextSnapshot:
        """Snapshot of a string."""
        return cls(text.encode("utf-8", "surrogatepass"))

    @cached_property
    def text(self) -> str:
        """The whole text as a string; costs a copy, so prefer ``data`` and ``slice``."""
        return self.data.decode("utf-8", "surrogatepass")

    def slice(self, start: int, end: int) -> str:
        """The text of a byte range; a cut character becomes U+FFFD."""
        try:
            return self.data[start:end].decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return self.data[start:end].decode("utf-8", "replace")

    def position(self, offset: int, encoding: PositionEncoding = PositionEncoding.UTF16) -> Position:
        """Position of a byte offset."""
        return self.lines.position(offset, encoding)

    def range(self, start: int, end: int, encoding: PositionEncoding = PositionEncoding.UTF16) -> Range:
        """Range of a byte range."""
        return self.lines.range(start, end, encoding)

    def offset(self, position: Position, encoding: PositionEncoding = PositionEncoding.UTF16) -> int:
        """Byte offset of a position, clamped to the text."""
        return self.lines.offset(position, encoding)

    def edit(self, edit: ByteEdit) -> TextSnapshot:
        """The text after one edit."""
        old = memoryview(self.data)  # one copy of the text instead of three
        data = b"".join((old[: edit.start], edit.text, old[edit.end :]))
        return TextSnapshot(data, self.lines.replaced(edit.start, edit.end, data))

    def line_end(self) -> str:
        """The line end that the text uses: that of its first line, LF for a text of one line."""
        end = self.data.find(b"\n")
        return "\r\n" if end > 0 and self.data[end - 1 : end] == b"\r" else "\n"


def apply(text: TextSnapshot, edits: Iterable[TextEdit]) -> TextSnapshot:
    """The text with all ``edits`` applied at once (their offsets all refer to ``text``).

    Raises:
        ValueError: two edits overlap.
    """
    pieces: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < done:
            raise ValueError(f"edits overlap at byte {edit.start}")
        pieces += text.data[done : edit.start], edit.new_text.encode("utf-8", "surrogatepass")
        done = edit.end
    return TextSnapshot(b"".join([*pieces, text.data[done:]]))
