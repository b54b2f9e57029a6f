"""ThisObject gets a value."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text

RULE = Rule(
    key="ThisObjectAssign",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.COMMON, ModuleType.FORM),
    since=(8, 3, 3),
    title=Text("Присваивание ЭтотОбъект", "Assignment to ThisObject"),
    about=Text(
        "С версии 8.3.3 ЭтотОбъект есть в каждой форме, и записать в него нельзя: код, где так называлась переменная, "
        "больше не выполняется. Назовите переменную иначе.",
        "Since 8.3.3 every form has ThisObject, and it can't be written: code with a variable of that name does not run "
        "any more. Give the variable another name.",
    ),
    message=Text("«{name}» нельзя присвоить значение", "`{name}` can't be given a value"),
    examples=(
        Bad("Процедура А(Данные)\n\t⟦ЭтотОбъект⟧ = Данные;\nКонецПроцедуры\n"),
        Bad('Procedure P()\n\t⟦thisObject⟧ = FormAttributeToValue("Object");\nEndProcedure\n'),
        Good(
            "Процедура А(Данные)\n\tЭтотОбъект.Поле = Данные;\n\tДанные.ЭтотОбъект = 1;\n\tА = ЭтотОбъект;\nКонецПроцедуры\n"
        ),
    ),
)


@RULE.words("ЭтотОбъект", "ThisObject")
def check(node: Node, _code: Code) -> Found:
    if node.field == "left" and node.parent is not None and node.parent.kind == "assignment":
        yield RULE.at(node, name=node.text)
