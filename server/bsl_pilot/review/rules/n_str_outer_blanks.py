"""A translated text begins or ends with blanks."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Range, Rank, Rule, Text
from bsl_pilot.review.code.nstr import shape_of
from bsl_pilot.review.code.translations import NSTR

RULE = Rule(
    key="NStrOuterBlanks",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=3,
    language=For.BSL,
    title=Text("Пробелы по краям текста НСтр", "Blanks at the ends of an NStr text"),
    about=Text(
        "Пробел в начале или в конце значит, что текст склеивается с другим: переводчик его не увидит и потеряет, а порядок "
        "слов в другом языке иной. Напишите всю фразу в одном тексте с %1 и подставьте значения через СтрШаблон().",
        "A blank at the beginning or end means that the text is glued to another: a translator does not see it and loses it, "
        "and other languages have another order of words. Write the whole phrase in one text with %1 and put the values in "
        "with StrTemplate().",
    ),
    message=Text("Текст начинается или кончается пробелом", "The text begins or ends with a blank"),
    see=("https://its.1c.ru/db/v8std/content/761/hdoc",),
    examples=(
        Bad("А = НСтр(\"ru = 'Не найден файл⟦ ⟧'\") + ИмяФайла;\n"),
        Bad("A = NStr(\"ru = '⟦  ⟧да'; en = 'yes⟦\t⟧'\");\n"),
        Good(
            "А = НСтр(\"ru = 'Не найден %1'; en = ''\");\nБ = НСтр(\"ru = ' '\");\nВ = НСтр(\"ru = 'а\n\t| б\n\t|'\");\n"
        ),
        Good("А = НСтр(\"ru = 'а ", hidden=True),
    ),
)
_BLANKS = b" \t"


@RULE.calls(*NSTR)
def check(call: Call, code: Code) -> Found:
    literal = call.argument(0)
    if literal is None or literal.kind != "string":
        return
    for start, end in shape_of(literal).texts:
        text = code.data[start:end]
        if not text.strip():
            continue
        first = len(text) - len(text.lstrip(_BLANKS))
        last = len(text.rstrip(_BLANKS))
        if first:
            yield RULE.at(Range(start, start + first))
        if last < len(text) and text[last - 1 : last] != b"|":
            yield RULE.at(Range(start + last, end))
