"""Rows are grouped by a presentation."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Query,
    Rank,
    Rule,
    Text,
    delete,
    replace,
)
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
    fix=Text("Группировать по ссылке", "Group by the reference"),
    fix_is_safe=False,
    message=Text(
        "Группировка по представлению: группируйте по ссылке",
        "Grouping by a presentation: group by the reference",
    ),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ПРЕДСТАВЛЕНИЕ(Т.Вид) КАК Вид, СУММА(Т.Вес) КАК Вес ИЗ Справочник.Товары КАК Т\n|СГРУППИРОВАТЬ ПО ⟦ПРЕДСТАВЛЕНИЕ(Т.Вид)⟧, ⟦Т.Группа.Представление⟧";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ ПРЕДСТАВЛЕНИЕ(Т.Вид) КАК Вид, СУММА(Т.Вес) КАК Вес ИЗ Справочник.Товары КАК Т\n|СГРУППИРОВАТЬ ПО Т.Вид, Т.Группа.Представление";\n',
        ),
        Bad(
            'Query.Text = "SELECT T.A AS A FROM T AS T GROUP BY T.A,\r\n|\t⟦RefPresentation(t.a)⟧, T.B, ⟦Presentation(T.B)⟧";\r\n',
            fixed='Query.Text = "SELECT T.A AS A FROM T AS T GROUP BY T.A,\r\n|\tT.B";\r\n',
            hidden=True,
        ),
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
            yield RULE.at(one, fix=partial(_fix, one, node))
    for key in node.named_children:
        for one in columns(key):
            inner = one.child("object")
            if one.word_of("name") in _FIELDS and inner is not None and inner.kind == "column":
                yield RULE.at(one)


def _fix(call: Node, group: Node) -> Edits | None:
    """The argument in place of the call; where the query is grouped by that, too, the call goes."""
    arguments = call.child("arguments")
    given = arguments.named_children if arguments is not None else []
    if call.parent is not group or len(given) != 1 or given[0].kind not in ("column", "identifier"):
        return None
    if not any(one is not call and one.words == given[0].words for one in group.named_children):
        return [replace(call, given[0].text)]
    before, after = call.previous, call.next
    if after is not None and after.kind == "," and after.next is not None:
        return [delete(call.start, after.next.start)]
    return [delete(before.start, call.end)] if before is not None and before.kind == "," else None
