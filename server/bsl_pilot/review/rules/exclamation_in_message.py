"""A text for the user shouts."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.translations import NSTR

RULE = Rule(
    key="ExclamationInMessage",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Восклицательный знак в сообщении", "Exclamation mark in a message"),
    about=Text(
        "Тексты для пользователя пишут спокойно: восклицательный знак звучит как окрик и не добавляет ничего к смыслу.",
        "Texts for the user are written calmly: an exclamation mark sounds like a shout and adds nothing to what is said.",
    ),
    message=Text(
        "Восклицательный знак в тексте для пользователя", "An exclamation mark in a text for the user"
    ),
    fix=Text("Заменить точкой", "Replace with a full stop"),
    see=("https://its.1c.ru/db/v8std/content/585/hdoc",),
    examples=(
        Bad(
            'Сообщить(НСтр("ru = \'Документ не записан⟦!⟧\'"));\nПоказатьПредупреждение(, "Ошибка⟦!!!⟧ Повторите.");\n',
            fixed='Сообщить(НСтр("ru = \'Документ не записан.\'"));\nПоказатьПредупреждение(, "Ошибка. Повторите.");\n',
        ),
        Bad(
            "A = NStr(\"ru = 'Готово⟦!⟧';\n\t|en = 'Done⟦!⟧'\");\nMessage(\"Stop⟦!⟧\" + B);\n",
            fixed="A = NStr(\"ru = 'Готово.';\n\t|en = 'Done.'\");\nMessage(\"Stop.\" + B);\n",
        ),
        Good(
            'А = "Внимание!";\nБ = НСтр("ru = \'Путь!имя: <!-- --> !=\'");\nСообщить("Готово.");\nСообщить(Сообщения["!"]);\n'
        ),
        Good("А = НСтр(Б);\nВ = НСтр(\"ru = '!'\");\nСообщить(", hidden=True),
    ),
)
_MARK = re.compile(rb"(?<=[0-9A-Za-z\x80-\xbf)\]%])!+(?=[\s\"'])")
_SHOWN = {"показатьпредупреждение": 1, "showmessagebox": 1, "показатьвопрос": 1, "showquerybox": 1}


@RULE.calls(
    *(*NSTR, "Сообщить", "Message", "Предупреждение", "DoMessageBox", "Вопрос", "DoQueryBox"),
    *("ПоказатьПредупреждение", "ShowMessageBox", "ПоказатьВопрос", "ShowQueryBox"),
)
def check(call: Call, code: Code) -> Found:
    text = call.argument(_SHOWN.get(call.word, 0))
    for literal in _literals(text):
        for match in _MARK.finditer(code.data, literal.start, literal.end):
            place = Range(*match.span())
            yield RULE.at(place, fix=partial(_fix, place))


def _literals(text: Node | None) -> list[Node]:
    """The literal, or the literals of a sum."""
    if text is None:
        return []
    text = text.bare
    if text.kind == "string":
        return [text]
    if text.kind != "binary":
        return []
    return [*_literals(text.child("left")), *_literals(text.child("right"))]


def _fix(place: Range) -> Edits:
    return [replace(place, ".")]
