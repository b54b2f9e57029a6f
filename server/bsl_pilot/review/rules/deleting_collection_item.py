"""Items are deleted from the collection that the loop goes over."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text, path_of, reason

RULE = Rule(
    key="DeletingCollectionItem",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Удаление из перебираемой коллекции", "Deleting from the collection that is walked"),
    about=Text(
        "После удаления элемента цикл «Для Каждого» перескакивает через следующий. Перебирайте копию коллекции, идите "
        "по индексам с конца или соберите лишние элементы и удалите их после цикла.",
        "After an item is deleted `For Each` skips the next one. Walk a copy of the collection, go by index from the "
        "end, or gather the items and delete them after the loop.",
    ),
    message=Text("Из «{name}» удаляют, пока перебирают", "Items of `{name}` are deleted while it is walked"),
    examples=(
        Bad(
            "Для Каждого Строка Из Данные.Товары Цикл\n\tЕсли Строка.Сумма = 0 Тогда\n"
            "\t\t⟦Данные.Товары.Удалить(Строка)⟧;\n\tКонецЕсли;\nКонецЦикла;\n"
        ),
        Bad("For Each A In b Do\n\tFor Each C In D Do\n\t\t⟦B.Delete(A)⟧;\n\tEndDo;\nEndDo;\n", hidden=True),
        Good(
            "Для Каждого Строка Из Товары Цикл\n\tЕсли Строка.Сумма = 0 Тогда\n\t\tТовары.Удалить(Строка);\n\t\tПрервать;\n"
            "\tКонецЕсли;\nКонецЦикла;\n",
        ),
        Good(
            "Для Каждого А Из Товары.Скопировать() Цикл\n\tТовары.Удалить(А);\n\tА.Удалить(1);\nКонецЦикла;\nТовары.Удалить(0);\n"
        ),
        Good(
            "Для Каждого А Из Б() Цикл Б().Удалить(А); КонецЦикла; Для Каждого Цикл А.Удалить(", hidden=True
        ),
    ),
)
_LOOP = Text("Цикл по этой коллекции", "The loop over this collection")
_LEAVING = ("break_statement", "return_statement", "raise_statement")


@RULE.members("Удалить", "Delete")
def check(call: Call, _code: Code) -> Found:
    path, receiver = call.path, call.receiver
    if not path or receiver is None or _leaves_after(call):
        return
    for one in call.node.ancestors():
        collection = one.child("collection") if one.kind == "for_each_statement" else None
        if collection is not None and path_of(collection.bare) == path:
            yield RULE.at(call.node, name=receiver.text, reasons=[reason(collection, _LOOP)])
            return


def _leaves_after(call: Call) -> bool:
    """Whether the loop ends right behind the call."""
    after = call.node.parent.next if call.node.parent is not None else None
    while after is not None and after.kind == ";":
        after = after.next
    return after is not None and after.kind in _LEAVING
