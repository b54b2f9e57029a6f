"""The negation of what is negated already."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.logic import is_operand, operator, opposite

RULE = Rule(
    key="DoubleNegatives",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=3,
    title=Text("Двойное отрицание", "Double negative"),
    about=Text(
        "«Не А <> Б» — это «А = Б», а «Не (Не А)» — просто «А». Двойное отрицание читают дважды и всё равно ошибаются.",
        "`Not A <> B` is `A = B`, and `Not (Not A)` is just `A`. A double negative is read twice and misread still.",
    ),
    message=Text("Двойное отрицание", "Double negative"),
    fix=Text("Убрать двойное отрицание", "Remove the double negative"),
    examples=(
        Bad(
            "Если ⟦Не Ссылка <> Неопределено⟧ Тогда\n\tА = ⟦Не (Не Б)⟧;\nКонецЕсли;\n",
            fixed="Если Ссылка = Неопределено Тогда\n\tА = Б;\nКонецЕсли;\n",
        ),
        Bad("If ⟦not (A <> 1)⟧ And B Then C(); EndIf;", fixed="If A = 1 And B Then C(); EndIf;"),
        Bad("А = Б И ⟦НЕ Не В⟧;", fixed="А = Б И В;", hidden=True),
        Bad("А = ⟦Не // так\n\t(Б <> В)⟧;", hidden=True),
        Good("Если Не А = Б И Не (В Или Не Г) И Д <> Е Тогда\n\tЖ();\nКонецЕсли;\n"),
        Good("А = Не ;\nБ = - -В;\n", hidden=True),
    ),
)


@RULE.nodes("not")
def check(node: Node, _code: Code) -> Found:
    outer = node.parent
    operand = outer.child("operand") if outer is not None else None
    if outer is None or operand is None:
        return
    inner = operand.bare
    if operator(inner) in ("not", "<>"):
        yield RULE.at(outer, fix=lambda: _fix(outer, inner))


def _fix(outer: Node, inner: Node) -> Edits | None:
    if is_operand(outer) or any(outer.below("comment")):
        return None
    return [replace(outer, opposite(inner))]
