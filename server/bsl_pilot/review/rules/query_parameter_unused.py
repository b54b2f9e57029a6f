"""A parameter of a query is set that its text does not have."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.query_objects import query_objects
from bsl_pilot.review.edits import without_statement

RULE = Rule(
    key="QueryParameterUnused",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("Установлен параметр, которого нет в запросе", "Parameter set that the query does not have"),
    about=Text(
        "Параметра нет ни в одном тексте запроса: либо в имени опечатка, либо текст изменился, а строка осталась. "
        "Проверяются только запросы, у которых в методе виден весь текст.",
        "No text of the query has the parameter: either its name is misspelt, or the text was changed and the line was "
        "left. Only queries of which the method shows the whole text are looked at.",
    ),
    message=Text("В запросе нет параметра «{name}»", "The query has no parameter `{name}`"),
    fix=Text("Убрать установку параметра", "Remove the setting of the parameter"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура Пример()\n\tЗапрос = Новый Запрос;\n"
            '\tЗапрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ГДЕ Т.Вид = &Вид";\n'
            '\tЗапрос.УстановитьПараметр("Вид", 1);\n\tЗапрос.УстановитьПараметр(⟦"Группа"⟧, 2);\n'
            "\tРезультат = Запрос.Выполнить();\nКонецПроцедуры\n",
            fixed="Процедура Пример()\n\tЗапрос = Новый Запрос;\n"
            '\tЗапрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ГДЕ Т.Вид = &Вид";\n'
            '\tЗапрос.УстановитьПараметр("Вид", 1);\n\tРезультат = Запрос.Выполнить();\nКонецПроцедуры\n',
        ),
        Bad(
            'Procedure Example()\n\tQ = New Query("SELECT 1 AS A");\n\tQ.Parameters.Insert(⟦"X"⟧, Found());\n'
            "\tQ.Execute();\nEndProcedure\n",
            hidden=True,
        ),
        Good(
            'Процедура Пример()\n\tЗапрос = Новый Запрос("ВЫБРАТЬ &а КАК А");\n'
            '\tЗапрос.УстановитьПараметр("А", 1);\n\tРезультат = Запрос.Выполнить();\n'
            '\tЗапрос.Текст = "ВЫБРАТЬ &Б КАК А";\n\tЗапрос.УстановитьПараметр("Б", 1);\n'
            "\tРезультат = Запрос.Выполнить();\nКонецПроцедуры\n"
        ),
    ),
)


@RULE.pieces
def check(code: Code) -> Found:
    for query in query_objects(code):
        used = query.used if query.executed else set(query.parameters)
        for name, node in query.parameters.items():
            if name not in used:
                yield RULE.at(node, name=node.text.strip('"'), fix=partial(_fix, node, code))


def _fix(node: Node, code: Code) -> Edits | None:
    """Without the statement, if nothing else is done in it."""
    statement = node.statement
    if statement is None or statement.kind != "call_statement":
        return None
    if len(list(statement.below("call", "method_call", "new_expression"))) > 1:
        return None
    return without_statement(statement, code)
