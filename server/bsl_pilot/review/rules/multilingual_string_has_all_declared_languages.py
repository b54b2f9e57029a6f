"""A text for the user that lacks a language."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Call, Code, Edits, For, Found, Good, Kind, Rank, Rule, Text, insert
from bsl_pilot.review.code.nstr import shape_of
from bsl_pilot.review.code.translations import NSTR, is_template, missing_languages


@dataclass(frozen=True, slots=True)
class Parameters:
    declared_languages: str = "ru"


RULE = Rule(
    key="MultilingualStringHasAllDeclaredLanguages",
    kind=Kind.ERROR,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    title=Text("Текст НСтр не на всех языках", "NStr text lacks a language"),
    about=Text(
        "Пользователь, на языке которого текста нет, увидит его на другом или не увидит совсем.",
        "A user whose language is missing gets the text in another one, or none.",
    ),
    fix=Text("Добавить тексты: {languages}", "Add texts: {languages}"),
    fix_is_safe=False,
    message=Text("В тексте нет языков: {languages}", "The text lacks languages: {languages}"),
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
        Bad("Сообщить(⟦НСтр(\"en = 'Done'\")⟧);\n", fixed="Сообщить(НСтр(\"en = 'Done'; ru = 'Done'\"));\n"),
        Bad(
            'A = ⟦NStr("ru = \'Да\';")⟧; // a\r\nB = ⟦NStr("Hello")⟧;\r\nC = ⟦NStr("ru = ""а""")⟧;\r\n',
            fixed='A = NStr("ru = \'Да\'; en = \'Да\'; de = \'Да\';"); // a\r\nB = NStr("Hello");\r\nC = NStr("ru = ""а""; en = ""а""; de = ""а""");\r\n',
            parameters={"declaredLanguages": "ru,en,de"},
            hidden=True,
        ),
        Bad("Сообщить(⟦НСтр(\"en = 'Done'\")⟧);\n"),
        Bad('A = ⟦NStr("ru = \'Да\'")⟧;\nB = ⟦NStr("Hello")⟧;\n', parameters={"declaredLanguages": "ru,en"}),
        Good("А = НСтр(\"ru = 'Да'; en='Yes'\") + НСтр(Текст);\nБ = НСтр(\"RU='Не = ''да'''\");\n"),
        Good('А = СтрШаблон(НСтр("en = \'Done %1\'"), Б);\nВ = НСтр("en = \'Done\'", "en");\n', hidden=True),
        Bad("А = ⟦НСтр(\"en = 'a\r\n|b';\r\n|de='c'\")⟧;\r\n", hidden=True),
        Good('А = НСтр();\nБ = НСтр("ru = ""да""");\n', hidden=True),
    ),
)


@RULE.calls(*NSTR)
def check(call: Call, code: Code, parameters: Parameters) -> Found:
    missing = missing_languages(call, parameters.declared_languages)
    if missing and not is_template(call, code):
        yield RULE.at(call.node, languages=", ".join(missing), fix=lambda: _fix(call, missing))


def _fix(call: Call, missing: list[str]) -> Edits | None:
    """The text of the first language, for a translator to go on from, at the end of the literal."""
    literal = call.argument(0)
    shape = shape_of(literal) if literal is not None and literal.kind == "string" else None
    if literal is None or shape is None or shape.broken >= 0 or not shape.texts:
        return None
    data = literal.data
    start, end = shape.texts[0]
    width = 1 if data[end : end + 1] == b"'" else 2
    text = data[start - width : end + width].decode("utf-8", "replace")
    last = data[literal.start : literal.end - 1].rstrip(b" \t;")
    at = literal.start + len(last)
    if "\n" in text or "\r" in text or data[at - 1 : at] not in (b"'", b'"'):
        return None
    return [insert(at, "".join(f"; {one} = {text}" for one in missing))]
