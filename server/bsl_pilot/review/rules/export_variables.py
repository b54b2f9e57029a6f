"""An exported variable of a module."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="ExportVariables",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Экспортная переменная модуля", "Exported variable of a module"),
    about=Text(
        "Значение такой переменной может поменять любой код в любую минуту, и понять, кто это сделал, трудно. "
        "Передавайте данные параметрами, реквизитами, дополнительными свойствами объекта.",
        "Any code may change such a variable at any moment, and it is hard to find out who did. Hand data over as "
        "parameters, attributes, additional properties of the object.",
    ),
    message=Text("Экспортная переменная «{name}»", "Exported variable `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/639/hdoc",),
    examples=(
        Bad("Перем ⟦Настройки Экспорт⟧;\nПерем Кэш, ⟦Имя экспорт⟧;\n"),
        Bad("&AtClient\nVar ⟦A Export⟧, ⟦B Export⟧; // both\n", hidden=True),
        Good("Перем Настройки;\n\nПроцедура А() Экспорт\nКонецПроцедуры\n"),
        Good("Перем Экспорт;\nПерем ;", hidden=True),
    ),
)


@RULE.nodes("module_variable")
def check(node: Node, _code: Code) -> Found:
    for one in node.children:
        name = one.child("name") if one.kind == "variable" else None
        if name is not None and one.child("export") is not None:
            yield RULE.at(one, name=name.text)
