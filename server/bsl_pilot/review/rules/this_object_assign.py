"""ThisObject gets a value."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text
from bsl_pilot.review.edits import renamed_undeclared
from bsl_pilot.text.words import is_latin

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
    fix=Text("Назвать переменную «{new}»", "Call the variable `{new}`"),
    examples=(
        Bad(
            "Процедура А(Данные)\n\t⟦ЭтотОбъект⟧ = Данные;\n\tЭтотОбъект.Записать();\nКонецПроцедуры\n",
            fixed="Процедура А(Данные)\n\tТекущийОбъект = Данные;\n\tТекущийОбъект.Записать();\nКонецПроцедуры\n",
        ),
        Bad(
            'Procedure P()\n\t⟦thisObject⟧ = FormAttributeToValue("Object");\nEndProcedure\n',
            fixed='Procedure P()\n\tCurrentObject = FormAttributeToValue("Object");\nEndProcedure\n',
        ),
        Bad(
            "Процедура А()\r\n\tБ(ЭтотОбъект); ⟦ЭтотОбъект⟧ = 1;\r\nКонецПроцедуры\r\nПроцедура Б(В)\r\n\tЕсли В Тогда ⟦ЭтотОбъект⟧ = В; КонецЕсли;\r\n"
            "\tВ(ЭтотОбъект); // ЭтотОбъект\r\nКонецПроцедуры\r\n",
            fixed="Процедура А()\r\n\tБ(ЭтотОбъект); ЭтотОбъект = 1;\r\nКонецПроцедуры\r\nПроцедура Б(В)\r\n\tЕсли В Тогда ЭтотОбъект = В; КонецЕсли;\r\n"
            "\tВ(ЭтотОбъект); // ЭтотОбъект\r\nКонецПроцедуры\r\n",
            hidden=True,
        ),
        Good(
            "Процедура А(Данные)\n\tЭтотОбъект.Поле = Данные;\n\tДанные.ЭтотОбъект = 1;\n\tА = ЭтотОбъект;\nКонецПроцедуры\n"
        ),
    ),
)


@RULE.words("ЭтотОбъект", "ThisObject")
def check(node: Node, code: Code) -> Found:
    if node.field == "left" and node.parent is not None and node.parent.kind == "assignment":
        new = "CurrentObject" if is_latin(node.text) else "ТекущийОбъект"
        yield RULE.at(node, name=node.text, new=new, fix=lambda: renamed_undeclared(node.word, new, code))
