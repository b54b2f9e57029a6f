"""OR in the WHERE of a query: indexes are of no use then."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_or import as_in, whole_or
from bsl_pilot.review.code.query_tables import clause_of

RULE = Rule(
    key="LogicalOrInTheWhereSectionOfQuery",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    title=Text("«ИЛИ» в секции «ГДЕ»", "OR in WHERE"),
    about=Text(
        "При «ИЛИ» СУБД часто читает всю таблицу, хотя для каждой части условия есть индекс. Для одного поля подойдёт "
        "«В (…)», для разных — два запроса через «ОБЪЕДИНИТЬ ВСЕ».",
        "With OR the database often reads the whole table, though there is an index for each part of the condition. For "
        "one field IN (…) does it, for several two queries with UNION ALL.",
    ),
    message=Text(
        "«ИЛИ» в секции «ГДЕ» мешает СУБД использовать индексы",
        "OR in WHERE keeps the database from using indexes",
    ),
    fix=Text("Заменить на «В (…)»", "Make it IN (…)"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/658/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Артикул = &Артикул ⟦ИЛИ⟧ Т.Код = &Код";\n'
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ (Т.Вид = &Вид ⟦ИЛИ⟧ Т.Вид = ЗНАЧЕНИЕ(Перечисление.Виды.Пустой)) И Т.Код = 1";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ (Т.Вид В (&Вид, ЗНАЧЕНИЕ(Перечисление.Виды.Пустой))) И Т.Код = 1";\n',
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Catalog.Goods AS T\n'
            '|WHERE T.Kind = 1\n|// or\n|\t⟦OR⟧ 2 = T.Kind ⟦or⟧ T.Kind IN (3, &Four)";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.А ИЛИ Т.Б КАК Код ИЗ Справочник.Товары КАК Т\n'
            "|\tВНУТРЕННЕЕ СОЕДИНЕНИЕ Х КАК Х ПО Т.А = Х.А ИЛИ Т.Б = Х.Б\n"
            '|ГДЕ Т.Вид В (&Вид, &Другой) ИМЕЮЩИЕ КОЛИЧЕСТВО(*) > 1 ИЛИ СУММА(Т.А) = 0";\n'
        ),
    ),
)


@RULE.query_nodes("binary")
def check(node: Node, _query: Query, _code: Code) -> Found:
    operator = node.token("or")
    if operator is None:
        return
    clause = clause_of(node)
    if clause is not None and clause.kind == "where":
        yield RULE.at(operator, fix=partial(as_in, whole_or(node)))
