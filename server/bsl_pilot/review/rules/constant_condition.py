"""A condition that is decided by a literal in it."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, delete
from bsl_pilot.review.code.logic import operator, truth

RULE = Rule(
    key="ConstantCondition",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Условие, которое всегда одинаково", "A condition that is always the same"),
    about=Text(
        "«А = 1 Или Истина» выполняется всегда, «И Ложь» — никогда: обычно так остаётся код, который отключили при отладке. "
        "Остальное условие ничего не решает.",
        "`A = 1 Or True` always holds, `And False` never: mostly code that was switched off for debugging. The rest of the "
        "condition decides nothing.",
    ),
    message=Text("Условие всегда {value}", "The condition is always {value}"),
    fix=Text("Убрать литерал из условия", "Remove the literal from the condition"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Если ⟦Сумма > 0 Или Истина⟧ Тогда\n\tА();\nИначеЕсли ⟦Ложь⟧ Тогда\n\tБ();\nКонецЕсли;\n",
        ),
        Bad(
            "A = ⟦B And False⟧;\nWhile ⟦True And C⟧ Do\n\tD();\nEndDo;\n",
            fixed="A = B And False;\nWhile C Do\n\tD();\nEndDo;\n",
        ),
        Bad("А = ⟦Б Или (Ложь)⟧ Или В;\n", fixed="А = Б Или В;\n", hidden=True),
        Good(
            "Пока Истина Цикл\n\tПрервать;\nКонецЦикла;\nА = Б = Истина Или В;\nГ = ?(Д, Истина, Ложь);\nЕ = Не Ж И З;\n"
        ),
        Good("Если А Или ", hidden=True),
    ),
)
_NEEDLESS = Text("Литерал в условии ничего не меняет", "The literal changes nothing in the condition")
_CONDITIONS = frozenset({"if_statement", "elsif_clause", "ternary"})


@RULE.nodes("boolean")
def check(literal: Node, _code: Code) -> Found:
    node = literal
    while node.parent is not None and node.parent.kind == "parenthesized":
        node = node.parent
    around = node.parent
    value = truth(literal)
    if around is None or value is None:
        return
    if around.kind in _CONDITIONS and node.field == "condition":
        yield RULE.at(literal, value=literal.text)
    sign = operator(around) if around.kind == "binary" else ""
    if sign in ("and", "or"):
        decides = value is (sign == "or")
        fix = None if decides else partial(_fix, around, node)
        yield RULE.at(around, message=None if decides else _NEEDLESS, value=literal.text, fix=fix)


def _fix(around: Node, literal: Node) -> Edits | None:
    """What stands on the other side of the operator stays."""
    left, right = around.child("left"), around.child("right")
    if left is None or right is None or any(around.below("comment")):
        return None
    return [delete(left.start, right.start)] if literal is left else [delete(left.end, right.end)]
