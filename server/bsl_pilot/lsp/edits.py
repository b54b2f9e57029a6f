"""Changes as a client sends them, as edits of bytes."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.text.positions import Position, PositionEncoding, bytes_of_units
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

ONE_BY_ONE = 8
"""Each change of more than so many at once would copy the text; they are applied to its lines instead."""


class Change(NamedTuple):
    """A change of a client: the range, or None for the whole text, and the new text in UTF-8."""

    start: Position | None
    end: Position | None
    text: bytes


def read_changes(params: Params) -> list[Change]:
    """``contentChanges`` of ``textDocument/didChange``."""
    return [_read(one) for one in params["contentChanges"]]


def _read(change: Params) -> Change:
    text = change["text"].string().encode("utf-8", "surrogatepass")
    if change.get("range").value is None:
        return Change(None, None, text)
    return Change(read_position(change["range"]["start"]), read_position(change["range"]["end"]), text)


def read_position(position: Params) -> Position:
    """A position of a client, in its encoding."""
    return Position(position["line"].integer(), position["character"].integer())


def byte_edits(text: TextSnapshot, changes: list[Change], encoding: PositionEncoding) -> list[ByteEdit]:
    """Edits that do to ``text`` what ``changes`` say, each on the text that the one before it left."""
    whole = max((at for at, one in enumerate(changes) if one.start is None), default=-1)
    if whole >= 0:
        after = _applied(TextSnapshot(changes[whole].text), changes[whole + 1 :], encoding)
        return difference(text.data, after)
    if len(changes) > ONE_BY_ONE:
        return difference(text.data, _applied(text, changes, encoding))
    edits: list[ByteEdit] = []
    for change in changes:
        if edits:
            text = text.edit(edits[-1])
        edits.append(_byte_edit(text, change, encoding))
    return edits


def _byte_edit(text: TextSnapshot, change: Change, encoding: PositionEncoding) -> ByteEdit:
    assert change.start is not None
    assert change.end is not None
    start, end = sorted((text.offset(change.start, encoding), text.offset(change.end, encoding)))
    return ByteEdit(start, end, change.text)


def _applied(text: TextSnapshot, changes: list[Change], encoding: PositionEncoding) -> bytes:
    """The text after many changes, by way of its lines: a change costs what its lines cost."""
    lines = text.data.splitlines(keepends=True)
    for change in changes:
        assert change.start is not None
        assert change.end is not None
        (first, before), (last, after) = sorted(
            (_place(lines, change.start, encoding), _place(lines, change.end, encoding))
        )
        head = lines[first][:before] if first < len(lines) else b""
        tail = lines[last][after:] if last < len(lines) else b""
        middle = (head + change.text + tail).splitlines(keepends=True)
        lines[first : last + 1] = middle
        _join(lines, first + len(middle) - 1)
        _join(lines, first - 1)
    return b"".join(lines)


def _place(lines: list[bytes], position: Position, encoding: PositionEncoding) -> tuple[int, int]:
    """Line and byte in it of a position, clamped like ``LineIndex.offset``."""
    if position.line < 0:
        return 0, 0
    if position.line >= len(lines):
        return (len(lines), 0) if not lines or lines[-1][-1:] in b"\r\n" else (len(lines) - 1, len(lines[-1]))
    line = lines[position.line].rstrip(b"\r\n")
    return position.line, bytes_of_units(line, position.character, encoding)


def _join(lines: list[bytes], at: int) -> None:
    """Makes one line of two that an edit joined: the first lost its end, or CR and LF came together."""
    if not 0 <= at < len(lines) - 1:
        return
    if lines[at][-1:] not in (b"\r", b"\n") or (lines[at][-1:] == b"\r" and lines[at + 1] == b"\n"):
        lines[at : at + 2] = [lines[at] + lines[at + 1]]


def difference(old: bytes, new: bytes) -> list[ByteEdit]:
    """The one edit between two texts, no edit where they are equal. Whole characters are replaced."""
    if old == new:
        return []
    start = _common(old, new)
    while start > 0 and _inside(old, start, new):
        start -= 1
    limit = min(len(old), len(new)) - start
    same = _common(old[::-1][:limit], new[::-1][:limit])
    while same > 0 and (old[len(old) - same] & 0xC0 == 0x80):
        same -= 1
    return [ByteEdit(start, len(old) - same, new[start : len(new) - same])]


def _inside(old: bytes, at: int, new: bytes) -> bool:
    """Whether ``at`` is inside of a character of one of the texts."""
    return any(at < len(data) and data[at] & 0xC0 == 0x80 for data in (old, new))


def _common(one: bytes, other: bytes) -> int:
    """Length of the common beginning, by halving: comparing slices is as fast as memory."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low
