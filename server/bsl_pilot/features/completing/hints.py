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
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.words import fold, humps, is_name

BEFORE, AFTER = 60, 20
"""Tokens around the cursor whose words count."""
_STEM = 5
"""Letters of a word that stay the same in most of its forms."""
_SHORTEST = 3
_COMPARED = frozenset({"=", "<>"})


class Hints(NamedTuple):
    """`name` is the folded name that is asked for, empty for none; `line` and `around` are stems of words in the
    statement, and in the method's head and the code around."""

    name: str
    line: frozenset[str]
    around: frozenset[str]

    def likeness(self, words: frozenset[str]) -> tuple[float, float]:
        """Which part of the stems of a name stands in the statement, and which around it."""
        if not words:
            return 0.0, 0.0
        return len(words & self.line) / len(words), len(words & self.around) / len(words)


def hints_of(scene: Scene, start: int) -> Hints:
    """What the code asks for at the dot of a receiver that begins at byte ``start``."""
    tokens = [token for token in statement_of(scene.before) if token.start < start]
    around = [*scene.before[:4], *scene.before[-BEFORE:], *scene.after[:AFTER]]
    return Hints(_name(scene, tokens), _stems(scene, tokens), _stems(scene, around))


@lru_cache(maxsize=16_384)
def stems(name: str) -> frozenset[str]:
    """The beginnings of the words that a name is put together of."""
    return frozenset(fold(one[:_STEM]) for one in humps(name) if len(one) >= _SHORTEST)


def _name(scene: Scene, tokens: list[Token]) -> str:
    if len(tokens) < 2:
        return ""
    before, last = tokens[-2:]
    if last.kind in _COMPARED and before.kind == "identifier":
        return fold(scene.text(before))
    text = scene.text(before)[1:-1] if last.kind == "," and before.kind == "string" else ""
    return fold(text) if is_name(text) else ""


def _stems(scene: Scene, tokens: Iterable[Token]) -> frozenset[str]:
    found: set[str] = set()
    for token in tokens:
        if token.kind == "identifier":
            found |= stems(scene.text(token))
        elif token.kind == "string" and is_name(text := scene.text(token)[1:-1]):
            found |= stems(text)
    return frozenset(found)
