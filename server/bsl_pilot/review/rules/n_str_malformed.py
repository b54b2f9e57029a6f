"""The text of an NStr does not have the shape that the platform reads."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.nstr import shape_of
from bsl_pilot.review.code.nstr_edits import in_shape
from bsl_pilot.review.code.translations import NSTR

RULE = Rule(
    key="NStrMalformed",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    language=For.BSL,
    title=Text("Неверный вид текста НСтр", "Wrong shape of an NStr text"),
    about=Text(
        "НСтр() ждёт «ru = 'Да'; en = 'Yes'»: код языка, знак равенства, текст в кавычках, точка с запятой между языками. "
        "Если вид другой, платформа молча покажет пустую строку или часть текста. Апостроф внутри текста удваивают.",
        "NStr() expects `ru = 'Да'; en = 'Yes'`: code of the language, equals sign, text in quotes, semicolon between "
        "languages. Of another shape the platform silently shows an empty string or a part of the text. An apostrophe in "
        "the text is doubled.",
    ),
    fix=Text("Исправить вид текста", "Correct the shape of the text"),
    fix_is_safe=False,
    message=Text(
        "Текст не вида «ru = 'текст'; en = 'text'»",
        "The text is not of the shape `ru = 'текст'; en = 'text'`",
    ),
    see=("https://its.1c.ru/db/v8std/content/761/hdoc",),
    examples=(
        Bad(
            "А = НСтр(⟦\"ru = 'Да' en = 'Yes'\"⟧);\nБ = НСтр(⟦\"Готово\"⟧);\n",
            fixed="А = НСтр(\"ru = 'Да'; en = 'Yes'\");\nБ = НСтр(\"Готово\");\n",
        ),
        Bad(
            'A = NStr(⟦"ru: \'Да\'"⟧);\nB = nstr(⟦"en = \'It isn\'t\'"⟧); // b\r\nC = NStr(⟦"en = \'Yes"⟧);\nD = NStr(⟦"en = No;"⟧);\n',
            fixed="A = NStr(\"ru = 'Да'\");\nB = nstr(\"en = 'It isn''t'\"); // b\r\nC = NStr(\"en = 'Yes'\");\nD = NStr(\"en = 'No'\");\n",
        ),
        Bad(
            "А = НСтр(⟦\"ru = 'Да', en = 'Yes'\"⟧);\nБ = НСтр(⟦\"ru = 'а'б' en = 'c'd'\"⟧);\n",
            fixed="А = НСтр(\"ru = 'Да'; en = 'Yes'\");\nБ = НСтр(\"ru = 'а'б' en = 'c'd'\");\n",
            hidden=True,
        ),
        Bad("А = НСтр(⟦\"ru = 'Да' en = 'Yes'\"⟧);\nБ = НСтр(⟦\"Готово\"⟧);\n"),
        Bad("A = NStr(⟦\"ru: 'Да'\"⟧);\nB = nstr(⟦\"en = 'It isn't'\"⟧);\nC = NStr(⟦\"en = 'Yes\"⟧);\n"),
        Good(
            "А = НСтр(\"ru = 'Да'; en='It isn''t';\");\nБ = НСтр(\"ru = 'Первая\n\t|вторая';\n\t|en = 'A'\");\nВ = НСтр(Текст);\n"
            'Г = НСтр("ru = ""да""");\nД = НСтр("");\n'
        ),
        Good('А = НСтр("ru = \'а\'"\n\t"; en = \'b\'");\nБ = НСтр("', hidden=True),
    ),
)


@RULE.calls(*NSTR)
def check(call: Call, _code: Code) -> Found:
    text = call.argument(0)
    if text is None or text.kind != "string" or '"\n' in text.text or '"\r' in text.text:
        return
    if shape_of(text).broken >= 0:
        yield RULE.at(text, fix=lambda: _fix(text))


def _fix(text: Node) -> Edits | None:
    """A forgotten semicolon, quote or equals sign, an apostrophe that is not doubled; nothing where it is not sure."""
    if text.kind != "string" or text.children:
        return None
    new = in_shape(text.text[1:-1])
    return [replace(text, f'"{new}"')] if new else None
