"""A ternary operator that chooses between `Истина` and `Ложь`."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, For, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.logic import is_boolean, opposite, truth

RULE = Rule(
    key="UselessTernaryOperator",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    title=Text("Бесполезный тернарный оператор", "Useless ternary operator"),
    about=Text(
        "Условие само и есть то значение, которое выбирают: «?(А = Б, Истина, Ложь)» — это «А = Б». А если условие — "
        "литерал, то и выбирать нечего.",
        "The condition itself is the value that is chosen: `?(A = B, True, False)` is `A = B`. And where the condition "
        "is a literal, there is nothing to choose.",
    ),
    message=Text("Тернарный оператор здесь не нужен", "No ternary operator is needed here"),
    fix=Text("Убрать тернарный оператор", "Remove the ternary operator"),
    examples=(
        Bad(
            "А = ⟦?(Б = В, Истина, Ложь)⟧;\nГ = ⟦?(ЗначениеЗаполнено(Д), Ложь, Истина)⟧;\n",
            fixed="А = Б = В;\nГ = Не ЗначениеЗаполнено(Д);\n",
        ),
        Bad("A = ⟦?(True, B, C)⟧;\nD = ⟦?(E, TRUE, false)⟧;\n", fixed="A = B;\nD = ?(E, TRUE, false);\n"),
        Bad(
            "Если А И ⟦?(Б Или В, Истина, Ложь)⟧ Тогда КонецЕсли;",
            fixed="Если А И (Б Или В) Тогда КонецЕсли;",
            hidden=True,
        ),
        Bad("А = ⟦?(Б <> В, Ложь, Истина)⟧;", fixed="А = Б = В;", hidden=True),
        Bad("А = ⟦?(Б(), Истина, Истина)⟧;", hidden=True),
        Good("А = ?(Б, 1, 2);\nВ = ?(Г, Истина, Д);\n"),
        Good("А = ?(Б, Истина", hidden=True),
    ),
)


@RULE.nodes("ternary")
def check(node: Node, _code: Code) -> Found:
    condition, yes, no = node.child("condition"), node.child("consequence"), node.child("alternative")
    if condition is None or yes is None or no is None:
        return
    if truth(condition) is not None or (truth(yes) is not None and truth(no) is not None):
        yield RULE.at(node, fix=lambda: _fix(node, condition, yes, no))


def _fix(node: Node, condition: Node, yes: Node, no: Node) -> Edits | None:
    if any(node.below("comment")):
        return None
    known = truth(condition)
    if known is not None:
        return [replace(node, _enclosed(node, (yes if known else no).text))]
    if truth(yes) is truth(no) or not is_boolean(condition):
        return None
    return [replace(node, _enclosed(node, condition.text if truth(yes) else opposite(condition)))]


def _enclosed(node: Node, text: str) -> str:
    """In parentheses where an operator or a dot stands beside it."""
    alone = node.parent is None or node.parent.kind in (
        "assignment",
        "arguments",
        "return_statement",
        "parenthesized",
    )
    return text if alone else f"({text})"
