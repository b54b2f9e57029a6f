"""A ternary operator in another one, or in the condition of `Если`."""

from __future__ import annotations

from bsl_pilot.review.api import STATEMENTS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="NestedTernaryOperator",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Вложенный тернарный оператор", "Nested ternary operator"),
    about=Text(
        "Тернарный оператор внутри другого или внутри условия «Если» почти невозможно прочитать. Запишите его через "
        "«Если» или вычислите заранее.",
        "A ternary operator inside of another one or of a condition can hardly be read. Write an `If`, or work it out "
        "before.",
    ),
    message=Text("Вложенный тернарный оператор", "Nested ternary operator"),
    examples=(
        Bad("А = ?(Б, 1, ⟦?(В, 2, 3)⟧);\nЕсли ⟦?(Г, Д, Е)⟧ = 1 Тогда\n\tЖ();\nКонецЕсли;\n"),
        Bad("If A Then ElsIf B(⟦?(C, 1, ⟦?(D, 2, 3)⟧)⟧) Then EndIf;", hidden=True),
        Good(
            "А = ?(Б, 1, 2) + ?(В, 3, 4);\nЕсли А Тогда\n\tГ = ?(Д, 1, 2);\nКонецЕсли;\nПока ?(А, Б, В) Цикл\nКонецЦикла;\n"
        ),
        Good("А = ?(Б, ?", hidden=True),
    ),
)


@RULE.nodes("ternary")
def check(node: Node, _code: Code) -> Found:
    below = node
    for one in node.ancestors():
        if one.kind == "ternary" or (
            one.kind in ("if_statement", "elsif_clause") and below.field == "condition"
        ):
            yield RULE.at(node)
            return
        if one.kind in STATEMENTS or one.kind == "block":
            return
        below = one
