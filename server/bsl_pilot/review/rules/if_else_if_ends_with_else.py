"""A chain of `ИначеЕсли` without `Иначе`."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="IfElseIfEndsWithElse",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Цепочка условий без «Иначе»", "A chain of conditions without `Else`"),
    about=Text(
        "Если ни одно из перечисленных условий не подошло, код молча ничего не сделает. Скажите в «Иначе», что тогда "
        "должно быть: например, вызовите исключение.",
        "Where none of the conditions holds, the code silently does nothing. Say in `Else` what should happen then: "
        "raise, for example.",
    ),
    message=Text(
        "Цепочка «ИначеЕсли» не заканчивается «Иначе»", "The chain of `ElsIf` does not end with `Else`"
    ),
    examples=(
        Bad("Если А Тогда\n\tБ();\nИначеЕсли В Тогда\n\tГ();\n⟦КонецЕсли⟧;\n"),
        Bad("If A Then ElsIf B Then If C Then ElsIf D Then ⟦EndIf⟧; Else E(); EndIf;", hidden=True),
        Good(
            "Если А Тогда\n\tБ();\nИначеЕсли В Тогда\n\tГ();\nИначе\n\tД();\nКонецЕсли;\nЕсли А Тогда\n\tБ();\nКонецЕсли;\n"
        ),
        Good("Если А Тогда ИначеЕсли Б Тогда", hidden=True),
    ),
)


@RULE.nodes("if_statement")
def check(node: Node, _code: Code) -> Found:
    last = node.token("endif")
    if last is not None and node.token("elsif_clause") is not None and node.token("else_clause") is None:
        yield RULE.at(last)
