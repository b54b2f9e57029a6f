"""A date in the middle of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.naming import has_name


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
    message=Text("Что значит дата {date}? Дайте ей имя", "What does the date {date} mean? Give it a name"),
    parameters=Parameters,
    parameter_docs=(
        ("authorizedDates", Text("даты, которые можно писать где угодно", "dates that may stand anywhere")),
    ),
    examples=(
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
def check(node: Node, _code: Code, parameters: Parameters) -> Found:
    digits = "".join(char for char in node.text if "0" <= char <= "9")
    if digits not in _known(parameters.authorized_dates) and not has_name(node):
        yield RULE.at(node, date=node.text)


@lru_cache(maxsize=4)
def _known(dates: str) -> frozenset[str]:
    return frozenset(one.strip(" '\"") for one in dates.split(","))
