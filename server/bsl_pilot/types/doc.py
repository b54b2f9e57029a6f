"""The comment above a method as its author's word on types: parameters, result, and the fields of both.

// Параметры:
//  Имя - Строка, Неопределено - что это.
//  Поля - Структура:
//   * Код - Число - вложенные поля; ** для следующего уровня.
//   - Неопределено
// Возвращаемое значение:
//  Массив из СправочникСсылка.Товары - см. Модуль.Метод
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from bsl_pilot.text.words import fold

_SECTION = re.compile(
    r"\s*(?:(?P<parameters>Параметры|Parameters)|(?P<returns>Возвращаемое значение|Returns|Return value)"
    r"|Примеры?|Examples?|Варианты вызова|Call options|Описание|Description)\s*:\s*(?P<rest>.*)\Z",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\s*(?P<stars>\*+)\s*(?P<name>[^\s:,-]+)\s*(?:[-–—:]\s*(?P<rest>.*))?\Z")
_NAMED = re.compile(r"\s*(?P<name>[^\s:,*-]+)\s+[-–—]\s*(?P<rest>.*)\Z")
_ANOTHER = re.compile(r"\s*[-–—]\s+(?P<rest>.*)\Z")
_SEE = re.compile(r"\s*(?:см\.?|see)\s+(?P<target>[^\s,;:()]+)", re.IGNORECASE)
_OF = re.compile(r"\s+(?:из|of)\s+", re.IGNORECASE)
_TYPE = re.compile(r"[^\s,;:()\[\]{}\"'.*/-]+(?:\.[^\s,;:()\[\]{}\"'.*/-]+)*\Z")
_TEXT_BEGINS = re.compile(r"\s+[-–—](?:\s+|\Z)|\s*:\s*\Z|\s*:\s+")


@dataclass(slots=True)
class DocType:
    """One type by the name that is written. `see`: the method or parameter that says more, instead of a name."""

    name: str
    element: list[DocType] = field(default_factory=list)
    fields: list[DocField] = field(default_factory=list)
    see: str = ""


@dataclass(slots=True)
class DocField:
    """A parameter, or a field of a structure, row or the like."""

    name: str
    types: list[DocType]


@dataclass(slots=True)
class Doc:
    """What the comment says; parameters by folded name."""

    parameters: dict[str, DocField] = field(default_factory=dict)
    returns: list[DocType] = field(default_factory=list)


@lru_cache(maxsize=2048)
def read_doc(comment: bytes) -> Doc:
    """Reads a comment, its slashes included."""
    reader = _Reader()
    for line in comment.decode("utf-8", "replace").splitlines():
        reader.take(line.strip().removeprefix("//").rstrip())
    return reader.doc


class _Reader:
    """Reads line by line; `_levels` are the types that fields of each level of asterisks belong to, each with the
    column of the dash before it: a dash right below adds a type to that level."""

    def __init__(self) -> None:
        self.doc = Doc()
        self._section = ""
        self._levels: list[tuple[int, list[DocType]]] = []
        self._said = False
        self._indent = -1

    def take(self, line: str) -> None:
        """One line without its slashes."""
        if not line.strip():
            return
        section = _SECTION.match(line)
        if section is not None:
            self._section = self._named(section)
            self._levels, self._said, self._indent = [], False, -1
            line = section["rest"]
            if not line.strip():
                return
        if self._section:
            self._in_section(line)

    def _named(self, section: re.Match[str]) -> str:
        return "parameters" if section["parameters"] else "returns" if section["returns"] else ""

    def _in_section(self, line: str) -> None:
        found = _FIELD.match(line)
        if found is not None and self._levels:
            self._field(found)
            return
        another = _ANOTHER.match(line)
        if another is not None and self._levels:
            self._level(another.start("rest")).extend(types_in(another["rest"]))
            return
        if self._section == "parameters":
            self._parameter(line)
        elif not self._said:
            self._result(line, another)

    def _level(self, column: int) -> list[DocType]:
        """The level whose types begin at a column, else the last one."""
        return next((types for at, types in self._levels if at == column), self._levels[-1][1])

    def _parameter(self, line: str) -> None:
        found = _NAMED.match(line)
        indent = len(line) - len(line.lstrip())
        if found is None or (self._indent >= 0 and indent > self._indent):
            return
        if self._indent < 0:
            self._indent = indent
        one = DocField(found["name"], types_in(found["rest"]))
        self.doc.parameters.setdefault(fold(one.name), one)
        self._levels = [(found.start("rest"), one.types)]

    def _result(self, line: str, dashed: re.Match[str] | None) -> None:
        self._said = True
        self.doc.returns = types_in(dashed["rest"] if dashed is not None else line)
        column = dashed.start("rest") if dashed is not None else len(line) - len(line.lstrip())
        self._levels = [(column, self.doc.returns)]

    def _field(self, found: re.Match[str]) -> None:
        level = min(len(found["stars"]), len(self._levels))
        del self._levels[level:]
        one = DocField(found["name"], types_in(found["rest"] or ""))
        owner = _holder(self._levels[level - 1][1])
        if owner is not None:
            owner.fields.append(one)
        self._levels.append((found.start("rest") if found["rest"] else -1, one.types))


def _holder(types: Iterable[DocType]) -> DocType | None:
    """The type whose fields are listed below: the last one named, or the elements of it."""
    last: DocType | None = None
    for one in types:
        last = one
    while last is not None and last.element:
        last = last.element[-1]
    return last


def types_in(text: str) -> list[DocType]:
    """The types at the start of a text: `Строка, Число - и далее`."""
    see = _SEE.match(text)
    if see is not None:
        return [DocType("", see=see["target"].rstrip("."))]
    end = _TEXT_BEGINS.search(text)
    head = text[: end.start()] if end is not None else text
    found: list[DocType] = []
    for piece in head.split(","):
        one = _one_type(piece.strip().rstrip(".:;"))
        if one is None:
            return found if end is not None or found else []
        found.append(one)
    behind = text[end.end() :] if end is not None else ""
    also = _SEE.match(behind)
    if also is not None and len(found) == 1 and not found[0].element:
        found[0].see = also["target"].rstrip(".")
    return found


def _one_type(text: str) -> DocType | None:
    see = _SEE.match(text)
    if see is not None:
        return DocType("", see=see["target"].rstrip("."))
    head, of, rest = _split_of(text)
    if not _TYPE.match(head):
        return None
    one = DocType(head)
    if of:
        inner = _one_type(rest.strip())
        if inner is not None:
            one.element.append(inner)
    return one


def _split_of(text: str) -> tuple[str, bool, str]:
    match = _OF.search(text)
    if match is None:
        return text, False, ""
    return text[: match.start()], True, text[match.end() :]
