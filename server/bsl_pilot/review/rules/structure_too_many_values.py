"""A constructor of a structure is given more values than keys."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.structure_keys import keys_of

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
    message=Text("Значений {values}, а ключей {keys}", "There are {values} values but {keys} keys"),
    examples=(
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
        yield RULE.at(call.node, values=len(given), keys=len(keys))
