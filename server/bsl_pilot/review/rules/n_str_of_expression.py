"""The text of an NStr is put together, so that nobody can translate it."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.translations import NSTR, TEMPLATES

RULE = Rule(
    key="NStrOfExpression",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Текст НСтр собран из частей", "NStr text put together from parts"),
    about=Text(
        "Тексты для перевода собирают по коду, поэтому в НСтр() стоит одна строка целиком. Значение, подставленное внутрь "
        "НСтр(), к тому же испортит текст, если в нём есть апостроф. Подставляйте значения после: СтрШаблон(НСтр(…), …).",
        "Texts for translation are gathered from the code, so NStr() has one whole literal. A value put inside of NStr() also "
        "breaks the text where it has an apostrophe. Put values in afterwards: StrTemplate(NStr(…), …).",
    ),
    message=Text(
        "Текст внутри НСтр собирается из частей", "The text inside of NStr is put together from parts"
    ),
    see=("https://its.1c.ru/db/v8std/content/761/hdoc",),
    examples=(
        Bad('А = НСтр(⟦"ru = \'Файл " + Имя + " не найден\'"⟧);\n'),
        Bad("A = nstr(⟦StrTemplate(\"ru = 'Нет %1'\", B)⟧);\n"),
        Good("А = СтрШаблон(НСтр(\"ru = 'Нет %1'\"), Имя);\nБ = НСтр(Текст);\nВ = НСтр(\"ru = 'а'\") + Б;\n"),
        Good("А = НСтр(Б +", hidden=True),
    ),
)


@RULE.calls(*NSTR)
def check(call: Call, _code: Code) -> Found:
    text = call.argument(0)
    if text is None:
        return
    bare = text.bare
    made = bare.kind == "call" and bare.word_of("name") in TEMPLATES
    if (operator(bare) == "+" or made) and any(True for _ in bare.below("string")):
        yield RULE.at(text)
