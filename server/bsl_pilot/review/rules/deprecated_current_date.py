"""The clock of the computer is asked where the session's time is meant."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text, replace
from bsl_pilot.review.code.sides import sides_of
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="DeprecatedCurrentDate",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Вызов ТекущаяДата()", "Call of CurrentDate()"),
    about=Text(
        "ТекущаяДата() даёт время компьютера, на котором выполняется код: на сервере и у пользователя в другом часовом "
        "поясе оно разное. На сервере нужна ТекущаяДатаСеанса(), на клиенте дату надо получать с сервера.",
        "CurrentDate() gives the time of the computer that runs the code: at the server and at a user in another time "
        "zone it differs. At the server use CurrentSessionDate(); at the client get the date from the server.",
    ),
    message=Text("Вместо ТекущаяДата() нужна дата сеанса", "The session's date instead of CurrentDate()"),
    fix=Text("Заменить на ТекущаяДатаСеанса()", "Replace by CurrentSessionDate()"),
    see=("https://its.1c.ru/db/v8std/content/643/hdoc",),
    examples=(
        Bad(
            "&НаСервере\nПроцедура Заполнить()\n\tДата = ⟦ТекущаяДата⟧();\nКонецПроцедуры\n",
            fixed="&НаСервере\nПроцедура Заполнить()\n\tДата = ТекущаяДатаСеанса();\nКонецПроцедуры\n",
            path="Documents/Заказ/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "&AtClient\nProcedure P()\n\tA = ⟦CurrentDate⟧();\nEndProcedure\n\nProcedure S()\n"
            "\tA = Year(⟦currentdate⟧ ( ));\nEndProcedure\n",
            fixed="&AtClient\nProcedure P()\n\tA = CurrentDate();\nEndProcedure\n\nProcedure S()\n"
            "\tA = Year(CurrentSessionDate ( ));\nEndProcedure\n",
            path="Documents/Заказ/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good("Дата = ТекущаяДатаСеанса();\nДата = Объект.ТекущаяДата();\nДата = ТекущаяДата;\n"),
    ),
)


@RULE.calls("ТекущаяДата", "CurrentDate")
def check(call: Call, code: Code) -> Found:
    if sides_of(code).client:
        yield RULE.at(call.name)  # the session's date is not there
        return
    name = "CurrentSessionDate" if is_latin(call.word) else "ТекущаяДатаСеанса"
    yield RULE.at(call.name, fix=lambda: [replace(call.name, name)])
