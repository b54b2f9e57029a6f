"""A number in the middle of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.argument_names import name_of_argument
from bsl_pilot.review.code.language import is_english
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.naming import has_name
from bsl_pilot.review.extract import extracted, has_attributes


@dataclass(frozen=True, slots=True)
class Parameters:
    authorized_numbers: str = "-1,0,1"
    allow_magic_indexes: bool = True


RULE = Rule(
    key="MagicNumber",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Число без имени", "Number without a name"),
    about=Text(
        "Почему 86400, из кода не понять, и поменяют такое число не везде. Присвойте его переменной, имя которой "
        "говорит, что это.",
        "The code does not tell why it is 86400, and such a number gets changed in some places only. Give it to a variable "
        "whose name says what it is.",
    ),
    fix=Text("Назвать число «{name}»", "Name the number `{name}`"),
    fix_is_safe=False,
    message=Text(
        "Что значит число {number}? Дайте ему имя", "What does the number {number} mean? Give it a name"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "authorizedNumbers",
            Text("числа, которые можно писать где угодно", "numbers that may stand anywhere"),
        ),
        ("allowMagicIndexes", Text("разрешить числа как индексы", "allow numbers as indexes")),
    ),
    examples=(
        Bad(
            "Процедура А()\n\tСекунд = Дней * ⟦86400⟧;\n\tЕсли Секунд > ⟦10⟧ Тогда\n\t\tБ(Часов * ⟦3600⟧ + Дней * ⟦86400⟧); // так\n\tКонецЕсли;\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tСекундВСутках = 86400;\n\tСекунд = Дней * СекундВСутках;\n\tЕсли Секунд > 10 Тогда\n\t\tСекундВЧасе = 3600;\n\t\tБ(Часов * СекундВЧасе + Дней * СекундВСутках); // так\n\tКонецЕсли;\nКонецПроцедуры\n",
        ),
        Bad(
            "Procedure P()\r\n\tIf A Then B = Left(C, ⟦5⟧) + Mid(D, ⟦2⟧, ⟦7⟧); EndIf;\r\n\tWhile A / ⟦100⟧ > B Do\r\n\tEndDo;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tIf A Then B = Left(C, 5) + Mid(D, 2, 7); EndIf;\r\n\tWhile A / 100 > B Do\r\n\tEndDo;\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad(
            "А = Новый HTTPСоединение(Адрес, ⟦8080⟧);\nБ = Округлить_(⟦5⟧);\n",
            fixed="Порт = 8080;\nА = Новый HTTPСоединение(Адрес, Порт);\nБ = Округлить_(5);\n",
            hidden=True,
        ),
        Bad("Секунд = Дней * ⟦86400⟧;\nЖдать_(⟦5⟧);\n"),
        Bad("For I = 0 To ⟦10⟧ Do\n\tIf -⟦2.5⟧ < I Then\n\tEndIf;\nEndDo;\n"),
        Good(
            "СекундВСутках = 86400;\nСекунд = Дней * СекундВСутках + 1;\nПоследний = Строки[3];\nА = -5;\n"
            'Поля = Новый Структура("Ширина, Высота", 20, 30);\n'
        ),
        Good("Функция А(Б = 15)\n\tВозврат 5;\nКонецФункции\n", hidden=True),
        Bad("А = Строки[⟦3⟧];\n", parameters={"allowMagicIndexes": False}, hidden=True),
        Good("А = Б * 100;\n", parameters={"authorizedNumbers": "100"}, hidden=True),
        Bad("А = ?(Б, ⟦2⟧, ⟦3⟧);\n", hidden=True),
    ),
)


@RULE.nodes("number")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    known = _known(parameters.authorized_numbers)
    number = code.data[node.start : node.end]
    parent = node.parent
    if number in known or parent is None:
        return
    if (
        parent.kind in ("unary", "signed_number")
        and parent.children[0].kind == "-"
        and b"-" + number in known
    ):
        return
    if (parent.kind == "index_access" and parameters.allow_magic_indexes) or has_name(node):
        return
    name = _name(node, code)
    fix = partial(extracted, [(node, name)], code) if name else None
    yield RULE.at(node, number=node.text, name=name, fix=fix)


def _name(node: Node, code: Code) -> str:
    """What a number is called that everybody knows, or that the platform has a name for; empty for all others."""
    parent = node.parent
    english = is_english(code)
    known = _UNITS.get(node.text)
    if (
        known is not None
        and parent is not None
        and operator(parent) in _SCALES.get(node.text, ("*", "/", "%"))
    ):
        return known.en if english else known.ru
    named = None if has_attributes(code) else name_of_argument(node)
    if named is None:
        return ""
    return named.en if english else named.ru


_UNITS = {
    "100": Text("СтоПроцентов", "HundredPercent"),
    "365": Text("ДнейВГоду", "DaysInYear"),
    "1024": Text("БайтВКилобайте", "BytesInKilobyte"),
    "1440": Text("МинутВСутках", "MinutesInDay"),
    "3600": Text("СекундВЧасе", "SecondsInHour"),
    "86400": Text("СекундВСутках", "SecondsInDay"),
    "604800": Text("СекундВНеделе", "SecondsInWeek"),
    "1048576": Text("БайтВМегабайте", "BytesInMegabyte"),
    "3600000": Text("МиллисекундВЧасе", "MillisecondsInHour"),
    "86400000": Text("МиллисекундВСутках", "MillisecondsInDay"),
}
_ADDED = ("*", "/", "%", "+", "-")
_SCALES = {"100": ("/",), "86400": _ADDED, "3600": _ADDED, "604800": _ADDED}
"""Beside which operators a number means that; beside those of products where nothing is said."""


@lru_cache(maxsize=4)
def _known(numbers: str) -> frozenset[bytes]:
    return frozenset(one.strip().encode() for one in numbers.split(","))
