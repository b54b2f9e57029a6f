"""A ternary operator."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.edits import indent_of, line_end, line_start

RULE = Rule(
    key="TernaryOperatorUsage",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=3,
    on=False,
    title=Text("Тернарный оператор", "Ternary operator"),
    about=Text(
        "Некоторые команды пишут условия только через «Если»: ветки видны сразу, и в каждой можно поставить точку "
        "останова.",
        "Some teams write conditions with `If` only: branches are seen at once, and a breakpoint fits into each.",
    ),
    message=Text("Тернарный оператор вместо «Если»", "A ternary operator instead of `If`"),
    fix=Text("Записать через «Если»", "Write an `If`"),
    examples=(
        Bad(
            "Функция Ф(А)\n\tБ = ⟦?(А > 1, В(), 2)⟧;\n\tВозврат ⟦?(Б, А, -А)⟧;\nКонецФункции\n",
            fixed="Функция Ф(А)\n\tЕсли А > 1 Тогда\n\t\tБ = В();\n\tИначе\n\t\tБ = 2;\n\tКонецЕсли;\n\tЕсли Б Тогда\n\t\tВозврат А;\n"
            "\tИначе\n\t\tВозврат -А;\n\tКонецЕсли;\nКонецФункции\n",
        ),
        Bad(
            "Procedure P()\r\n\tA.B = ⟦?(C, 1, 2)⟧;\r\nEndProcedure",
            fixed="Procedure P()\r\n\tIf C Then\r\n\t\tA.B = 1;\r\n\tElse\r\n\t\tA.B = 2;\r\n\tEndIf;\r\nEndProcedure",
            hidden=True,
        ),
        Bad(
            "А = Б + ⟦?(В, 1, ⟦?(Г, 2, 3)⟧)⟧;\nБ()[1] = ⟦?(А, 1, 2)⟧;\nЕсли А Тогда В = ⟦?(А, 1, 2)⟧; КонецЕсли;",
            hidden=True,
        ),
        Good("Если А Тогда\n\tБ = 1;\nИначе\n\tБ = 2;\nКонецЕсли;\n"),
    ),
)


@RULE.nodes("ternary")
def check(node: Node, code: Code) -> Found:
    yield RULE.at(node, fix=lambda: _fix(node, code))


def _fix(node: Node, code: Code) -> Edits | None:
    """Of a statement that stands alone on its line and is nothing but `Имя = ?(…)` or `Возврат ?(…)`."""
    statement = node.parent
    condition, yes, no = node.child("condition"), node.child("consequence"), node.child("alternative")
    if statement is None or condition is None or yes is None or no is None or any(statement.below("comment")):
        return None
    if statement.kind not in ("assignment", "return_statement") or not _stands_alone(statement, code):
        return None
    left = statement.child("left")
    if left is not None and any(left.below("call", "method_call", "index_access")):
        return None
    english = (
        node.data[statement.start : node.start].isascii() and condition.text.isascii() and code.data.isascii()
    )
    return [replace(statement, _written(statement, node, (condition, yes, no), english, code))]


def _stands_alone(statement: Node, code: Code) -> bool:
    before = code.data[line_start(statement.start, code) : statement.start]
    return (
        not before.strip()
        and statement.parent is not None
        and statement.parent.kind in ("block", "source_file")
    )


def _written(statement: Node, node: Node, parts: tuple[Node, Node, Node], english: bool, code: Code) -> str:
    condition, yes, no = (one.text for one in parts)
    begin = code.text(statement.start, node.start)
    if_, then, else_, end = (
        ("If", "Then", "Else", "EndIf") if english else ("Если", "Тогда", "Иначе", "КонецЕсли")
    )
    indent = indent_of(statement.start, code)
    lines = (f"{if_} {condition} {then}", f"\t{begin}{yes};", else_, f"\t{begin}{no};", end)
    return f"{line_end(code)}{indent}".join(lines)
