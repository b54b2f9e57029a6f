"""Two branches of a condition do the same."""

from __future__ import annotations

from collections import defaultdict

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason

RULE = Rule(
    key="IfElseDuplicatedCodeBlock",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=10,
    title=Text("Одинаковые ветки условия", "The same code in two branches"),
    about=Text(
        "Если две ветки делают одно и то же, их условия надо объединить, или одну из веток скопировали и забыли изменить.",
        "Where two branches do the same, their conditions belong together, or one is a copy that nobody changed.",
    ),
    message=Text("Код этой ветки повторяется в другой", "The code of this branch is repeated in another one"),
    examples=(
        Bad("Если А Тогда\n\t⟦Б();⟧\nИначеЕсли В Тогда\n\tГ();\nИначе\n\tБ();\nКонецЕсли;\n"),
        Bad(
            "If A Then\n\t⟦B = 1; // one\n\tC();⟧\nElsIf D Then\n\tb = 1;\n\tC( ); // two\nElse\n\tB=1;\n\tC();\nEndIf;\n"
        ),
        Bad("Если А Тогда ⟦Б()⟧ Иначе Б(); КонецЕсли;", hidden=True),
        Good('Если А Тогда\n\tБ("да");\nИначеЕсли В Тогда\n\tБ("Да");\nИначе\n\tБ();\nКонецЕсли;\n'),
        Good("Если А Тогда ИначеЕсли Б Тогда ; Иначе КонецЕсли; Если А Тогда", hidden=True),
    ),
)
_HERE = Text("То же самое здесь", "The same here")


@RULE.nodes("if_statement")
def check(node: Node, _code: Code) -> Found:
    if node.token("elsif_clause", "else_clause") is None:
        return
    branches = [node, *(one for one in node.children if one.kind in ("elsif_clause", "else_clause"))]
    blocks = [body for one in branches if (body := one.child("body")) is not None and body.named_children]
    if len(blocks) < 2:
        return
    alike: dict[object, list[Node]] = defaultdict(list)
    for one in blocks:
        alike[tuple(child.kind for child in one.named_children)].append(one)
    for candidates in alike.values():
        if len(candidates) < 2:
            continue
        same: dict[object, list[Node]] = defaultdict(list)
        for one in candidates:
            same[_code_of(one)].append(one)
        for first, *others in same.values():
            if others:
                yield RULE.at(first, reasons=[reason(one, _HERE) for one in others])


def _code_of(block: Node) -> tuple[str, ...]:
    found = block.words
    return found[:-1] if found[-1] == ";" else found
