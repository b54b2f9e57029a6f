"""A method with too many `Возврат`."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text, reason


@dataclass(frozen=True, slots=True)
class Parameters:
    max_returns_count: int = 3


RULE = Rule(
    key="TooManyReturns",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=20,
    on=False,
    title=Text("Много операторов «Возврат»", "Too many `Return` statements"),
    about=Text(
        "Чем больше у метода выходов, тем труднее понять, с чем и почему он закончился.",
        "The more exits a method has, the harder it is to see how and why it ended.",
    ),
    message=Text(
        "Операторов «Возврат» в «{name}»: {count}, больше {limit}",
        "`{name}` has {count} `Return`, more than {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxReturnsCount", Text("наибольшее число возвратов", "the greatest number of returns")),
    ),
    examples=(
        Bad(
            "Функция ⟦Знак⟧(А)\n\tЕсли А > 0 Тогда\n\t\tВозврат 1;\n\tКонецЕсли;\n\tВозврат -1;\nКонецФункции\n",
            parameters={"maxReturnsCount": 1},
        ),
        Bad("Procedure ⟦P⟧()\n\tRETURN;\n\tReturn;\n\treturn;\n\tReturn\nEndProcedure", hidden=True),
        Good(
            "Функция Знак(А)\n\tЕсли А > 0 Тогда\n\t\tВозврат 1;\n\tКонецЕсли;\n\tВозврат -1;\nКонецФункции\n"
        ),
    ),
)
_HERE = Text("+1: возврат", "+1: return")


@RULE.methods
def check(method: Method, code: Code, parameters: Parameters) -> Found:
    returns = code.of("return_statement")
    if len(returns) > parameters.max_returns_count:
        reasons = [reason(one, _HERE) for one in returns]
        yield RULE.at(
            method.name,
            name=method.name.text,
            count=len(returns),
            limit=parameters.max_returns_count,
            reasons=reasons,
        )
