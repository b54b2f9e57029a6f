"""Two branches of one `Если` have the same condition."""

from __future__ import annotations

from collections import defaultdict

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason

RULE = Rule(
    key="IfElseDuplicatedCondition",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Повторяющееся условие", "The same condition twice"),
    about=Text(
        "Вторая ветка с тем же условием не выполнится никогда: скорее всего, в ней проверяли другое.",
        "The second branch of the same condition never runs: most likely it was to check something else.",
    ),
    message=Text("Это условие проверяется ещё раз", "This condition is checked again"),
    examples=(
        Bad(
            "Если ⟦А = 1⟧ Тогда\n\tБ();\nИначеЕсли В Тогда\n\tГ();\nИначеЕсли А = 1 Тогда\n\tД();\nКонецЕсли;\n"
        ),
        Bad(
            "If X Then\n\tA();\nElsIf ⟦b.C(1)⟧ Then\n\tA();\nElsIf B.c( 1 ) Then\n\tD();\nElsIf B.C(1) Then\n\tE();\nEndIf;\n"
        ),
        Good(
            'Если А = "да" Тогда\n\tБ();\nИначеЕсли А = "Да" Тогда\n\tВ();\nКонецЕсли;\nЕсли А = "да" Тогда\n\tГ();\nКонецЕсли;\n'
        ),
        Good("Если Тогда ИначеЕсли Тогда ИначеЕсли", hidden=True),
    ),
)
_HERE = Text("То же условие здесь", "The same condition here")


@RULE.nodes("if_statement")
def check(node: Node, _code: Code) -> Found:
    clauses = [one for one in node.children if one.kind == "elsif_clause"]
    if not clauses:
        return
    same: dict[object, list[Node]] = defaultdict(list)
    for one in (node, *clauses):
        condition = one.child("condition")
        if condition is not None and condition.kind != "missing_operand":
            same[condition.bare.words].append(condition)
    for first, *others in same.values():
        if others:
            yield RULE.at(first, reasons=[reason(one, _HERE) for one in others])
