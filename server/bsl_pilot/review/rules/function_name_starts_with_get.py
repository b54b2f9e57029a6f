"""The name of a function begins with «Получить»."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Rank, Rule, Text
from bsl_pilot.review.nominative import value_name
from bsl_pilot.review.own_methods import renamed_method
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import fold, humps

RULE = Rule(
    key="FunctionNameStartsWithGet",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=3,
    on=False,
    title=Text("Имя функции начинается с «Получить»", "The name of a function begins with `Get`"),
    about=Text(
        "Функция и так возвращает значение. Называйте её тем, что она возвращает: «ЦенаТовара», а не "
        "«ПолучитьЦенуТовара».",
        "A function gives a value anyway. Name it after what it gives: `ItemPrice`, not `GetItemPrice`.",
    ),
    message=Text(
        "Имя функции «{name}» начинается с «Получить»", "The name of the function `{name}` begins with `Get`"
    ),
    fix=Text("Переименовать в «{new}»", "Rename to `{new}`"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/647/hdoc",),
    examples=(
        Bad(
            "Функция ⟦ПолучитьЗначение⟧()\nКонецФункции\nА = ПолучитьЗначение();\n",
            fixed="Функция ПолучитьЗначение()\nКонецФункции\nА = ПолучитьЗначение();\n",
            hidden=True,
        ),
        Bad(
            "Функция ⟦ПолучитьТекущуюЦену⟧()\n\tВозврат 1;\nКонецФункции\n\nСообщить(ПолучитьТекущуюЦену());\n",
            fixed="Функция ТекущаяЦена()\n\tВозврат 1;\nКонецФункции\n\nСообщить(ТекущаяЦена());\n",
        ),
        Bad(
            "// GetTheSum\r\nFunction ⟦GetTheSum⟧()\r\n\tReturn A.GetTheSum(getTheSum(1));\r\nEndFunction\r\n"
            "Function ⟦GetFromBase⟧()\r\nEndFunction\r\nFunction ⟦GetMax⟧()\r\nEndFunction\r\nFunction ⟦getit⟧()\r\nEndFunction\r\n",
            fixed="// TheSum\r\nFunction TheSum()\r\n\tReturn A.GetTheSum(TheSum(1));\r\nEndFunction\r\n"
            "Function GetFromBase()\r\nEndFunction\r\nFunction GetMax()\r\nEndFunction\r\nFunction getit()\r\nEndFunction\r\n",
            hidden=True,
        ),
        Bad(
            "Функция ⟦ПолучитьВладельца⟧()\nКонецФункции\nФункция ⟦ПолучитьПоИмени⟧()\nКонецФункции\n"
            "Функция ⟦ПолучитьДату⟧()\nКонецФункции\nФункция ⟦ПолучитьCSVТаблицу⟧()\n\tПолучитьCSVТаблицу(ПолучитьИмена(ПолучитьВладельца(ПолучитьДату())));\nКонецФункции\n"
            "Функция ⟦ПолучитьОстатки⟧()\n\tОстатки = 1;\nКонецФункции\nФункция ⟦ПолучитьИмена⟧()\nКонецФункции\n",
            fixed="Функция ПолучитьВладельца()\nКонецФункции\nФункция ПолучитьПоИмени()\nКонецФункции\n"
            "Функция ПолучитьДату()\nКонецФункции\nФункция CSVТаблица()\n\tCSVТаблица(ПолучитьИмена(ПолучитьВладельца(ПолучитьДату())));\nКонецФункции\n"
            "Функция ПолучитьОстатки()\n\tОстатки = 1;\nКонецФункции\nФункция ПолучитьИмена()\nКонецФункции\n",
            hidden=True,
        ),
        Bad("Function ⟦getPrice⟧() Export\n\tReturn 1;\nEndFunction\n"),
        Good(
            "Функция ЦенаТовара()\n\tВозврат 1;\nКонецФункции\n\nПроцедура ПолучитьЦену()\nКонецПроцедуры\n"
        ),
        Good("Функция", hidden=True),
    ),
)
_GET = re.compile("получить|get")


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.methods:
        method = piece.method
        if method is not None and method.is_function and _GET.match(method.word):
            new = _new_name(method.name)
            fix = partial(renamed_method, module, piece, new) if new is not None else None
            yield RULE.at(piece.place(method), name=method.name, new=new or "", fix=fix)


def _new_name(name: str) -> str | None:
    """What the function gives; None where that can't be told from its name, or is one word, as of an attribute."""
    new = value_name(name)
    return new if new is not None and len(humps(new)) > 1 and fold(new) not in KIND_OF_WORD else None
