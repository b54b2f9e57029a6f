"""Edits of the comment above a method: sections and parameters that are missing, in the wrong order, or spelled wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.doc_comment import PARAMETERS, RETURNS, section
from bsl_pilot.review.module import ModuleFacts, PieceFacts
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

_ENTRY = re.compile(r"//(?P<lead>\s*)(?P<name>[^\s:,*-]+)\s+[-–—]")
_RETURNS = (*RETURNS, "Return value:")


class Line(NamedTuple):
    """One line of a comment: bytes of the module with its line end, and its text from the slashes."""

    start: int
    end: int
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether it has no word."""
        return not self.text.strip("/ \t\r\n")


class Entry(NamedTuple):
    """What a comment says of one parameter: its name as written and folded, and its lines."""

    name: str
    word: str
    lines: list[Line]


class Comment:
    """The comment above a method, as it may be changed."""

    def __init__(self, module: ModuleFacts, piece: PieceFacts) -> None:
        data = module.data
        self._end = data.rfind(b"\n", 0, piece.start) + 1
        self.russian = russian(module.document, piece.start)
        self.line_end = module.document.text.line_end()
        self.margin = data[self._end : piece.start].decode("utf-8", "replace")
        self.lines: list[Line] = []
        at = self._end - len(module.comment_above(piece))
        for raw in data[at : self._end].splitlines(keepends=True):
            start = at + len(raw) - len(raw.lstrip(b"\xef\xbb\xbf \t"))
            at += len(raw)
            self.lines.append(Line(start, at, raw.decode("utf-8", "replace").strip().removeprefix("\ufeff")))

    @property
    def is_plain(self) -> bool:
        """Whether nothing but blanks stands before the method on its line."""
        return bool(self.lines) and not self.margin.strip()

    def header(self, *names: str) -> int:
        """The line of a section by its names; -1 where there is none."""
        words = [fold(one) for one in names]
        return next((at for at, one in enumerate(self.lines) if fold(one.text.lstrip("/ \t")) in words), -1)

    @property
    def tells_of_none(self) -> bool:
        """Whether the section of parameters says in words that there are none: `Нет.`"""
        head = self.header(*PARAMETERS)
        rest = self.lines[head + 1 : self.next_header(head)] if head >= 0 else []
        return any(not one.is_empty for one in rest) and not self.entries()

    def next_header(self, after: int) -> int:
        """The next line that names a section; the number of lines where there is none."""
        behind = range(after + 1, len(self.lines))
        return next(
            (at for at in behind if section(self.lines[at].text.encode()) is not None), len(self.lines)
        )

    def entries(self) -> list[Entry]:
        """What is said of each parameter under `Параметры:`, in its order."""
        head = self.header(*PARAMETERS)
        found: list[Entry] = []
        lead = ""
        for one in self.lines[head + 1 : self.next_header(head)] if head >= 0 else ():
            match = _ENTRY.match(one.text)
            if match is not None and (not found or len(match["lead"]) <= len(lead)):
                lead = match["lead"] if not found else lead
                found.append(Entry(match["name"], fold(match["name"]), [one]))
            elif found and not one.is_empty:
                found[-1].lines.append(one)
        return found

    def written(self, rows: Sequence[str]) -> str:
        """Lines of a comment, each as it follows the slashes."""
        return "".join(f"{self.margin}//{row}{self.line_end}" for row in rows)

    def with_parameters(self, rows: Sequence[tuple[str, str]]) -> list[TextEdit]:
        """A section of all parameters, before the first section that is there."""
        texts = [f"  {name} - {words}" for name, words in rows]
        head = self.header(*PARAMETERS)
        if head >= 0:
            return self._before(head + 1, texts)
        title = f" {PARAMETERS[not self.russian]}"
        first = self.next_header(-1)
        if first < len(self.lines):
            return self._before(first, [title, *texts, ""])
        return self._at_end([title, *texts])

    def with_result(self, words: str) -> list[TextEdit]:
        """A section of the returned value, behind the parameters and before examples."""
        head = self.header(*_RETURNS)
        if head >= 0:
            return self._before(head + 1, [f"  {words}"])
        rows = [f" {RETURNS[not self.russian]}", f"  {words}"]
        behind = self.next_header(self.header(*PARAMETERS))
        if behind < len(self.lines):
            return self._before(behind, [*rows, ""])
        return self._at_end(rows)

    def without_result(self) -> list[TextEdit] | None:
        """Without the section of the returned value: its title and the lines up to the next section or blank one."""
        head = self.header(*_RETURNS)
        if head < 0:
            return None
        stop = self.next_header(head)
        last = next((at for at in range(head + 1, stop) if self.lines[at].is_empty), stop)
        if any(not one.is_empty for one in self.lines[last:stop]):
            return None  # who knows what it goes on about
        first = head - 1 if head and self.lines[head - 1].is_empty else head
        return [TextEdit(self._line_start(first), self.lines[last - 1].end, "")]

    def with_entry(self, name: str, words: str, before: Sequence[str]) -> list[TextEdit] | None:
        """A line for one parameter, behind the last of those (by folded names) that stand before it in the header."""
        known = self.entries()
        if not known:
            return None
        match = _ENTRY.match(known[0].lines[0].text)
        lead = match["lead"] if match is not None else "  "
        above = [one for one in known if one.word in before]
        at = self.lines.index(above[-1].lines[-1] if above else known[0].lines[0]) + bool(above)
        return self._before(at, [f"{lead}{name} - {words}"])

    def in_order(self, words: Sequence[str]) -> list[TextEdit] | None:
        """The parameters in the order of the header."""
        known = self.entries()
        order = sorted(known, key=lambda one: words.index(one.word) if one.word in words else -1)
        lines = [line for one in known for line in one.lines]
        first, last = self.lines.index(lines[0]), self.lines.index(lines[-1])
        if last - first + 1 != len(lines) or any(one.word not in words for one in known):
            return None  # a blank line between two belongs to neither
        text = self.written([line.text[2:] for one in order for line in one.lines])
        return [TextEdit(self._line_start(first), lines[-1].end, text)]

    def _line_start(self, at: int) -> int:
        return self.lines[at].start - len(self.margin.encode())

    def _before(self, at: int, rows: Sequence[str]) -> list[TextEdit]:
        place = self._line_start(at) if at < len(self.lines) else self._end
        return [TextEdit(place, place, self.written(rows))]

    def _at_end(self, rows: Sequence[str]) -> list[TextEdit]:
        gap = [] if self.lines[-1].is_empty else [""]
        return [TextEdit(self._end, self._end, self.written([*gap, *rows, ""]))]
