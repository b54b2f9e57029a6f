"""A condition of too many parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.extract import extracted
from bsl_pilot.text.words import is_latin


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
    fix=Text("Вынести условие в переменную", "Put the condition into a variable"),
    fix_is_safe=False,
    message=Text(
        "В условии частей: {count}, больше {limit}", "The condition has {count} parts, more than {limit}"
    ),
    parameters=Parameters,
    parameter_docs=(
        ("maxIfConditionComplexity", Text("наибольшее число частей условия", "the greatest number of parts")),
    ),
    examples=(
        Bad(
            "Если ⟦А = 1 Или Б = 2 Или В = 3 Или Г⟧ Тогда\n\tД();\nКонецЕсли;\n",
            fixed="УсловиеВыполнено = А = 1 Или Б = 2 Или В = 3 Или Г;\nЕсли УсловиеВыполнено Тогда\n\tД();\nКонецЕсли;\n",
        ),
        Bad(
            "Procedure P()\r\n\tIf ⟦A = 1 Or B // b\r\n\t\tOr C Or D⟧ Then E(); EndIf;\r\n\tIf A Then\r\n\tElsIf ⟦A And B And C And D⟧ Then\r\n\tEndIf;\r\n\tG(); If ⟦(A() And B)\r\n\t\tOr C\r\n\t\tOr D⟧ Then\r\n\tEndIf;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tIf A = 1 Or B // b\r\n\t\tOr C Or D Then E(); EndIf;\r\n\tIf A Then\r\n\tElsIf A And B And C And D Then\r\n\tEndIf;\r\n\tG(); ConditionIsMet = (A() And B)\r\n\t\tOr C\r\n\t\tOr D; If ConditionIsMet Then\r\n\tEndIf;\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad("Если ⟦А = 1 Или Б = 2 Или В = 3 Или Г⟧ Тогда\n\tД();\nКонецЕсли;\n"),
        Bad("If A Then\n\tB();\nElsIf ⟦(A and B) or\n\tNot (C and D)⟧ Then\n\tE();\nEndIf;\n"),
        Good(
            "Если А = 1 Или Б = 2 И Не В Тогда\n\tД = А Или Б Или В Или Г;\nКонецЕсли;\nПока А И Б И В И Г Цикл КонецЦикла;\n"
        ),
        Good("Если А И Б И ", hidden=True),
    ),
)


@RULE.nodes("if_statement", "elsif_clause")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    if code.count(("and", "or")) < parameters.max_if_condition_complexity:
        return  # not even all of them would be too many
    condition = node.child("condition")
    if condition is None or condition.kind in ("identifier", "call", "method_call", "member_access"):
        return
    count = 1 + sum(1 for _ in condition.below("and", "or"))
    if count > parameters.max_if_condition_complexity:
        name = "ConditionIsMet" if is_latin(node.children[0].text) else "УсловиеВыполнено"
        fix = partial(extracted, [(condition, name)], code)
        yield RULE.at(condition, count=count, limit=parameters.max_if_condition_complexity, fix=fix)
