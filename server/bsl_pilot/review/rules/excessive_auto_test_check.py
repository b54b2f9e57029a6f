"""A form still asks whether it is opened by a check of the configuration."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.review.edits import without_statement
from bsl_pilot.text.words import fold

RULE = Rule(
    key="ExcessiveAutoTestCheck",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    modules=(ModuleType.FORM, ModuleType.OBJECT, ModuleType.RECORD_SET, ModuleType.COMMON),
    title=Text("Лишняя проверка АвтоТест", "Needless check of AutoTest"),
    about=Text(
        "Параметр АвтоТест передавали формам старые средства проверки конфигурации. Сейчас это требование снято, и "
        "проверка параметра только занимает место.",
        "Old tools that check configurations passed the parameter AutoTest to forms. They no longer do, and the check of "
        "the parameter only takes up space.",
    ),
    message=Text(
        "Проверка параметра «АвтоТест» больше не нужна",
        "The check of the parameter `AutoTest` is not needed any more",
    ),
    fix=Text("Убрать проверку", "Remove the check"),
    examples=(
        Bad(
            'Процедура ПриСозданииНаСервере(Отказ, Стандартная)\n\t⟦Если Параметры.Свойство("АвтоТест") Тогда\n'
            "\t\tВозврат;\n\tКонецЕсли⟧;\n\tЗаполнить();\nКонецПроцедуры\n",
            fixed="Процедура ПриСозданииНаСервере(Отказ, Стандартная)\n\tЗаполнить();\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            'Procedure P()\n\t⟦If Form.Parameters.Property("autotest") Then Return; EndIf⟧;\nEndProcedure\n',
            fixed="Procedure P()\nEndProcedure\n",
        ),
        Bad(
            'Процедура А()\n\tЕсли ⟦Параметры.Свойство("АвтоТест")⟧ Тогда\n\t\tБ();\n\tИначе\n\t\tВ();\n\tКонецЕсли;\nКонецПроцедуры\n',
            hidden=True,
        ),
        Good(
            'Процедура А()\n\tЕсли Параметры.Свойство("Тест") Тогда\n\t\tВозврат;\n\tКонецЕсли;\nКонецПроцедуры\n'
        ),
    ),
)


@RULE.members("Свойство", "Property")
def check(call: Call, code: Code) -> Found:
    name = string_value(call.argument(0))
    if name is None or fold(name.strip()) not in ("автотест", "autotest"):
        return
    statement = call.node.inside("if_statement")
    if statement is not None and _only_returns(statement) and _is_in(call.node, statement.child("condition")):
        yield RULE.at(statement, fix=lambda: without_statement(statement, code))
    else:
        yield RULE.at(call.node)


def _is_in(node: Node, condition: Node | None) -> bool:
    return condition is not None and condition.start <= node.start < condition.end


def _only_returns(statement: Node) -> bool:
    body = statement.child("body")
    if body is None or statement.token("elsif_clause", "else_clause") is not None:
        return False
    return [one.kind for one in body.named_children] == ["return_statement"]
