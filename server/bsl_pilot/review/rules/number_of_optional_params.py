"""A method of too many optional parameters."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Range, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    max_optional_params_count: int = 3


RULE = Rule(
    key="NumberOfOptionalParams",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=30,
    title=Text("Много необязательных параметров", "Too many optional parameters"),
    about=Text(
        "Вызов с пропущенными параметрами — «Найти(А, , , Истина)» — не прочитать без описания метода. Передавайте "
        "необязательное структурой.",
        "A call with arguments left out, `Find(A, , , True)`, can't be read without the method's description. Hand over "
        "in a structure what is optional.",
    ),
    message=Text(
        "Необязательных параметров у «{name}»: {count}, больше {limit}",
        "`{name}` has {count} optional parameters, more than {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxOptionalParamsCount", Text("наибольшее число необязательных параметров", "the greatest number")),
    ),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad('Процедура Найти(⟦А, Б = 1, В = Неопределено, Г = "", Д = Ложь⟧)\nКонецПроцедуры\n'),
        Bad(
            "Function F(⟦Val A = 1, &B C = 2⟧)\n\tReturn A;\nEndFunction\n",
            parameters={"maxOptionalParamsCount": 1},
            hidden=True,
        ),
        Good('Процедура Найти(А, Б, В = Неопределено, Г = "", Д = Ложь)\nКонецПроцедуры\n'),
        Good("Процедура А()\nКонецПроцедуры\nПроцедура Б(В = ", hidden=True),
    ),
)


@RULE.methods
def check(method: Method, _code: Code, parameters: Parameters) -> Found:
    count = len(method.parameters) - method.required
    if count > parameters.max_optional_params_count:
        place = Range(method.parameters[0].node.start, method.parameters[-1].node.end)
        yield RULE.at(place, name=method.name.text, count=count, limit=parameters.max_optional_params_count)
