"""A plus too many between strings."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, delete
from bsl_pilot.review.code.logic import operator

RULE = Rule(
    key="UnaryPlusInConcatenation",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=1,
    title=Text("Лишний плюс при сложении строк", "A plus too many between strings"),
    about=Text(
        "Второй плюс подряд — это унарный плюс: он превращает строку в число, и при выполнении будет ошибка.",
        "The second plus in a row is a unary one: it makes a number of the string, and the code fails when it runs.",
    ),
    message=Text(
        "Лишний плюс: строка приводится к числу", "A plus too many: it makes a number of the string"
    ),
    fix=Text("Убрать плюс", "Remove the plus"),
    examples=(
        Bad('А = "Имя: " + ⟦+⟧ Имя;\n', fixed='А = "Имя: " + Имя;\n'),
        Bad('A = B + // name\n\t⟦+⟧"x" + C;\n', fixed='A = B + // name\n\t"x" + C;\n'),
        Good('А = 1 + +2;\nБ = +В;\nГ = "а" + Д + "б";\nЕ = "а" + Ф(+1);\n'),
        Good('А = "а" + +', hidden=True),
    ),
)


@RULE.nodes("unary")
def check(node: Node, _code: Code) -> Found:
    sign, operand = node.child("operator"), node.child("operand")
    if (
        sign is None
        or sign.kind != "+"
        or operand is None
        or operand.bare.kind in ("number", "missing_operand")
    ):
        return
    outer = node.parent
    if outer is not None and operator(outer) == "+" and outer.child("right") is node:
        yield RULE.at(sign, fix=lambda: [delete(sign.start, operand.start)])
