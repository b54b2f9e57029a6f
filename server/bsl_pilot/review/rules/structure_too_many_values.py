"""A constructor of a structure is given more values than keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    insert,
    path_of,
)
from bsl_pilot.review.code.structure_keys import Key, keys_of
from bsl_pilot.text.words import fold

RULE = Rule(
    key="StructureTooManyValues",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Значений больше, чем ключей структуры", "More values than keys of a structure"),
    about=Text(
        "Ключи и значения конструктора структуры идут парами. Лишнее значение молча пропадёт, ему не хватает ключа: чаще всего его забыли "
        "дописать в первую строку.",
        "Keys and values of a structure's constructor go in pairs. A value too many is silently lost, it lacks a key: mostly it was forgotten in "
        "the first text.",
    ),
    fix=Text("Добавить ключи: {new}", "Add keys: {new}"),
    fix_is_safe=False,
    message=Text("Значений {values}, а ключей {keys}", "There are {values} values but {keys} keys"),
    examples=(
        Bad(
            'Данные = ⟦Новый Структура("Цена, Сумма", Цена, 2, Строка.Вес)⟧;\n',
            fixed='Данные = Новый Структура("Цена, Сумма, Вес", Цена, 2, Строка.Вес);\n',
        ),
        Bad(
            'A = ⟦New Structure("A, B", B, C, D)⟧; // a\r\nE = ⟦New Structure("A", 1, B(), C)⟧;\r\nF = ⟦New FixedStructure("A", 1, B)⟧;\r\n',
            fixed='A = New Structure("A, B", B, C, D); // a\r\nE = New Structure("A", 1, B(), C);\r\nF = New FixedStructure("A, B", 1, B);\r\n',
            hidden=True,
        ),
        Bad('Данные = ⟦Новый Структура("Цена, Сумма", 1, 2, 3)⟧;\n'),
        Bad('A = ⟦New Structure("A", B, C)⟧;\n'),
        Good(
            'А = Новый Структура("Цена, Сумма", 1, 2);\nБ = Новый Структура("А, Б", 1);\nВ = Новый Структура(Ключи, 1, 2);\n'
        ),
        Good(
            'А = Новый Структура("", 1);\nБ = Новый Структура("А", 1, );\nВ = Новый Структура("А', hidden=True
        ),
    ),
)


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def check(call: Call, _code: Code) -> Found:
    given = [one for one in call.arguments[1:] if one is not None]
    keys = list(keys_of(call.argument(0))) if given else []
    if keys and len(given) > len(keys):
        new = _missing_keys(keys, call.arguments[1:])
        fix = partial(_fix, keys[-1], new) if new else None
        yield RULE.at(call.node, values=len(given), keys=len(keys), new=", ".join(new), fix=fix)


def _missing_keys(keys: list[Key], values: Sequence[Node | None]) -> list[str]:
    """Keys for the values too many, each named as its value is; none where a value before shows that another key is
    missing, or a value has no name."""
    taken = [fold(key.name) for key in keys]
    names = [_name_of(one) for one in values]
    for key, name in zip(taken, names, strict=False):
        if name and fold(name) != key and fold(name) in taken:
            return []
    new = names[len(keys) :]
    words = {fold(name) for name in new}
    return new if all(new) and len(words) == len(new) and not words.intersection(taken) else []


def _name_of(value: Node | None) -> str:
    """The name of a variable or of an attribute; empty for anything else."""
    if value is None or not path_of(value):
        return ""
    name = value if value.kind == "identifier" else value.child("name")
    return name.text if name is not None else ""


def _fix(last: Key, new: list[str]) -> Edits:
    return [insert(last.end, "".join(f", {one}" for one in new))]
