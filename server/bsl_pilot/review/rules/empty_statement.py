"""A semicolon that ends nothing."""

from __future__ import annotations

from bsl_pilot.review.api import STATEMENTS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.edits import without_range

RULE = Rule(
    key="EmptyStatement",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Пустой оператор", "Empty statement"),
    about=Text(
        "Лишняя точка с запятой ничего не значит и мешает читать.",
        "A semicolon too many means nothing and gets in the reader's way.",
    ),
    message=Text("Лишняя точка с запятой", "A semicolon too many"),
    fix=Text("Убрать точку с запятой", "Remove the semicolon"),
    examples=(
        Bad("А = 1;⟦;⟧\n", fixed="А = 1;\n"),
        Bad(
            "Если А Тогда\n\tБ();\nКонецЕсли;⟦;⟧ // так\n",
            fixed="Если А Тогда\n\tБ();\nКонецЕсли; // так\n",
            hidden=True,
        ),
        Bad("Если А Тогда ⟦;⟧ КонецЕсли;", fixed="Если А Тогда  КонецЕсли;", hidden=True),
        Bad("А()\n\t.Б();\n\t⟦;⟧\nВ();\n", fixed="А()\n\t.Б();\nВ();\n", hidden=True),
        Good("Перем А Экспорт; // так\nПерем Б;\n", hidden=True),
        Good("~Метка:;\nА = 1;\nБ = 2;"),
    ),
)
_ENDED = STATEMENTS | {"module_variable"}


@RULE.nodes(";")
def check(node: Node, code: Code) -> Found:
    parent = node.parent
    if parent is None or parent.kind not in ("block", "source_file"):
        return
    before = node.previous
    if before is None or before.kind not in _ENDED:
        yield RULE.at(node, fix=lambda: without_range(node.start, node.end, code))
