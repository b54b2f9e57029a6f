"""New names: in the language of the code around, unlike any that is there."""

from __future__ import annotations

import re
from collections.abc import Container

from tree_sitter import Node

from bsl_pilot.features.refactor.code import text_of
from bsl_pilot.locale import Text
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import fold, is_name, upper

_VERBS = re.compile(
    r"(?:Получить|Прочитать|Создать|Найти|Вычислить|Рассчитать|Сформировать|Определить"
    r"|Get|Read|Create|Find|Calculate|Compute|Make|Build)(?=[A-ZА-ЯЁ])"
)
_VALUE = Text("Значение", "Value")
VALUE_NAME = Text("НовоеЗначение", "NewValue")
_RESULT = Text("Результат", "Result")


def in_language(text: Text, *, russian: bool) -> str:
    """A text in the language of the code."""
    return text.ru if russian else text.en


def unlike(wish: str, taken: Container[str]) -> str:
    """The wished name, with the least number behind it that makes it differ from the folded names ``taken``."""
    name, number = wish, 1
    while fold(name) in taken:
        number += 1
        name = f"{wish}{number}"
    return name


def name_for(expression: Node, *, russian: bool, plain: bool) -> str:
    """A name for the value of an expression: after the method, the member or the type that it comes from.

    Where ``plain`` is not given an attribute may have just that name, so a word is put before it.
    """
    base = _base(expression)
    if base is None:
        return in_language(VALUE_NAME, russian=russian)
    if fold(base) in KIND_OF_WORD:  # Запрос.Выполнить()
        return in_language(_RESULT, russian=russian)
    if plain:
        return base
    return in_language(_VALUE, russian=russian) + base


def _base(expression: Node) -> str | None:
    node = expression
    while node.type in ("parenthesized", "await_expression") and node.named_child_count:
        node = node.named_children[0]
    named = node.child_by_field_name("type" if node.type == "new_expression" else "name")
    if named is None:
        return None
    return short_name(text_of(named))


def short_name(name: str) -> str | None:
    """The name of a method or type as one for its value: `ПолучитьЦену` gives `Цену`; None where it is no name."""
    short = _VERBS.sub("", name, count=1) if _VERBS.match(name) else name
    short = upper(short[:1]) + short[1:]
    return short if is_name(short) else None
