"""Names that the code around the cursor asks for: what is assigned or compared, what the method is about.

Строка.Товар = Данные.…                  Товар
Параметры.Вставить("Товар", Данные.…     Товар
ЭтоФайловаяБаза = ОбщегоНазначения.…     something with База, Файловая
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bsl_pilot.features.completing.expected import statement_of
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.syntax.headers import last_header
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.words import fold, humps, is_name
from bsl_pilot.types.header import NAME

BEFORE, AFTER = 60, 20
"""Tokens around the cursor whose words count."""
_STEM = 5
"""Letters of a word that stay the same in most of its forms."""
_SHORTEST = 3
_COMPARED = frozenset({"=", "<>"})


class Hints(NamedTuple):
    """`name` is the folded name that is asked for, empty for none. The others are stems of words: of that name, in the
    statement, in the method's head and the code around, and in the name of the method."""

    name: str
    of_name: frozenset[str]
    line: frozenset[str]
    around: frozenset[str]
    of_method: frozenset[str]

    def like_name(self, words: frozenset[str]) -> float:
        """Which part of the stems of both names the one that is asked for has in common with another."""
        return _alike(words, self.of_name)

    def like_method(self, words: frozenset[str]) -> float:
        """The same of the name of the method around."""
        return _alike(words, self.of_method)

    def likeness(self, words: frozenset[str]) -> tuple[float, float]:
        """Which part of the stems of a name stands in the statement, and which around it."""
        if not words:
            return 0.0, 0.0
        return len(words & self.line) / len(words), len(words & self.around) / len(words)


def hints_of(scene: Scene, start: int) -> Hints:
    """What the code asks for at the dot of a receiver that begins at byte ``start``."""
    tokens = [token for token in statement_of(scene.before) if token.start < start]
    around = [*scene.before[:4], *scene.before[-BEFORE:], *scene.after[:AFTER]]
    name = _name(scene, tokens)
    line, about = _stems(scene, tokens), _stems(scene, around)
    return Hints(fold(name), stems(name), line, about, stems(_method(scene)))


@lru_cache(maxsize=16_384)
def stems(name: str) -> frozenset[str]:
    """The beginnings of the words that a name is put together of."""
    return frozenset(fold(one[:_STEM]) for one in humps(name) if len(one) >= _SHORTEST)


def _name(scene: Scene, tokens: list[Token]) -> str:
    if len(tokens) < 2:
        return ""
    before, last = tokens[-2:]
    if last.kind in _COMPARED and before.kind == "identifier":
        return scene.text(before)
    text = scene.text(before)[1:-1] if last.kind == "," and before.kind == "string" else ""
    if is_name(text):
        return text
    return _key(scene, tokens) if last.kind == "," else ""


def _key(scene: Scene, tokens: list[Token]) -> str:
    """``Новый Структура("А, Б", Х, Строка.…`` asks for Б: the keys are named before their values."""
    depth = commas = 0
    for at in range(len(tokens) - 1, 0, -1):
        kind = tokens[at].kind
        depth += (kind in ")]") - (kind in "([")
        commas += kind == "," and depth == 0
        if depth < 0:
            first = tokens[at + 1]
            keys = scene.text(first)[1:-1].split(",") if first.kind == "string" else []
            key = keys[commas - 1].strip() if 0 < commas <= len(keys) else ""
            return key if is_name(key) else ""
    return ""


def _method(scene: Scene) -> str:
    """The name of the method around."""
    header = last_header(scene.data, scene.word.start)
    name = NAME.match(scene.data, header.keyword) if header is not None and scene.stack else None
    return name.group("name").decode("utf-8", "replace") if name is not None else ""


def _alike(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words | others) if words and others else 0.0


def _stems(scene: Scene, tokens: Iterable[Token]) -> frozenset[str]:
    found: set[str] = set()
    for token in tokens:
        if token.kind == "identifier":
            found |= stems(scene.text(token))
        elif token.kind == "string" and is_name(text := scene.text(token)[1:-1]):
            found |= stems(text)
    return frozenset(found)
