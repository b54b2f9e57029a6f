"""Several comparisons of one field with OR between them: one IN says it."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_or import as_in, whole_or
from bsl_pilot.review.code.query_tables import clause_of

RULE = Rule(
    key="QueryOrOfSameField",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("«ИЛИ» вместо «В (…)»", "OR instead of IN (…)"),
    about=Text(
        "Одно поле сравнивается с несколькими значениями через «ИЛИ». «В (…)» короче, и СУБД использует индекс. "
        "Про секцию «ГДЕ» говорит другое правило.",
        "One field is compared with several values by OR. IN (…) is shorter, and the database uses the index. Another rule "
        "tells of WHERE.",
    ),
    message=Text(
        "Сравнения одного поля через «ИЛИ»: подойдёт «В (…)»",
        "Comparisons of one field by OR: IN (…) does it",
    ),
    fix=Text("Заменить на «В (…)»", "Make it IN (…)"),
    see=("https://its.1c.ru/db/v8std/content/658/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ВЫБОР КОГДА ⟦Т.Вид = &Вид ИЛИ Т.Вид = 2 ИЛИ Т.Вид = 3⟧ ТОГДА 1 КОНЕЦ КАК А\n'
            '|ИЗ Справочник.Товары КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ ВЫБОР КОГДА Т.Вид В (&Вид, 2, 3) ТОГДА 1 КОНЕЦ КАК А\n'
            '|ИЗ Справочник.Товары КАК Т";\n',
        ),
        Bad(
            'Query.Text = "SELECT 1 AS A FROM A AS A JOIN B AS B ON A.X = B.X AND (⟦B.K = 1 or 2 = B.K⟧)";\n',
            fixed='Query.Text = "SELECT 1 AS A FROM A AS A JOIN B AS B ON A.X = B.X AND (B.K IN (1, 2))";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.А = 1 ИЛИ Т.Б = 1 КАК А, Т.А = Т.Б ИЛИ Т.А = 1 КАК Б, Т.А = 1 ИЛИ Т.А > 2 КАК В\n'
            '|ИЗ Справочник.Товары КАК Т ГДЕ Т.Вид = 1 ИЛИ Т.Вид = 2";\n'
        ),
    ),
)


@RULE.query_nodes("binary")
def check(node: Node, _query: Query, _code: Code) -> Found:
    if node.token("or") is None or whole_or(node) is not node:
        return
    clause = clause_of(node)
    if (clause is None or clause.kind != "where") and as_in(node) is not None:
        yield RULE.at(node, fix=partial(as_in, node))
