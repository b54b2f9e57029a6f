"""A template for the user that lacks a language."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.translations import NSTR, is_template, missing_languages


@dataclass(frozen=True, slots=True)
class Parameters:
    declared_languages: str = "ru"


RULE = Rule(
    key="MultilingualStringUsingWithTemplate",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    language=For.BSL,
    title=Text("Шаблон НСтр не на всех языках", "NStr template lacks a language"),
    about=Text(
        "Где у НСтр нет текста на языке пользователя, она даёт пустую строку, и СтрШаблон с ней прервётся с ошибкой.",
        "Where NStr has no text in the user's language it gives an empty string, and StrTemplate fails on it.",
    ),
    message=Text("В шаблоне нет языков: {languages}", "The template lacks languages: {languages}"),
    parameters=Parameters,
    parameter_docs=(
        (
            "declaredLanguages",
            Text(
                "коды языков конфигурации через запятую",
                "codes of the configuration's languages, parted by commas",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/763/hdoc",),
    examples=(
        Bad("Сообщить(СтрШаблон(⟦НСтр(\"en = 'Done: %1'\")⟧, Имя));\n"),
        Bad(
            "Procedure A(Name)\n\tTemplate = ⟦NStr(\"en = 'Done: %1'\")⟧;\n\tMessage(StrTemplate(Template, Name));\n"
            "EndProcedure\n"
        ),
        Good("А = СтрШаблон(НСтр(\"ru = 'Готово: %1'\"), Имя);\nБ = НСтр(\"en = 'Done'\");\n"),
        Good('А = СтрШаблон("%1", НСтр("en = \'Done\'"));\n', hidden=True),
        Good("А = СтрШаблон();\nБ = СтрШаблон(, НСтр(\"en = 'Done'\"));\n", hidden=True),
    ),
)


@RULE.calls(*NSTR)
def check(call: Call, code: Code, parameters: Parameters) -> Found:
    missing = missing_languages(call, parameters.declared_languages)
    if missing and is_template(call, code):
        yield RULE.at(call.node, languages=", ".join(missing))
