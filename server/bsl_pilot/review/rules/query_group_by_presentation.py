"""Rows are grouped by a presentation."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import columns

RULE = Rule(
    key="QueryGroupByPresentation",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    title=Text("Группировка по представлению", "Grouping by a presentation"),
    about=Text(
        "Для представления нужно прочитать таблицы всех типов поля, а группировка по строке медленная и сливает разные "
        "объекты с одинаковым именем. Группируйте по ссылке, а представление получайте после группировки.",
        "A presentation needs the tables of all types of the field, and grouping by a string is slow and puts different "
        "objects of one name together. Group by the reference, and get the presentation afterwards.",
    ),
    message=Text(
        "Группировка по представлению: группируйте по ссылке",
        "Grouping by a presentation: group by the reference",
    ),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ПРЕДСТАВЛЕНИЕ(Т.Вид) КАК Вид, СУММА(Т.Вес) КАК Вес ИЗ Справочник.Товары КАК Т\n'
            '|СГРУППИРОВАТЬ ПО ⟦ПРЕДСТАВЛЕНИЕ(Т.Вид)⟧, ⟦Т.Группа.Представление⟧";\n'
        ),
        Bad('Query.Text = "SELECT 1 AS A FROM T AS T GROUP BY ⟦RefPresentation(T.A)⟧";\n', hidden=True),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ ПРЕДСТАВЛЕНИЕ(Т.Вид) КАК Вид, СУММА(Т.Вес) КАК Вес ИЗ Справочник.Товары КАК Т\n'
            '|СГРУППИРОВАТЬ ПО Т.Вид, Т.Представление";\n'
        ),
    ),
)
_FUNCTIONS = frozenset({"представление", "presentation", "представлениессылки", "refpresentation"})
_FIELDS = frozenset({"представление", "presentation"})


@RULE.query_nodes("group_by")
def check(node: Node, _query: Query, _code: Code) -> Found:
    for one in node.below("call"):
        if one.word_of("name") in _FUNCTIONS:
            yield RULE.at(one)
    for key in node.named_children:
        for one in columns(key):
            inner = one.child("object")
            if one.word_of("name") in _FIELDS and inner is not None and inner.kind == "column":
                yield RULE.at(one)
