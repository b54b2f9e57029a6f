"""Blanks between the tokens of each line, hand-made alignment kept.

Authors align ``=`` and arguments of neighbouring lines with more than one blank. Such a wide gap stays
where a line nearby has a token of the same role in the same column, and is narrowed where none has.
Alignment is judged in the columns that come out, and narrowing one gap may end the alignment of another,
so it goes on until nothing changes: formatting the result again then changes nothing either.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bsl_pilot.features.formatting.columns import columns, indentation
from bsl_pilot.features.formatting.lines import UNSURE, Line, replacement
from bsl_pilot.features.formatting.spacing import Gap, gap, role
from bsl_pilot.text.snapshot import ByteEdit

_REACH = 4
"""Lines of code, each way, within which tokens count as aligned."""


_SPACE = ord(" ")
_SIZES = {
    Gap.NONE: (0, 0),
    Gap.ONE: (1, 1),
    Gap.CHOICE: (0, 1),
    Gap.SOME: (1, sys.maxsize),
    Gap.AS_IS: (0, sys.maxsize),
}
"""Least and most blanks of a gap."""


class _Cell(NamedTuple):
    """A token in its row: column and, to compare it with others, its kind and that of the one before."""

    column: int
    end: int
    kind: str
    left: str


class Row:
    """A line's gaps as they will be, one for each pair of neighbours; ``narrow`` holds, for wide gaps that
    are still in question, what they become if nothing is aligned."""

    __slots__ = ("gaps", "line", "narrow")

    def __init__(self, line: Line, gaps: list[bytes], narrow: dict[int, bytes]) -> None:
        self.line = line
        self.gaps = gaps
        self.narrow = narrow


def space(data: bytes, lines: Sequence[Line], tab_size: int) -> Iterator[ByteEdit]:
    """The edits inside of lines. ``indent`` of the lines must be set, since columns depend on it."""
    rows: dict[int, Row] = {}
    before = ";"
    for at, line in enumerate(lines):
        if not line.verbatim and not _is_tidy(data, line, before):
            rows[at] = _row(data, line, before)
        before = _last_code(line, before)
    _Alignment(data, lines, rows, tab_size).settle()
    for row in rows.values():
        for (left, right), new in zip(row.line.pairs(), row.gaps, strict=True):
            edit = replacement(data, left.end, right.start, new)
            if edit is not None:
                yield edit


def _is_tidy(data: bytes, line: Line, before: str) -> bool:
    """Whether every gap of the line is as it should be, or nobody can tell: true of nearly all lines."""
    left, left_end = "", -1
    if line.lead is not None:
        left, left_end = "string", line.lead.end
    for kind, start, end in line.tokens:
        if kind in UNSURE:
            return True
        right = role(kind, left or before) if kind in "+-" else kind
        if left:
            size = start - left_end
            least, most = _SIZES[gap(left, right)]
            if not least <= size <= most or (size == most == 1 and data[left_end] != _SPACE):
                return any(token.kind in UNSURE for token in line.tokens)
        left, left_end = right, end
    return True


def _last_code(line: Line, before: str) -> str:
    """Kind of the last token that is no comment."""
    for token in reversed(line.tokens):
        if token.kind != "comment":
            return token.kind
    return before if line.lead is None else "string"


def _row(data: bytes, line: Line, before: str) -> Row:
    gaps: list[bytes] = []
    narrow: dict[int, bytes] = {}
    left_role = "string" if line.lead is not None else role(line.tokens[0].kind, before)
    for left, right in line.pairs():
        right_role = role(right.kind, left_role)
        old = data[left.end : right.start]
        new = _wanted(gap(left_role, right_role), old)
        if new != old and (len(old) > 1 or old == b"\t") and not old.strip(b" \t"):
            narrow[len(gaps)] = new
            new = old
        gaps.append(new)
        left_role = right_role
    return Row(line, gaps, narrow)


def _wanted(kind: Gap, old: bytes) -> bytes:
    if kind is Gap.ONE:
        return b" "
    if kind is Gap.NONE:
        return b""
    if kind is Gap.AS_IS:
        return old
    if kind is Gap.SOME:
        return old or b" "
    return b" " if old else b""


class _Alignment:
    """Decides about the wide gaps of ``rows``."""

    def __init__(self, data: bytes, lines: Sequence[Line], rows: dict[int, Row], tab_size: int) -> None:
        self._data = data
        self._lines = lines
        self._rows = rows
        self._tab_size = tab_size
        self._cells: dict[int, list[_Cell]] = {}

    def settle(self) -> None:
        """Narrows the wide gaps that align nothing."""
        open_rows = [at for at, row in self._rows.items() if row.narrow]
        changed = True
        while changed:
            changed = False
            for at in open_rows:
                changed = self._narrow(at) or changed

    def _narrow(self, at: int) -> bool:
        """Narrows the leftmost gap of a row that aligns nothing; whether there was one."""
        row = self._rows[at]
        narrowed = False
        for index in sorted(row.narrow):
            if not self._is_aligned(at, index):
                row.gaps[index] = row.narrow.pop(index)
                self._cells.pop(at, None)
                narrowed = True
        return narrowed

    def _is_aligned(self, at: int, index: int) -> bool:
        cell = self._cells_of(at)[index + 1]
        return any(
            _align(cell, other, first=position == 0)
            for line in self._near(at)
            for position, other in enumerate(self._cells_of(line))
        )

    def _near(self, at: int) -> Iterator[int]:
        """Lines of code above and below."""
        for step in (-1, 1):
            found = 0
            index = at + step
            while 0 <= index < len(self._lines) and found < _REACH:
                line = self._lines[index]
                if line.tokens and line.kind not in ("comment", "preproc"):
                    found += 1
                    yield index
                index += step

    def _cells_of(self, at: int) -> list[_Cell]:
        """The tokens of a line with their columns; the first is the line's head."""
        known = self._cells.get(at)
        if known is None:
            known = self._cells[at] = self._measure(at)
        return known

    def _measure(self, at: int) -> list[_Cell]:
        data, line = self._data, self._lines[at]
        blanks = indentation(data, line) if line.indent is None else line.indent
        row = self._rows.get(at)
        pairs = list(line.pairs())
        gaps = [data[left.end : right.start] for left, right in pairs] if row is None else row.gaps
        first = line.tokens[0] if line.lead is None else line.lead
        column = columns(blanks, self._tab_size)
        cells = [_Cell(column, column + self._width(line.head, first.end), first.kind, "")]
        for (left, right), blank in zip(pairs, gaps, strict=True):
            column = columns(blank, self._tab_size, cells[-1].end)
            cells.append(_Cell(column, column + self._width(right.start, right.end), right.kind, left.kind))
        return cells

    def _width(self, start: int, end: int) -> int:
        return len(self._data[start:end].decode("utf-8", "surrogatepass"))


def _align(cell: _Cell, other: _Cell, *, first: bool) -> bool:
    """Whether two tokens of two lines stand below each other on purpose."""
    if cell.column == other.column:
        return first or cell.kind == other.kind or cell.left == other.left
    return cell.kind == other.kind == "number" and cell.end == other.end
