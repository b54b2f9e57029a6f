"""Items are deleted in a loop by index whose end was worked out before."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Node, Rank, Rule, Text, path_of, reason

RULE = Rule(
    key="CollectionShrinksInLoop",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    title=Text("Удаление в цикле по индексу", "Deletion in a loop by index"),
    about=Text(
        "Граница «По Товары.Количество() - 1» вычисляется один раз, до цикла. После удаления строк их становится меньше, "
        "элемент за удалённым пропускается, а в конце индекс выходит за границу. Идите по индексам с конца: "
        "«Индекс = Количество; Пока Индекс > 0 Цикл Индекс = Индекс - 1; …».",
        "The end `To Goods.Count() - 1` is worked out once, before the loop. After a deletion there are fewer items, the one "
        "behind the deleted is skipped, and at the end the index is out of bounds. Go by index from the end: "
        "`Index = Count; While Index > 0 Do Index = Index - 1; …`.",
    ),
    message=Text(
        "«{name}» уменьшается, а граница цикла вычислена до него",
        "`{name}` shrinks, but the end of the loop was worked out before it",
    ),
    examples=(
        Bad(
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tЕсли Товары[Индекс].Сумма = 0 Тогда\n"
            "\t\t⟦Товары.Удалить(Индекс)⟧;\n\tКонецЕсли;\nКонецЦикла;\n"
        ),
        Bad(
            "For I = 1 To A.Rows.Count() Do\n\tIf B Then\n\t\t⟦a.rows.Delete(A.Rows[I - 1])⟧;\n\tEndIf;\nEndDo;\n"
        ),
        Good(
            "Для Индекс = 1 По Товары.Количество() Цикл\n\tТовары.Удалить(0);\nКонецЦикла;\n"
            "Для Обратный = 1 По Товары.Количество() Цикл\n\tИндекс = Товары.Количество() - Обратный;\n\tТовары.Удалить(Индекс);\n"
            "КонецЦикла;\nДля Индекс = 0 По Товары.Количество() - 1 Цикл\n\tТовары.Удалить(Индекс);\n\tПрервать;\nКонецЦикла;\n"
            "Для Индекс = 0 По Товары.Количество() - 1 Цикл\n\tДругие.Удалить(Индекс);\nКонецЦикла;\n"
        ),
        Good("Для А = 0 По Б.Количество() Цикл Б.Удалить(", hidden=True),
    ),
)
_END = Text("Граница вычисляется здесь, один раз", "The end is worked out here, once")
_LEAVING = ("break_statement", "return_statement", "raise_statement")


@RULE.members("Удалить", "Delete")
def check(call: Call, _code: Code) -> Found:
    deleted, receiver = call.argument(0), call.receiver
    if not call.path or deleted is None or receiver is None or _leaves_after(call.node):
        return
    loop = call.node.inside("for_statement", "for_each_statement", "while_statement")
    end = loop.child("to") if loop is not None and loop.kind == "for_statement" else None
    if loop is None or end is None or not any(_counts(one, call.path) for one in end.below("method_call")):
        return
    if any(one.word == loop.word_of("variable") for one in _direct(deleted)):
        yield RULE.at(call.node, name=receiver.text, reasons=[reason(end, _END)])


def _counts(node: Node, path: tuple[str, ...]) -> bool:
    return node.word_of("name") in ("количество", "count") and path_of(node.child("object")) == path


def _direct(deleted: Node) -> list[Node]:
    """The variable of the loop counts up where it is the index itself, or the index of the item."""
    bare = deleted.bare
    if bare.kind == "identifier":
        return [bare]
    return list(bare.below("identifier")) if bare.kind == "index_access" else []


def _leaves_after(call: Node) -> bool:
    """Whether the loop ends right behind the call."""
    after = call.parent.next if call.parent is not None else None
    while after is not None and after.kind == ";":
        after = after.next
    return after is not None and after.kind in _LEAVING
