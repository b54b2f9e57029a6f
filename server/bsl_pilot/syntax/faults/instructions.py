"""Preprocessor lines of a module: those without a partner, and unknown ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.syntax.fault import PARSE_ERROR, Fault
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.conditions import line_faults, word_of
from bsl_pilot.syntax.preproc import LINE, instruction
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

_ENDS = {
    "endregion": "region",
    "endif": "if",
    "elsif": "if",
    "else": "if",
    "endinsert": "insert",
    "enddelete": "delete",
}
_SPELLING = {
    "region": ("#Область", "#Region"),
    "endregion": ("#КонецОбласти", "#EndRegion"),
    "if": ("#Если", "#If"),
    "endif": ("#КонецЕсли", "#EndIf"),
    "insert": ("#Вставка", "#Insert"),
    "endinsert": ("#КонецВставки", "#EndInsert"),
    "delete": ("#Удаление", "#Delete"),
    "enddelete": ("#КонецУдаления", "#EndDelete"),
}
_CLOSERS = {"region": "endregion", "if": "endif", "insert": "endinsert", "delete": "enddelete"}


class Line(NamedTuple):
    """One preprocessor line: kind as in ``preproc``, bytes, and ``#`` with its word."""

    kind: str
    start: int
    end: int
    word: str

    def moved(self, by: int) -> Line:
        """The same line in a text where it stands ``by`` bytes further."""
        return self._replace(start=self.start + by, end=self.end + by)


def lines_of(text: bytes) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The preprocessor lines of a part, and what is wrong inside of each; offsets in ``text``."""
    lines: list[Line] = []
    found: list[Fault] = []
    for match in LINE.finditer(text):
        one = instruction(match.group(1), match.start(1))
        lines.append(Line(one.kind, one.start, one.end, word_of(match.group(1))))
        found += line_faults(one, match.group(1))
    return tuple(lines), tuple(found)


def pairing_faults(lines: Iterable[Line], data: bytes) -> Iterator[Fault]:
    """Lines without a partner and unknown ones, of all lines of a module; without order."""
    opened: dict[str, list[Line]] = {kind: [] for kind in _CLOSERS}
    for line in lines:
        if line.kind in opened:
            opened[line.kind].append(line)
        elif line.kind in _ENDS:
            stack = opened[_ENDS[line.kind]]
            if not stack:
                opener = _spelled(line, _ENDS[line.kind])
                yield _fault(line, texts.NOT_OPENED_LINE, found=line.word, opener=opener)
            elif line.kind not in ("else", "elsif"):
                stack.pop()
        elif line.kind == "other" and (_is_half_typed(line) or not _belongs_to_head(data, line)):
            yield _fault(line, texts.UNKNOWN_INSTRUCTION, found=line.word)
    for stack in opened.values():
        yield from (_not_closed(line) for line in stack)


def _not_closed(line: Line) -> Fault:
    closer = _spelled(line, _CLOSERS[line.kind])
    fields = {"opener": line.word, "closer": closer}
    return Fault(PARSE_ERROR, line.start, line.end, texts.NOT_CLOSED_LINE, fields, Span(line.start, line.end))


def _is_half_typed(line: Line) -> bool:
    """Whether the word is the beginning of an instruction's."""
    begun = fold(line.word)
    return len(begun) > 2 and any(
        fold(word).startswith(begun) for pair in _SPELLING.values() for word in pair
    )


def _belongs_to_head(data: bytes, line: Line) -> bool:
    """OneScript takes instructions of its own, and of libraries, in the first lines of a module."""
    before = data[: line.start].removeprefix(b"\xef\xbb\xbf").splitlines()
    return all(not one.strip() or one.lstrip().startswith((b"#", b"//")) for one in before)


def _fault(line: Line, message: Text, **fields: object) -> Fault:
    return Fault(PARSE_ERROR, line.start, line.end, message, fields)


def _spelled(line: Line, kind: str) -> str:
    russian, english = _SPELLING[kind]
    return english if line.word.isascii() else russian
