"""The name of a function begins with «Получить»."""

from __future__ import annotations

import re

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text

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
    see=("https://its.1c.ru/db/v8std/content/647/hdoc",),
    examples=(
        Bad("Функция ⟦ПолучитьЦену⟧()\n\tВозврат 1;\nКонецФункции\n"),
        Bad("Function ⟦getPrice⟧() Export\n\tReturn 1;\nEndFunction\n"),
        Good(
            "Функция ЦенаТовара()\n\tВозврат 1;\nКонецФункции\n\nПроцедура ПолучитьЦену()\nКонецПроцедуры\n"
        ),
        Good("Функция", hidden=True),
    ),
)
_GET = re.compile("получить|get")


@RULE.methods
def check(method: Method, _code: Code) -> Found:
    if method.is_function and _GET.match(method.word):
        yield RULE.at(method.name, name=method.name.text)
