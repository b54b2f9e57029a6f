"""A variable is assigned to itself: a slip of the pen, or a leftover."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.edits import without_statement

RULE = Rule(
    key="SelfAssign",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Присваивание самому себе", "Assignment to itself"),
    about=Text(
        "Такое присваивание ничего не делает. Чаще всего слева или справа должно стоять другое имя.",
        "Such an assignment does nothing. Mostly another name was meant on the left or on the right.",
    ),
    message=Text("«{name}» присваивается самому себе", "`{name}` is assigned to itself"),
    fix=Text("Убрать присваивание", "Remove the assignment"),
    examples=(
        Bad(
            "Процедура Пример(Цена)\n\t⟦Цена = Цена⟧;\n\tЗаписать(Цена);\nКонецПроцедуры\n",
            fixed="Процедура Пример(Цена)\n\tЗаписать(Цена);\nКонецПроцедуры\n",
        ),
        Bad("⟦Строка.Цена = строка . цена⟧;\n⟦А = А⟧; // так надо\n", hidden=True),
        Bad("If True Then\n\t⟦Price = PRICE⟧;\nEndIf;", fixed="If True Then\nEndIf;", hidden=True),
        Good("Процедура Пример(Цена)\n\tЦена = Цена + 1;\n\tСтрока.Цена = Цена;\nКонецПроцедуры\n"),
    ),
)


@RULE.nodes("assignment")
def check(node: Node, code: Code) -> Found:
    left, right = node.child("left"), node.child("right")
    if left is None or right is None or left.kind != right.kind or left.kind == "index_access":
        return
    if left.words == right.words and not any(left.below("call", "method_call")):
        yield RULE.at(node, name=left.text, fix=lambda: _fix(node, code))


def _fix(node: Node, code: Code) -> Edits | None:
    """Not of a property, which the assignment may mark as changed, and not where a comment says what it is for."""
    end = code.statement_end(node)
    behind = code.data[end:].split(b"\n", 1)[0]
    if node.children[0].kind != "identifier" or b"//" in behind or any(node.below("comment")):
        return None
    return without_statement(node, code)
