"""A collection is put into itself."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text, path_of

RULE = Rule(
    key="SelfInsertion",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Вставка коллекции в саму себя", "A collection is put into itself"),
    about=Text(
        "Коллекция, которая содержит саму себя, — бесконечная ссылка: память не освободится, а обход не закончится. "
        "Скорее всего, вставить хотели другое.",
        "A collection that contains itself is an endless reference: memory is never freed, and walking it never ends. "
        "Most likely something else was to be put in.",
    ),
    message=Text("Коллекция «{name}» вставляется в саму себя", "The collection `{name}` is put into itself"),
    examples=(
        Bad('⟦Список.Добавить(Список)⟧;\n⟦Данные.Вложенные.Вставить("Ключ", данные . Вложенные)⟧;\n'),
        Bad("If A Then ⟦List.Insert(0, (LIST))⟧; ⟦list.Add(List, 1)⟧; EndIf;", hidden=True),
        Good(
            'Список.Добавить(Список.Количество());\nДанные.Вставить("А", Данные.А);\nДругой.Добавить(Список);\n'
        ),
        Good("А.Добавить(\nБ.Вставить(", hidden=True),
    ),
)


@RULE.members("Вставить", "Insert", "Добавить", "Add")
def check(call: Call, _code: Code) -> Found:
    path, receiver = call.path, call.receiver
    if (
        path
        and receiver is not None
        and any(path_of(one.bare) == path for one in call.arguments if one is not None)
    ):
        yield RULE.at(call.node, name=receiver.text)
