"""A ternary operator."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.language import is_english
from bsl_pilot.review.edits import comment_behind, indent_of, line_end, line_start, step_of

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
        Bad(
            "Function F(A)\n    B    = ⟦?(C, A, B)⟧;\n    B = ⟦?(C, B, A)⟧; B = ⟦?(C, 1, A)⟧; // d\nEndFunction\n",
            fixed="Function F(A)\n    If C Then\n        B = A;\n    EndIf;\n    B = ?(C, B, A); B = ?(C, 1, A); // d\nEndFunction\n",
            hidden=True,
        ),
        Bad("А = ⟦?(Б, В, Г)⟧; // Число\n", fixed="А = ?(Б, В, Г); // Число\n", hidden=True),
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
    if "ternary" in (yes.bare.kind, no.bare.kind):
        return None  # another rule makes one `Если` of them
    if statement.kind not in ("assignment", "return_statement") or not _stands_alone(statement, code):
        return None
    left = statement.child("left")
    if left is not None and any(left.below("call", "method_call", "index_access")):
        return None
    if comment_behind(statement.end, code) is not None or (left is not None and yes.words == left.words):
        return None
    return [replace(statement, _written(statement, (condition, yes, no), left, code))]


def _stands_alone(statement: Node, code: Code) -> bool:
    before = code.data[line_start(statement.start, code) : statement.start]
    return (
        not before.strip()
        and statement.parent is not None
        and statement.parent.kind in ("block", "source_file")
    )


def _written(statement: Node, parts: tuple[Node, Node, Node], left: Node | None, code: Code) -> str:
    """Without `Иначе` where that would assign the variable to itself."""
    condition, yes, no = (one.text for one in parts)
    step = step_of(code)
    begin = f"{step}{left.text} = " if left is not None else f"{step}{statement.children[0].text} "
    if_, then, else_, end = (
        ("If", "Then", "Else", "EndIf") if is_english(code) else ("Если", "Тогда", "Иначе", "КонецЕсли")
    )
    lines = [f"{if_} {condition} {then}", f"{begin}{yes};"]
    if left is None or parts[2].words != left.words:
        lines += [else_, f"{begin}{no};"]
    return f"{line_end(code)}{indent_of(statement.start, code)}".join([*lines, end])
