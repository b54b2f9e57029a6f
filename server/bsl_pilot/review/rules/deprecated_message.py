"""The user is told something in the old way."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.edits import indent_of, line_end
from bsl_pilot.text.words import fold, is_latin

RULE = Rule(
    key="DeprecatedMessage",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    title=Text("Вызов Сообщить()", "Call of Message()"),
    about=Text(
        "Сообщить() не связывает текст с полем формы и не работает в фоновых заданиях. СообщениеПользователю умеет и "
        "то и другое.",
        "Message() does not tie the text to a field of the form and does not work in background jobs. UserMessage does "
        "both.",
    ),
    message=Text("Вместо Сообщить() нужно СообщениеПользователю", "UserMessage instead of Message()"),
    fix=Text("Заменить на СообщениеПользователю", "Replace by UserMessage"),
    see=("https://its.1c.ru/db/v8std/content/418/hdoc",),
    examples=(
        Bad(
            'Процедура А()\n\t⟦Сообщить⟧("Готово");\nКонецПроцедуры\n',
            fixed="Процедура А()\n\tСообщение = Новый СообщениеПользователю;\n"
            '\tСообщение.Текст = "Готово";\n\tСообщение.Сообщить();\nКонецПроцедуры\n',
        ),
        Bad(
            'Procedure P(UserMessage)\r\n\t⟦Message⟧(UserMessage + "!"); // so\r\nEndProcedure\r\n',
            fixed="Procedure P(UserMessage)\r\n\tMessageToUser = New UserMessage;\r\n"
            '\tMessageToUser.Text = UserMessage + "!";\r\n\tMessageToUser.Message(); // so\r\nEndProcedure\r\n',
        ),
        Bad(
            '⟦Сообщить⟧("А", СтатусСообщения.Важное);\nЕсли А Тогда ⟦Сообщить⟧("Б") КонецЕсли;\n', hidden=True
        ),
        Good("Сообщение.Сообщить();\nСообщить = 1;\n"),
    ),
)
_RUSSIAN = ("Сообщение", "СообщениеДляПользователя", "Новый СообщениеПользователю", "Текст", "Сообщить")
_ENGLISH = ("UserMessage", "MessageToUser", "New UserMessage", "Text", "Message")


@RULE.calls("Сообщить", "Message")
def check(call: Call, code: Code) -> Found:
    yield RULE.at(call.name, fix=partial(_fix, call, code))


def _fix(call: Call, code: Code) -> Edits | None:
    """Three statements instead of one that stands alone on its lines and gives a text only."""
    text = call.argument(0)
    if not call.is_statement or len(call.arguments) != 1 or text is None:
        return None
    if code.data[code.data.rfind(b"\n", 0, call.node.start) + 1 : call.node.start].strip():
        return None
    first, second, new, field, send = _ENGLISH if is_latin(call.word) else _RUSSIAN
    name = first if fold(first) not in code.words else second
    if fold(name) in code.words:
        return None
    between = f";{line_end(code)}{indent_of(call.node.start, code)}"
    lines = (f"{name} = {new}", f"{name}.{field} = {text.text}", f"{name}.{send}()")
    return [replace(call.node, between.join(lines))]
