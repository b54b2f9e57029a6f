"""The letter ё in a name."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.edits import renamed

RULE = Rule(
    key="YoLetterUsage",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=5,
    title=Text("Буква «ё» в имени", "The letter ё in a name"),
    about=Text(
        "Имена пишутся без «ё»: для платформы «Счёт» и «Счет» — разные имена, а ищут и набирают обычно второе.",
        "Names are written without `ё`: the platform takes names with `ё` and with `е` for different ones, and people "
        "look for the latter.",
    ),
    message=Text("Буква «ё» в имени «{name}»", "The letter `ё` in the name `{name}`"),
    fix=Text("Заменить «ё» на «е»", "Write `е` instead of `ё`"),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad(
            "Процедура А(⟦Счёт⟧)\n\tЗаписать(⟦счёт⟧);\nКонецПроцедуры\n",
            fixed="Процедура А(Счет)\n\tЗаписать(Счет);\nКонецПроцедуры\n",
        ),
        Bad("Function ⟦Учёт⟧() Export\n\tReturn Объект.⟦Ёмкость⟧;\nEndFunction\n"),
        Good('// учёт\nСчет = "Счёт";\n'),
        Bad("Процедура А(⟦Счёт⟧, Счет)\nКонецПроцедуры\n", fixed=None, hidden=True),
    ),
)
_YO = ("ё".encode(), "Ё".encode())


@RULE.pieces
def check(code: Code) -> Found:
    if _YO[0] not in code.data and _YO[1] not in code.data:
        return
    for word, nodes in code.words.items():
        if "ё" in word:
            for node in nodes:
                new = node.text.replace("ё", "е").replace("Ё", "Е")
                yield RULE.at(node, name=node.text, fix=partial(renamed, word, new, code))
