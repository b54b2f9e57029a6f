"""Constructors with arguments among the values of a structure's constructor."""

from __future__ import annotations

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
    arguments_of,
    reason,
)
from bsl_pilot.review.code.structure_keys import keys_of
from bsl_pilot.review.extract import extracted, has_attributes
from bsl_pilot.text.words import is_latin, is_name

RULE = Rule(
    key="NestedConstructorsInStructureDeclaration",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=10,
    title=Text(
        "Вложенные конструкторы в конструкторе структуры", "Constructors inside a structure's constructor"
    ),
    about=Text(
        "Когда значения структуры сами создаются конструкторами с параметрами, не видно, какой параметр чей. Создайте "
        "значения заранее или добавьте их методом «Вставить».",
        "Where values of a structure are made by constructors with arguments, it is hard to see which argument is whose. "
        "Make the values before, or add them with `Insert`.",
    ),
    fix=Text("Создать значения заранее", "Make the values before"),
    fix_is_safe=False,
    message=Text(
        "В конструкторе структуры есть другие конструкторы с параметрами",
        "Constructors with arguments inside a structure's constructor",
    ),
    see=("https://its.1c.ru/db/v8std/content/693/hdoc",),
    examples=(
        Bad(
            'А = ⟦Новый Структура("Поля, Б", Новый Структура("В, Г", 1, 2), 3)⟧;\n',
            fixed='Поля = Новый Структура("В, Г", 1, 2);\nА = Новый Структура("Поля, Б", Поля, 3);\n',
        ),
        Bad(
            'Procedure P()\r\n\tReturn ⟦New Structure("Rows, B",\r\n\t\tNew Array(3), New Map(C()))⟧; // d\r\nEndProcedure\r\n',
            fixed='Procedure P()\r\n\tValueRows = New Array(3);\r\n\tValueB = New Map(C());\r\n\tReturn New Structure("Rows, B",\r\n\t\tValueRows, ValueB); // d\r\nEndProcedure\r\n',
            path="Catalogs/A/Ext/ObjectModule.bsl",
            hidden=True,
        ),
        Bad(
            'Пока А(⟦Новый Структура("Б", Новый Массив(1))⟧) Цикл\nКонецЦикла;\nВ = Г И Д(⟦Новый Структура("Б", Новый Массив(1))⟧);\n',
            fixed='Пока А(Новый Структура("Б", Новый Массив(1))) Цикл\nКонецЦикла;\nВ = Г И Д(Новый Структура("Б", Новый Массив(1)));\n',
            hidden=True,
        ),
        Bad('А = ⟦Новый Структура("Поля, Б", Новый Структура("В, Г", 1, 2), 3)⟧;\n'),
        Bad('A = ⟦New structure("B",\n\tNew Array(3))⟧;', hidden=True),
        Good(
            'А = Новый Структура("Поля, Б", Новый Массив, Новый Структура(), 3);\nБ = Новый Массив(Новый ФиксированныйМассив(А));\n'
        ),
        Good(
            'А = Новый Структура(Новый ФиксированнаяСтруктура("А", 1));\nБ = Новый Структура("А", Новый',
            hidden=True,
        ),
    ),
)
_HERE = Text("Вложенный конструктор", "A constructor inside")


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def check(call: Call, code: Code) -> Found:
    inner = [one.bare for one in call.arguments[1:] if one is not None]
    nested = [one for one in inner if one.kind == "new_expression" and arguments_of(one.child("arguments"))]
    if nested:
        fix = partial(_fix, call, nested, code)
        yield RULE.at(call.node, reasons=[reason(one, _HERE) for one in nested], fix=fix)


def _fix(call: Call, nested: list[Node], code: Code) -> Edits | None:
    """Each in a variable that is called as its key, of the innermost structures first."""
    if any(one.kind == "new_expression" for one in call.node.ancestors()):
        return None  # what is made around it goes first
    prefix = ("Value" if is_latin(call.word) else "Значение") if has_attributes(code) else ""
    keys = [one.name for one in keys_of(call.arguments[0])]
    values = [one.bare if one is not None else None for one in call.arguments[1:]]
    places = [next(at for at, value in enumerate(values) if value is one) for one in nested]
    if any(at >= len(keys) or not is_name(keys[at]) for at in places):
        return None
    return extracted([(one, prefix + keys[at]) for one, at in zip(nested, places, strict=True)], code)
