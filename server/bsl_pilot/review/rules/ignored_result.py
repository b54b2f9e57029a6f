"""A function that does nothing but give a result is called for nothing."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Rank, Rule, Text, insert

RULE = Rule(
    key="IgnoredResult",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Результат функции не используется", "The result of a function is not used"),
    about=Text(
        "СтрЗаменить(), СокрЛП(), Формат() не меняют того, что им передали: они дают новое значение. Если его не присвоить, "
        "вызов не делает ничего.",
        "StrReplace(), TrimAll(), Format() do not change what they are given: they give a new value. Where it is not "
        "assigned the call does nothing.",
    ),
    message=Text(
        "«{name}» ничего не меняет, а результат не используется",
        "`{name}` changes nothing, and its result is not used",
    ),
    fix=Text("Присвоить результат переменной", "Assign the result to the variable"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Процедура Пример(Текст)\n\t⟦СтрЗаменить(Текст, ",", ".")⟧;\n\t⟦Сред(А, 1)⟧;\nКонецПроцедуры\n',
            fixed='Процедура Пример(Текст)\n\tТекст = СтрЗаменить(Текст, ",", ".");\n\tА = Сред(А, 1);\nКонецПроцедуры\n',
        ),
        Bad(
            "⟦trimall(A.B)⟧;\nIf C Then ⟦Rows.FindRows(D)⟧; EndIf;\n",
            fixed="A.B = trimall(A.B);\nIf C Then Rows.FindRows(D); EndIf;\n",
        ),
        Good(
            "А = СокрЛП(А);\nПопытка\n\tНРег(Б);\nИсключение\nКонецПопытки;\nТовары.Сортировать(А);\nRange.Copy();\nФормат(Неопределено);\n"
            "Файл.Скопировать(Б, В);\n"
        ),
        Good("СтрЗаменить(", hidden=True),
        Good("Процедура Сред(А)\n\tСтр.Количество(А);\nКонецПроцедуры\n", hidden=True),
    ),
)
_CHANGED = frozenset(
    {
        *(
            "стрзаменить",
            "strreplace",
            "сокрлп",
            "trimall",
            "сокрл",
            "triml",
            "сокрп",
            "trimr",
            "врег",
            "upper",
        ),
        *("нрег", "lower", "трег", "title", "лев", "left", "прав", "right", "сред", "mid", "окр", "round"),
        *("цел", "int", "началодня", "begofday", "конецдня", "endofday", "началомесяца", "begofmonth"),
        *("конецмесяца", "endofmonth", "добавитьмесяц", "addmonth"),
    }
)
"""Functions whose first argument is most likely what should get the result."""


@RULE.calls(
    *("СтрЗаменить", "StrReplace", "СокрЛП", "TrimAll", "СокрЛ", "TrimL", "СокрП", "TrimR", "ВРег", "Upper"),
    *(
        "НРег",
        "Lower",
        "ТРег",
        "Title",
        "Лев",
        "Left",
        "Прав",
        "Right",
        "Сред",
        "Mid",
        "Окр",
        "Round",
        "Цел",
        "Int",
    ),
    *(
        "НачалоДня",
        "BegOfDay",
        "КонецДня",
        "EndOfDay",
        "НачалоМесяца",
        "BegOfMonth",
        "КонецМесяца",
        "EndOfMonth",
    ),
    *("ДобавитьМесяц", "AddMonth", "СтрДлина", "StrLen", "СтрНайти", "StrFind", "СтрРазделить", "StrSplit"),
    *(
        "СтрСоединить",
        "StrConcat",
        "СтрШаблон",
        "StrTemplate",
        "СтрНачинаетсяС",
        "StrStartsWith",
        "ТипЗнч",
        "TypeOf",
    ),
    *(
        "ПустаяСтрока",
        "IsBlankString",
        "ЗначениеЗаполнено",
        "ValueIsFilled",
        "НСтр",
        "NStr",
        "ТекущаяДатаСеанса",
    ),
    *("CurrentSessionDate", "ИнформацияОбОшибке", "ErrorInfo", "ОписаниеОшибки", "ErrorDescription"),
)
def of_function(call: Call, _code: Code) -> Found:
    if call.is_statement and call.arguments and call.node.inside("try_statement") is None:
        yield RULE.at(
            call.node, name=call.name.text, fix=partial(_fix, call) if call.word in _CHANGED else None
        )


@RULE.members("НайтиСтроки", "FindRows", "ВыгрузитьКолонку", "UnloadColumn")
def of_collection(call: Call, _code: Code) -> Found:
    if call.is_statement and len(call.arguments) == 1 and call.node.inside("try_statement") is None:
        yield RULE.at(call.node, name=call.name.text)


def _fix(call: Call) -> Edits | None:
    changed = call.argument(0)
    if changed is None or changed.kind not in ("identifier", "member_access"):
        return None
    return [insert(call.node.start, f"{changed.text} = ")]
