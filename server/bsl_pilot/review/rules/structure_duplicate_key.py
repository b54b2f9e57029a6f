"""A constructor of a structure names a key twice."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Range, Rank, Rule, Text, reason
from bsl_pilot.review.code.structure_keys import keys_of
from bsl_pilot.text.words import fold

RULE = Rule(
    key="StructureDuplicateKey",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Ключ структуры указан дважды", "A key of a structure is named twice"),
    about=Text(
        "Из двух одинаковых ключей в конструкторе останется один, со вторым значением; а если второй должен был зваться "
        "иначе, нужного ключа в структуре не будет.",
        "Of two equal keys in a constructor one stays, with the second value; and where the second was to be called "
        "otherwise, the structure lacks the key that is wanted.",
    ),
    message=Text("Ключ «{name}» уже назван", "The key `{name}` is already named"),
    examples=(
        Bad('Данные = Новый Структура("Цена, Сумма, ⟦цена⟧", 1, 2, 3);\n'),
        Bad('A = New FixedStructure("A,B,⟦B⟧,⟦a⟧");\n'),
        Good(
            'А = Новый Структура("Цена, ЦенаВВалюте", 1, 2);\nБ = Новый Структура(Ключи);\nВ = Новый Структура;\n'
        ),
        Good('А = Новый Структура("А\n|, А");\nБ = Новый Структура("', hidden=True),
    ),
)
_FIRST = Text("Первый раз ключ назван здесь", "The key is first named here")


@RULE.created("Структура", "Structure", "ФиксированнаяСтруктура", "FixedStructure")
def check(call: Call, _code: Code) -> Found:
    seen: dict[str, Range] = {}
    for key in keys_of(call.argument(0)):
        place = Range(key.start, key.end)
        first = seen.setdefault(fold(key.name), place)
        if first is not place:
            yield RULE.at(place, name=key.name, reasons=[reason(first, _FIRST)])
