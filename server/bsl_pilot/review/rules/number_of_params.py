"""A method of too many parameters."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Range, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    max_params_count: int = 7


RULE = Rule(
    key="NumberOfParams",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=30,
    title=Text("Много параметров", "Too many parameters"),
    about=Text(
        "В длинном списке параметров легко перепутать порядок. Соберите то, что относится к одному, в структуру или "
        "разделите метод.",
        "In a long list of parameters the order is easily mixed up. Put together in a structure what belongs together, "
        "or split the method.",
    ),
    message=Text(
        "Параметров у «{name}»: {count}, больше {limit}", "`{name}` has {count} parameters, more than {limit}"
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxParamsCount", Text("наибольшее число параметров", "the greatest number of parameters")),
    ),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad("Процедура Записать(⟦А, Б, В, Г, Д, Е, Ж, З⟧)\nКонецПроцедуры\n"),
        Bad(
            "Function F(⟦Val A,\n\tB = 1⟧) Export\n\tReturn A;\nEndFunction\n",
            parameters={"maxParamsCount": 1},
            hidden=True,
        ),
        Good("Процедура Записать(А, Б, В, Г, Д, Е, Ж)\nКонецПроцедуры\n"),
        Good("Процедура А(", hidden=True),
    ),
)


@RULE.methods
def check(method: Method, _code: Code, parameters: Parameters) -> Found:
    count = len(method.parameters)
    if count > parameters.max_params_count:
        place = Range(method.parameters[0].node.start, method.parameters[-1].node.end)
        yield RULE.at(place, name=method.name.text, count=count, limit=parameters.max_params_count)
