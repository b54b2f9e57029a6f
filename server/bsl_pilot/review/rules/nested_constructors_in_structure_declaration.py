"""Constructors with arguments among the values of a structure's constructor."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text, arguments_of, reason

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
    message=Text(
        "В конструкторе структуры есть другие конструкторы с параметрами",
        "Constructors with arguments inside a structure's constructor",
    ),
    see=("https://its.1c.ru/db/v8std/content/693/hdoc",),
    examples=(
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
def check(call: Call, _code: Code) -> Found:
    inner = [one.bare for one in call.arguments[1:] if one is not None]
    nested = [one for one in inner if one.kind == "new_expression" and arguments_of(one.child("arguments"))]
    if nested:
        yield RULE.at(call.node, reasons=[reason(one, _HERE) for one in nested])
