"""A date in the middle of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.argument_names import name_of_argument
from bsl_pilot.review.code.language import is_english
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.naming import has_name
from bsl_pilot.review.extract import extracted, has_attributes


@dataclass(frozen=True, slots=True)
class Parameters:
    authorized_dates: str = "00010101,00010101000000,000101010000"


RULE = Rule(
    key="MagicDate",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    title=Text("Дата без имени", "Date without a name"),
    about=Text(
        "Что за день '20200101', из кода не понять. Присвойте дату переменной, имя которой это скажет.",
        "The code does not tell which day '20200101' is. Give the date to a variable whose name says it.",
    ),
    fix=Text("Назвать дату «{name}»", "Name the date `{name}`"),
    fix_is_safe=False,
    message=Text("Что значит дата {date}? Дайте ей имя", "What does the date {date} mean? Give it a name"),
    parameters=Parameters,
    parameter_docs=(
        ("authorizedDates", Text("даты, которые можно писать где угодно", "dates that may stand anywhere")),
    ),
    examples=(
        Bad(
            "Если Дата > ⟦'20200101'⟧ Тогда\n\tЗаписать(⟦'2020-01-01 10:00:00'⟧, ⟦'39991231'⟧);\nКонецЕсли;\n",
            fixed="ГраничнаяДата = '20200101';\nЕсли Дата > ГраничнаяДата Тогда\n\tМаксимальнаяДата = '39991231';\n\tЗаписать('2020-01-01 10:00:00', МаксимальнаяДата);\nКонецЕсли;\n",
        ),
        Bad(
            "Procedure P()\r\n\tIf A Then\r\n\t\tB = 1; // b\r\n\tElsIf C < ⟦'19991231'⟧ Then\r\n\t\tD = C < ⟦'19991231'⟧;\r\n\tEndIf;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tBoundaryDate = '19991231';\r\n\tIf A Then\r\n\t\tB = 1; // b\r\n\tElsIf C < BoundaryDate Then\r\n\t\tBoundaryDate = '19991231';\r\n\t\tD = C < BoundaryDate;\r\n\tEndIf;\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad("Если Дата > ⟦'20200101'⟧ Тогда\n\tЗаписать(⟦'2020-01-01 10:00:00'⟧);\nКонецЕсли;\n"),
        Bad("A = BegOfDay(⟦'19991231'⟧) + 1;\n"),
        Good(
            "НачалоУчета = '20200101';\nЕсли Дата > НачалоУчета И Дата <> '00010101' Тогда\nКонецЕсли;\n"
            "Поля.Вставить(\"Дата\", '20200101');\n"
        ),
        Good("Процедура А(Б = '20200101')\n\tВ = А('0001-01-01');\nКонецПроцедуры\n", hidden=True),
        Good("А = Б('20200101');\n", parameters={"authorizedDates": "20200101"}, hidden=True),
    ),
)


@RULE.nodes("date")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    digits = "".join(char for char in node.text if "0" <= char <= "9")
    if digits not in _known(parameters.authorized_dates) and not has_name(node):
        name = _name(node, digits, code)
        yield RULE.at(
            node, date=node.text, name=name, fix=partial(extracted, [(node, name)], code) if name else None
        )


_LAST = "3999"
"""The year that stands for all times to come."""
_LATEST = Text("МаксимальнаяДата", "LatestDate")
_BOUND = Text("ГраничнаяДата", "BoundaryDate")


def _name(node: Node, digits: str, code: Code) -> str:
    """What a date is called by where it stands: behind a sign of order, or as an argument of the platform."""
    parent = node.parent
    if digits.startswith(_LAST):
        name: Text | None = _LATEST
    elif parent is not None and operator(parent) in ("<", ">", "<=", ">="):
        name = _BOUND
    else:
        name = None if has_attributes(code) else name_of_argument(node)
    if name is None:
        return ""
    return name.en if is_english(code) else name.ru


@lru_cache(maxsize=4)
def _known(dates: str) -> frozenset[str]:
    return frozenset(one.strip(" '\"") for one in dates.split(","))
