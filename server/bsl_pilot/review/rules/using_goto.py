"""`Перейти`."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="UsingGoto",
    kind=Kind.CODE_SMELL,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Оператор «Перейти»", "Goto"),
    about=Text(
        "Переходы по меткам запутывают порядок выполнения. Используйте циклы, условия и методы.",
        "Jumps to labels hide the order in which code runs. Use loops, conditions and methods.",
    ),
    message=Text("Переход по метке «{label}»", "A jump to the label `{label}`"),
    see=("https://its.1c.ru/db/v8std/content/547/hdoc",),
    examples=(
        Bad("⟦Перейти ~Конец⟧;\nА();\n~Конец:\nБ();\n"),
        Bad("If A Then ⟦GOTO ~Next⟧; EndIf; ~Next:;", hidden=True),
        Good("Пока А Цикл\n\tПрервать;\nКонецЦикла;\nА.Перейти(Б);\n"),
    ),
)


@RULE.nodes("goto_statement")
def check(node: Node, _code: Code) -> Found:
    label = node.child("label")
    if label is not None:
        yield RULE.at(node, label=label.text)
