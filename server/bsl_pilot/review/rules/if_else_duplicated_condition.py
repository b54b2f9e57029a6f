"""Two branches of one `Если` have the same condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, reason
from bsl_pilot.review.code.branches import range_of
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.edits import without_range

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
    fix=Text("Убрать ветку, которая не выполнится", "Remove the branch that never runs"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Если ⟦А = 1⟧ Тогда\n\tБ();\nИначеЕсли В Тогда\n\tГ();\nИначеЕсли А = 1 Тогда\n\tД();\nКонецЕсли;\n",
            fixed="Если А = 1 Тогда\n\tБ();\nИначеЕсли В Тогда\n\tГ();\nКонецЕсли;\n",
        ),
        Bad(
            "If X Then\n\tA();\nElsIf ⟦b.C(1)⟧ Then\n\tA();\nElsIf B.c( 1 ) Then\n\tD();\nElsIf B.C(1) Then\n\tE();\nEndIf;\n",
            fixed="If X Then\n\tA();\nElsIf b.C(1) Then\n\tA();\nElsIf B.c( 1 ) Then\n\tD();\nElsIf B.C(1) Then\n\tE();\nEndIf;\n",
        ),
        Bad(
            "If ⟦A⟧ Then\r\n\tB(); // b\r\nElsIf (a) Then // again\r\n\t// gone\r\n\tC(); // c\r\n\t// of D\r\nElsIf D Then\r\n"
            "ElsIf A Then E() Else F(); EndIf;\r\n",
            fixed="If A Then\r\n\tB(); // b\r\n\t// of D\r\nElsIf D Then\r\n Else F(); EndIf;\r\n",
            hidden=True,
        ),
        Bad(
            "Если ⟦А⟧ Тогда\n\tБ();\n// почему?\nИначеЕсли А Тогда\n\tВ();\nКонецЕсли;\n"
            "Если ⟦А⟧ Тогда\nИначеЕсли Б(А) Тогда\nИначеЕсли А Тогда\nКонецЕсли;\n",
            fixed="Если А Тогда\n\tБ();\n// почему?\nИначеЕсли А Тогда\n\tВ();\nКонецЕсли;\n"
            "Если А Тогда\nИначеЕсли Б(А) Тогда\nИначеЕсли А Тогда\nКонецЕсли;\n",
            hidden=True,
        ),
        Good(
            'Если А = "да" Тогда\n\tБ();\nИначеЕсли А = "Да" Тогда\n\tВ();\nКонецЕсли;\nЕсли А = "да" Тогда\n\tГ();\nКонецЕсли;\n'
        ),
        Good("Если Тогда ИначеЕсли Тогда ИначеЕсли", hidden=True),
    ),
)
_HERE = Text("То же условие здесь", "The same condition here")


@RULE.nodes("if_statement")
def check(node: Node, code: Code) -> Found:
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
            fix = partial(_fix, [first, *others], node, code)
            yield RULE.at(first, reasons=[reason(one, _HERE) for one in others], fix=fix)


def _fix(same: Sequence[Node], node: Node, code: Code) -> Edits | None:
    """Removes the later branches, if no condition up to there can change what the first one looks at."""
    chain = [
        one.child("condition") for one in (node, *node.children) if one is node or one.kind == "elsif_clause"
    ]
    if not all(is_harmless(one) for one in chain if one is not None and one.start <= same[-1].start):
        return None
    ranges = [range_of(one.parent, code) for one in same[1:] if one.parent is not None]
    return (
        [edit for one in ranges if one is not None for edit in without_range(*one, code)]
        if all(ranges)
        else None
    )
