"""Data of the form are turned into a value by way of their type."""

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
    ModuleType,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.method import CLIENT_SERVER_NO_CONTEXT, SERVER_NO_CONTEXT
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="FormDataToValue",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=5,
    language=For.BSL,
    title=Text("Вызов ДанныеФормыВЗначение()", "Call of FormDataToValue()"),
    about=Text(
        "В серверном методе формы РеквизитФормыВЗначение() короче и сам знает тип реквизита. ДанныеФормыВЗначение() "
        "нужна лишь там, где формы нет: в методах без контекста.",
        "In a server method of a form FormAttributeToValue() is shorter and knows the attribute's type by itself. "
        "FormDataToValue() is needed only where there is no form: in methods without context.",
    ),
    message=Text(
        "Вместо ДанныеФормыВЗначение() нужен РеквизитФормыВЗначение()",
        "FormAttributeToValue() instead of FormDataToValue()",
    ),
    fix=Text("Заменить на РеквизитФормыВЗначение()", "Replace by FormAttributeToValue()"),
    see=("https://its.1c.ru/db/v8std/content/409/hdoc",),
    examples=(
        Bad(
            '&НаСервере\nПроцедура А()\n\tТ = ⟦ДанныеФормыВЗначение⟧(Таблица, Тип("ТаблицаЗначений"));\nКонецПроцедуры\n',
            fixed='&НаСервере\nПроцедура А()\n\tТ = РеквизитФормыВЗначение("Таблица");\nКонецПроцедуры\n',
            path="DataProcessors/Обмен/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            'Procedure P(Param)\n\tA = ⟦FormDataToValue⟧(Param, Type("ValueTable"));\nEndProcedure\n',
            path="DataProcessors/Обмен/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good(
            '&НаСервереБезКонтекста\nПроцедура А(Данные)\n\tТ = ДанныеФормыВЗначение(Данные, Тип("ТаблицаЗначений"));\n'
            "КонецПроцедуры\n",
            path="DataProcessors/Обмен/Forms/Форма/Ext/Form/Module.bsl",
        ),
    ),
)
_NO_FORM = SERVER_NO_CONTEXT | CLIENT_SERVER_NO_CONTEXT


@RULE.calls("ДанныеФормыВЗначение", "FormDataToValue")
def check(call: Call, code: Code) -> Found:
    if code.scene.type not in (ModuleType.FORM, ModuleType.UNKNOWN):
        return  # there is no form
    directives = code.method.directives if code.method is not None else ()
    if not any(one.word in _NO_FORM for one in directives):
        yield RULE.at(call.name, fix=partial(_fix, call, code))


def _fix(call: Call, code: Code) -> Edits | None:
    """In a form a name that the method does not have itself is an attribute of the form."""
    data = call.argument(0)
    if code.scene.type is not ModuleType.FORM or data is None or data.kind != "identifier":
        return None
    if code.is_local(data.word):
        return None
    name = "FormAttributeToValue" if is_latin(call.word) else "РеквизитФормыВЗначение"
    return [replace(call.node, f'{name}("{data.text}")')]
