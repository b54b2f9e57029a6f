"""A loop or an index goes one past the last item of a collection."""

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
    path_of,
    reason,
)
from bsl_pilot.review.code.loops import is_written

RULE = Rule(
    key="IndexOutOfRange",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Индекс за последним элементом", "Index past the last item"),
    about=Text(
        "Индексы коллекций считаются с нуля, последний — на единицу меньше количества. Если цикл идёт до Количество() "
        "включительно, на последнем обороте будет ошибка «Индекс находится за границами».",
        "Indexes of collections begin with zero, the last is the count less one. Where a loop goes up to Count() inclusive, "
        "its last turn ends with the error of an index out of bounds.",
    ),
    message=Text(
        "Индекс выходит за последний элемент «{name}»", "The index goes past the last item of `{name}`"
    ),
    fix=Text("Вычесть единицу", "Subtract one"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Для Индекс = 0 По ⟦Товары.Количество()⟧ Цикл\n\tСумма = Сумма + Товары[Индекс].Сумма;\nКонецЦикла;\n",
            fixed="Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tСумма = Сумма + Товары[Индекс].Сумма;\nКонецЦикла;\n",
        ),
        Bad(
            "Last = ⟦Rows[rows.Count()]⟧;\nFor I = 0 To ⟦A.B.Count()⟧ Do\n\tC(A.B.Get(I));\nEndDo;\n",
            fixed="Last = Rows[rows.Count() - 1];\nFor I = 0 To A.B.Count() - 1 Do\n\tC(A.B.Get(I));\nEndDo;\n",
        ),
        Good(
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tА(Товары[Индекс]);\nКонецЦикла;\n"
            "Для Номер = 1 По Товары.Количество() Цикл\n\tА(Товары[Номер - 1]);\nКонецЦикла;\n"
            "Для Н = 0 По Товары.Количество() Цикл\n\tЕсли Н = Товары.Количество() Тогда\n\t\tПрервать;\n\tКонецЕсли;\n"
            "\tА(Товары[Н]);\nКонецЦикла;\nДля Н = 0 По Товары.Количество() Цикл\n\tА(Другие[Н]);\nКонецЦикла;\n"
        ),
        Good(
            "Соответствие[Соответствие.Количество()] = 1;\nДля А = 0 По Б.Количество() Цикл Б[", hidden=True
        ),
    ),
)
_LOOP = Text("Здесь берётся элемент", "The item is taken here")
_BRANCHES = ("if_statement", "try_statement", "ternary", "break_statement", "return_statement")


@RULE.members("Количество", "Count")
def check(call: Call, code: Code) -> Found:
    parent, path = call.node.parent, call.path
    if parent is None or not path or call.arguments or call.receiver is None:
        return
    if parent.kind == "index_access" and call.node.field == "index":
        if path_of(parent.child("object")) == path and not _is_target(parent):
            yield RULE.at(parent, name=call.receiver.text, fix=partial(_fix, call.node))
    elif parent.kind == "for_statement" and call.node.field == "to":
        item = _taken(parent, path, code)
        if item is not None:
            why = reason(item, _LOOP)
            yield RULE.at(call.node, name=call.receiver.text, reasons=[why], fix=partial(_fix, call.node))


def _is_target(index: Node) -> bool:
    """Whether something is put there: a map takes any key."""
    return index.field == "left" and index.parent is not None and index.parent.kind == "assignment"


def _taken(loop: Node, path: tuple[str, ...], code: Code) -> Node | None:
    """Where the body takes an item of the collection by the loop's variable, whatever the turn."""
    variable, body = loop.child("variable"), loop.child("body")
    start = loop.child("from")
    if variable is None or body is None or start is None or start.text != "0":
        return None
    if is_written(path[0], body, code) or any(True for _ in body.below(*_BRANCHES)):
        return None
    for one in body.below("index_access", "method_call"):
        index = _index(one)
        if index is None or index.kind != "identifier" or index.word != variable.word or _is_target(one):
            continue
        if path_of(one.child("object")) == path:
            return one
    return None


def _index(node: Node) -> Node | None:
    if node.kind == "index_access":
        return node.child("index")
    arguments = node.child("arguments") if node.word_of("name") in ("получить", "get") else None
    given = arguments.named_children if arguments is not None else []
    return given[0] if len(given) == 1 else None


def _fix(count: Node) -> Edits:
    return [insert(count.end, " - 1")]
