"""A required parameter stands behind an optional one."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Range, Rank, Rule, Text

RULE = Rule(
    key="OrderOfParams",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=30,
    title=Text("Обязательные параметры после необязательных", "Required parameters behind optional ones"),
    about=Text(
        "Чтобы передать обязательный параметр, вызов должен пропустить необязательный: «Найти(, А)». Ставьте "
        "обязательные параметры первыми.",
        "To give the required parameter a call must leave out the optional one: `Find(, A)`. Put required parameters "
        "first.",
    ),
    message=Text(
        "Обязательный параметр «{parameter}» стоит после необязательного",
        "The required parameter `{parameter}` stands behind an optional one",
    ),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad("Процедура Найти(⟦А = 1, Б⟧)\nКонецПроцедуры\n"),
        Bad("Function F(⟦A, B = 2, Val C, D = 3⟧) Export\n\tReturn A;\nEndFunction\n", hidden=True),
        Good("Процедура Найти(А, Знач Б, В = 1, Г = 2)\nКонецПроцедуры\n"),
        Good("Процедура А()\nКонецПроцедуры\nПроцедура Б(А = 1, ", hidden=True),
    ),
)


@RULE.methods
def check(method: Method, _code: Code) -> Found:
    parameters = method.parameters
    optional = False
    for one in parameters:
        if one.default is None and optional:
            place = Range(parameters[0].node.start, parameters[-1].node.end)
            yield RULE.at(place, parameter=one.name.text)
            return
        optional = one.default is not None
