"""A message that only the programmer understands was left in the code."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.review.edits import without_statement
from bsl_pilot.text.words import fold

RULE = Rule(
    key="DebugMessage",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Отладочное сообщение", "Message left from debugging"),
    about=Text(
        'Сообщить(1), Сообщить("тест") пишут, чтобы узнать, дошёл ли код до этого места. Пользователю такое сообщение '
        "ничего не скажет. Для отладки есть точки останова и журнал регистрации.",
        'Message(1), Message("test") are written to see whether the code gets there. To the user such a message says '
        "nothing. For debugging there are breakpoints and the event log.",
    ),
    message=Text("Похоже на отладочное сообщение", "This looks like a message left from debugging"),
    fix=Text("Убрать сообщение", "Remove the message"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Процедура Пример()\n\t⟦Сообщить("тест")⟧;\n\t⟦Сообщить(1)⟧;\n\tА();\nКонецПроцедуры\n',
            fixed="Процедура Пример()\n\tА();\nКонецПроцедуры\n",
        ),
        Bad('⟦message("!!!")⟧;\n⟦Message("here 2")⟧;\n⟦Message("111")⟧;\n', fixed="\n"),
        Good(
            'Сообщить("Готово");\nСообщить(НСтр("ru = \'Тест пройден\'"));\nСообщить(Текст);\nСообщить("");\nСообщить("---");\n'
        ),
        Good("Сообщить(", hidden=True),
    ),
)
_DEBUG = re.compile(
    r"(?:\d+|[!?*]+|(?:тест|test|отладка|debug|проверка|здесь|here|вход|выход|aaa+|ааа+|qqq+|123|ok|ок)[\s\d!.:]*)"
)


@RULE.calls("Сообщить", "Message")
def check(call: Call, code: Code) -> Found:
    text = call.argument(0)
    if text is not None and call.is_statement and _is_debug(text.bare):
        yield RULE.at(call.node, fix=partial(_fix, call, code))


def _is_debug(text: Node) -> bool:
    if text.kind in ("number", "boolean"):
        return True
    value = string_value(text)
    return value is not None and _DEBUG.fullmatch(fold(value.strip())) is not None


def _fix(call: Call, code: Code) -> Edits | None:
    return without_statement(call.node.parent, code) if call.node.parent is not None else None
