"""The name of a structure's key or of a table's column is no name."""

from __future__ import annotations

import re
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
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.origin import is_made
from bsl_pilot.review.code.structure_keys import is_structure, keys_of
from bsl_pilot.text.words import WORD, fold, is_name, upper

RULE = Rule(
    key="KeyNotIdentifier",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Недопустимое имя ключа или колонки", "A key or column with an impossible name"),
    about=Text(
        "Ключ структуры и имя колонки таблицы значений пишутся как имя переменной: без пробелов, точек и дефисов, не с цифры. "
        "Иначе код прервётся с ошибкой. Для произвольных ключей есть Соответствие.",
        "A key of a structure and the name of a value table's column are written as the name of a variable: no blanks, dots "
        "or hyphens, no digit first. Otherwise the code ends with an error. For arbitrary keys there is Map.",
    ),
    message=Text("«{name}» не может быть именем", "`{name}` can't be a name"),
    fix=Text("Заменить на «{new}»", "Replace by `{new}`"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Данные = Новый Структура("Цена, ⟦Сумма НДС⟧, ⟦1С⟧");\nДанные.Вставить("⟦Дата-начала⟧", 1);\n',
            fixed='Данные = Новый Структура("Цена, СуммаНДС, _1С");\nДанные.Вставить("ДатаНачала", 1);\n',
        ),
        Bad(
            'A = New ValueTable;\nA.Columns.Add("⟦Unit price⟧");\nB = New FixedStructure("⟦A.B⟧", 1);\n',
            fixed='A = New ValueTable;\nA.Columns.Add("UnitPrice");\nB = New FixedStructure("AB", 1);\n',
        ),
        Bad(
            'А = Новый Структура("СуммаНДС, ⟦Сумма НДС⟧, ⟦%⟧");\n',
            fixed='А = Новый Структура("СуммаНДС, Сумма НДС, %");\n',
            hidden=True,
        ),
        Good(
            'А = Новый Соответствие;\nА.Вставить("Content-Type", 1);\nБ = Новый Структура("Цена, _Сумма, Ёмкость1");\n'
            'Б.Вставить("Если", 1);\nВ.Вставить("а б", 1);\nГ = Новый ТаблицаЗначений;\nГ.Колонки.Добавить("Сумма");\n'
        ),
        Good(
            'Процедура А(Б)\n\tБ = Новый Структура;\n\tБ.Вставить("а б", 1);\n\tБ.Колонки.Добавить("а б");\nКонецПроцедуры\n'
            'Г = Новый Структура("", 1);\nГ.Вставить("',
            hidden=True,
        ),
    ),
)
_TABLES = frozenset({"таблицазначений", "valuetable", "деревозначений", "valuetree"})


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def in_constructor(call: Call, _code: Code) -> Found:
    return _check(call.argument(0))


@RULE.members("Вставить", "Insert")
def in_structure(call: Call, code: Code) -> Found:
    text = call.argument(0)
    if text is None or text.kind != "string" or all(is_name(one.name) for one in keys_of(text)):
        return  # most are, which is seen sooner than what the receiver is
    if is_structure(call.receiver, code):
        yield from _check(text)


@RULE.members("Добавить", "Add")
def in_table(call: Call, code: Code) -> Found:
    text, columns = call.argument(0), call.receiver
    if (
        text is None
        or text.kind != "string"
        or columns is None
        or columns.word_of("name") not in ("колонки", "columns")
    ):
        return
    if is_made(columns.child("object"), _TABLES, code):
        yield from _check(text)


def _check(literal: Node | None) -> Found:
    keys = list(keys_of(literal))
    for key in keys:
        if not is_name(key.name):
            new = _as_name(key.name, {fold(one.name) for one in keys})
            place = Range(key.start, key.end)
            fix = partial(_renamed, place, new) if new else None
            yield RULE.at(place, name=key.name, new=new, fix=fix)


def _as_name(text: str, taken: set[str]) -> str:
    """The words of a text in one, each with a capital; empty where that is no name, or one that is there already."""
    first, *others = _PARTS.findall(text) or [""]
    name = "".join((first, *(upper(one[0]) + one[1:] for one in others)))
    if name[:1] in _DIGITS:
        name = f"_{name}"
    return name if is_name(name) and fold(name) not in taken else ""


_DIGITS = tuple("0123456789")
_PARTS = re.compile(rf"[0-9]*{WORD.pattern}|[0-9]+")


def _renamed(place: Range, new: str) -> Edits:
    return [replace(place, new)]
