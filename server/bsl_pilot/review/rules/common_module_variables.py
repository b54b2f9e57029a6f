"""A variable in a common module."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text

RULE = Rule(
    key="CommonModuleVariables",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    title=Text("Переменная в общем модуле", "A variable in a common module"),
    about=Text(
        "В общих модулях не может быть переменных модуля: такой модуль не откроется. Для значений на время сеанса есть "
        "параметры сеанса и модули с повторным использованием значений.",
        "Common modules can have no variables: such a module fails to compile. For values of a session there are session "
        "parameters, and modules with reuse of return values.",
    ),
    message=Text("Переменная «{name}» в общем модуле", "The variable `{name}` in a common module"),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad("Перем ⟦Кэш⟧;\nПерем ⟦А⟧, ⟦Б Экспорт⟧;\n\nПроцедура В() Экспорт\n\tПерем Г;\nКонецПроцедуры\n"),
        Bad("#If Server Then\nVar ⟦A⟧; // cache\n#EndIf\n", hidden=True),
        Good("Процедура А() Экспорт\n\tПерем Кэш;\nКонецПроцедуры\n"),
        Good("Перем", hidden=True),
    ),
)


@RULE.nodes("module_variable")
def check(node: Node, _code: Code) -> Found:
    for one in node.children:
        name = one.child("name") if one.kind == "variable" else None
        if name is not None and name.end > name.start:
            yield RULE.at(one, name=name.text)
