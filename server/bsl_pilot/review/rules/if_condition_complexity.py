"""A condition of too many parts."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    max_if_condition_complexity: int = 3


RULE = Rule(
    key="IfConditionComplexity",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    title=Text("Сложное условие", "Complex condition"),
    about=Text(
        "Условие из многих частей трудно прочитать и проверить. Дайте ему имя: вынесите его в переменную или в функцию.",
        "A condition of many parts is hard to read and to test. Give it a name: a variable or a function.",
    ),
    message=Text(
        "В условии частей: {count}, больше {limit}", "The condition has {count} parts, more than {limit}"
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxIfConditionComplexity", Text("наибольшее число частей условия", "the greatest number of parts")),
    ),
    examples=(
        Bad("Если ⟦А = 1 Или Б = 2 Или В = 3 Или Г⟧ Тогда\n\tД();\nКонецЕсли;\n"),
        Bad("If A Then\n\tB();\nElsIf ⟦(A and B) or\n\tNot (C and D)⟧ Then\n\tE();\nEndIf;\n"),
        Good(
            "Если А = 1 Или Б = 2 И Не В Тогда\n\tД = А Или Б Или В Или Г;\nКонецЕсли;\nПока А И Б И В И Г Цикл КонецЦикла;\n"
        ),
        Good("Если А И Б И ", hidden=True),
    ),
)


@RULE.nodes("if_statement", "elsif_clause")
def check(node: Node, _code: Code, parameters: Parameters) -> Found:
    condition = node.child("condition")
    if condition is None or condition.kind in ("identifier", "call", "method_call", "member_access"):
        return
    count = 1 + sum(1 for _ in condition.below("and", "or"))
    if count > parameters.max_if_condition_complexity:
        yield RULE.at(condition, count=count, limit=parameters.max_if_condition_complexity)
