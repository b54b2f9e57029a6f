"""A parameter stands in a query, and nobody sets it."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.query_objects import query_objects

RULE = Rule(
    key="QueryParameterNotSet",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Параметр запроса не установлен", "Parameter of a query is not set"),
    about=Text(
        "Если значение параметра не задано, запрос завершится ошибкой. Проверяются только запросы, у которых в методе "
        "виден весь текст и все установленные параметры.",
        "If a parameter has no value, the query fails. Only queries of which the method shows the whole text and all "
        "parameters that are set are looked at.",
    ),
    message=Text("Параметр «{name}» запроса не установлен", "The parameter `{name}` of the query is not set"),
    examples=(
        Bad(
            "Процедура Пример()\n\tЗапрос = Новый Запрос;\n"
            '\tЗапрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ГДЕ Т.Вид = ⟦&Вид⟧ И Т.А = &А";\n'
            '\tЗапрос.УстановитьПараметр("А", 1);\n\tРезультат = Запрос.Выполнить();\nКонецПроцедуры\n'
        ),
        Bad(
            'Procedure Example()\n\tText = "SELECT ⟦&A⟧ AS A, &A AS B";\n\tQ = New Query(Text);\n'
            "\tResult = q.Execute();\nEndProcedure\n",
            hidden=True,
        ),
        Good(
            "Процедура Пример(Значения)\n"
            '\tЗапрос = Новый Запрос("ВЫБРАТЬ &А КАК А, &Б КАК Б");\n\tЗапрос.УстановитьПараметр("а", 1);\n'
            '\tЗапрос.Параметры.Вставить("Б", 1);\n\tРезультат = Запрос.Выполнить();\n'
            '\tДругой = Новый Запрос("ВЫБРАТЬ &А КАК А");\n\tДополнить(Другой, Значения);\n\tДругой.Выполнить();\n'
            "КонецПроцедуры\n"
        ),
        Good(
            'Функция Пример()\n\tЗапрос = Новый Запрос("ВЫБРАТЬ &А КАК А");\n\tВозврат Запрос;\nКонецФункции\n',
            hidden=True,
        ),
    ),
)


@RULE.pieces
def check(code: Code) -> Found:
    for query in query_objects(code):
        if not query.executed:
            continue
        seen = set(query.parameters)
        for one in (one for text in query.texts for one in text.of("parameter")):
            name = one.word[1:]
            if name not in seen:
                seen.add(name)
                yield RULE.at(one, name=one.text[1:])
