"""The count of a collection that does not change is asked for before each turn."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    insert,
    replace,
)
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.edits import indent_of, line_end, line_start
from bsl_pilot.text.words import fold, is_latin

RULE = Rule(
    key="CountInLoopCondition",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=2,
    title=Text("Количество в условии цикла", "Count in the condition of a loop"),
    about=Text(
        "Условие «Пока» вычисляется перед каждым оборотом. Если коллекция в цикле не меняется, получите количество один раз "
        "или используйте «Для … По» и «Для Каждого».",
        "The condition of `While` is worked out before each turn. Where the collection does not change, get the count once, "
        "or use `For … To` or `For Each`.",
    ),
    message=Text(
        "Количество «{name}» вычисляется перед каждым оборотом",
        "The count of `{name}` is worked out before each turn",
    ),
    fix=Text("Получить количество до цикла", "Get the count before the loop"),
    examples=(
        Bad(
            "Индекс = 0;\nПока Индекс < ⟦Строки.Количество()⟧ Цикл\n\tА(Строки[Индекс].Код);\n\tИндекс = Индекс + 1;\nКонецЦикла;\n",
            fixed="Индекс = 0;\nКоличествоЭлементов = Строки.Количество();\nПока Индекс < КоличествоЭлементов Цикл\n"
            "\tА(Строки[Индекс].Код);\n\tИндекс = Индекс + 1;\nКонецЦикла;\n",
        ),
        Bad(
            "While I <= ⟦rows.count()⟧ - 1 Do\n\tI = I + Rows.Get(I).A;\nEndDo;\n",
            fixed="ItemCount = rows.count();\nWhile I <= ItemCount - 1 Do\n\tI = I + Rows.Get(I).A;\nEndDo;\n",
        ),
        Good(
            "Пока А < Строки.Количество() Цикл\n\tСтроки.Удалить(А);\nКонецЦикла;\nПока А < Б.Количество() Цикл\n\tВ(Б);\nКонецЦикла;\n"
            "Пока Г.Количество() > 0 Цикл\n\tД = Г[0];\nКонецЦикла;\nПока А < Е.Ж.Количество() Цикл\n\tЕ = Е.З;\nКонецЦикла;\n"
        ),
        Good("Пока А < Б.Количество() Цикл Б.", hidden=True),
    ),
)
_READS = frozenset({"получить", "get", "количество", "count", "найти", "find"})


@RULE.members("Количество", "Count")
def check(call: Call, code: Code) -> Found:
    receiver, compared = call.receiver, call.node.parent
    if receiver is None or receiver.kind != "identifier" or call.arguments or compared is None:
        return
    while operator(compared) in ("+", "-") and compared.parent is not None:
        compared = compared.parent
    loop = compared.parent
    if operator(compared) not in ("<", "<=") or loop is None or loop.kind != "while_statement":
        return
    if compared.field == "condition" and _is_still(receiver.word, loop, code):
        yield RULE.at(call.node, name=receiver.text, fix=partial(_fix, call.node, loop, code))


def _is_still(word: str, loop: Node, code: Code) -> bool:
    """Whether the loop does no more with the collection than to look at its items."""
    known = code.variables.get(word)
    inside = (
        [one.node for one in known.uses if loop.start <= one.node.start < loop.end]
        if known is not None
        else []
    )
    return len(inside) > 1 and all(_looks(one) for one in inside)


def _looks(node: Node) -> bool:
    around = node.parent
    if around is None or node.field != "object":
        return False
    return around.kind == "index_access" or (
        around.kind == "method_call" and around.word_of("name") in _READS
    )


def _fix(count: Node, loop: Node, code: Code) -> Edits | None:
    """The count in a variable of its own, on a line before the loop."""
    name = "ItemCount" if is_latin(count.word_of("name")) else "КоличествоЭлементов"
    start = line_start(loop.start, code)
    if fold(name) in code.words or code.data[start : loop.start].strip():
        return None
    return [
        insert(start, f"{indent_of(loop.start, code)}{name} = {count.text};{line_end(code)}"),
        replace(count, name),
    ]
