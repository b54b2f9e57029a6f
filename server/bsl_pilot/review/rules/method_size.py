"""A method of too many lines."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    max_method_size: int = 200


RULE = Rule(
    key="MethodSize",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=30,
    title=Text("Слишком длинный метод", "The method is too long"),
    about=Text(
        "Длинный метод делает слишком много: его трудно понять, проверить и использовать ещё раз. Разделите его.",
        "A long method does too much: it is hard to understand, to test and to use again. Split it.",
    ),
    message=Text(
        "В методе «{name}» строк: {size}, больше {limit}", "`{name}` has {size} lines, more than {limit}"
    ),
    parameters=Parameters,
    parameter_docs=(("maxMethodSize", Text("наибольшее число строк", "the greatest number of lines")),),
    examples=(
        Bad(
            "Процедура ⟦Длинная⟧()\n\tА();\n\tБ();\n\n\tВ();\nКонецПроцедуры\n",
            parameters={"maxMethodSize": 3},
        ),
        Bad(
            "Function ⟦F⟧()\r\n\tA();\r\n\tB();\r\nEndFunction", parameters={"maxMethodSize": 1}, hidden=True
        ),
        Good("Процедура Короткая()\n\tА();\n\tБ();\nКонецПроцедуры\n", parameters={"maxMethodSize": 2}),
        Good("Процедура П()\n\n\nКонецПроцедуры", parameters={"maxMethodSize": 0}, hidden=True),
    ),
)


@RULE.methods
def check(method: Method, code: Code, parameters: Parameters) -> Found:
    if method.body is None:
        return
    size = code.data.count(b"\n", method.body.start, method.body.end) + 1
    if size > parameters.max_method_size:
        yield RULE.at(method.name, name=method.name.text, size=size, limit=parameters.max_method_size)
