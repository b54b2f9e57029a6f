"""The old search in a string."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="DeprecatedFind",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    since=(8, 3, 6),
    title=Text("Вызов Найти()", "Call of Find()"),
    about=Text(
        "Найти() устарела: СтрНайти() ищет то же, умеет искать с конца, с заданного места и очередное вхождение.",
        "Find() is deprecated: StrFind() does the same and can also search from the end, from a place and for the "
        "n-th occurrence.",
    ),
    message=Text("Вместо «{name}» нужна СтрНайти()", "StrFind() instead of `{name}`"),
    fix=Text("Заменить на СтрНайти()", "Replace by StrFind()"),
    examples=(
        Bad(
            'Если ⟦Найти⟧(Имя, "_") > 0 Тогда\nКонецЕсли;\n',
            fixed='Если СтрНайти(Имя, "_") > 0 Тогда\nКонецЕсли;\n',
        ),
        Bad('A = ⟦FIND⟧(Name, "_");\n', fixed='A = StrFind(Name, "_");\n'),
        Good('Строка = Таблица.Найти(Имя, "Имя");\nА = СтрНайти(Имя, "_");\nНайти = 1;\n'),
        Good("Процедура А()\n\tНайти(1);\nКонецПроцедуры\n\nПроцедура Найти(Что)\nКонецПроцедуры\n"),
    ),
)


@RULE.collect
def calls(code: Code) -> Sequence[tuple[int, int, str]]:
    """Calls by the name alone: the module may have a method of that name."""
    return [
        (one.name.start, one.name.end, one.name.text)
        for word in ("найти", "find")
        for one in code.called.get(word, ())
    ]


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, collected in module.collected(RULE):
        for start, end, name in collected:
            if ("find" if is_latin(name) else "найти") in module.method_by_name:
                continue
            place = piece.place(Range(start, end))
            new = "StrFind" if is_latin(name) else "СтрНайти"
            yield RULE.at(place, name=name, fix=partial(_fix, place, new))


def _fix(place: Range, new: str) -> Edits:
    return [replace(place, new)]
