"""The parts of a union have different numbers of fields."""

from __future__ import annotations

from collections.abc import Sequence
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
    insert,
    reason,
)
from bsl_pilot.review.code.query_tables import chain, parts_of

RULE = Rule(
    key="QueryUnionFieldCount",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    title=Text("Разное число полей в объединении", "Different numbers of fields in a union"),
    about=Text(
        "У всех запросов объединения должно быть одинаковое число полей, иначе запрос завершится ошибкой.",
        "All queries of a union must have the same number of fields, otherwise the query fails.",
    ),
    message=Text(
        "В этой части объединения полей {count}, а в первой {first}",
        "This part of the union has {count} fields, the first has {first}",
    ),
    fix=Text("Добавить NULL вместо недостающих полей", "Add NULL for the fields that are missing"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, 1 КАК Вид ИЗ Справочник.Товары КАК Т\n'
            '|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ ⟦Т.Код⟧ ИЗ Справочник.Услуги КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, 1 КАК Вид ИЗ Справочник.Товары КАК Т\n'
            '|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ Т.Код, NULL ИЗ Справочник.Услуги КАК Т";\n',
        ),
        Bad('Query.Text = "SELECT 1 AS A UNION SELECT 1 UNION ALL SELECT ⟦1, 2⟧";\n', hidden=True),
        Bad(
            'Query.Text = "SELECT T.A, 2 AS B, T.C.D, 4 E FROM T AS T\r\n|UNION\r\n|SELECT\r\n|\t⟦T.b, // B\r\n|\tT.x AS D⟧\r\n|FROM T AS T\r\n'
            '|UNION SELECT ⟦1, 2⟧ UNION SELECT ⟦T.D, T.A⟧ FROM T AS T";\r\n',
            fixed='Query.Text = "SELECT T.A, 2 AS B, T.C.D, 4 E FROM T AS T\r\n|UNION\r\n|SELECT\r\n|\tNULL, T.b, // B\r\n|\tT.x AS D, NULL\r\n'
            '|FROM T AS T\r\n|UNION SELECT 1, 2 UNION SELECT T.D, T.A FROM T AS T";\r\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, 1 КАК Вид ИЗ Справочник.Товары КАК Т\n'
            "|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ Т.Код, 2 ИЗ Справочник.Услуги КАК Т\n"
            '|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ * ИЗ Справочник.Услуги КАК Т";\n'
        ),
    ),
)
_FIRST = Text("поля первой части", "fields of the first part")


@RULE.query_nodes("select_query")
def check(node: Node, query: Query, _code: Code) -> Found:
    parts = parts_of(node)
    if len(parts) < 2 or not query.whole or query.is_broken:
        return
    if any(node.below("placeholder", "composition", "star")):
        return
    lists = [one for part in parts if (one := part.child("fields")) is not None]
    counts = [sum(one.kind == "field" for one in fields.children) for fields in lists]
    for fields, count in zip(lists, counts, strict=True):
        if count != counts[0]:
            fix = partial(_fix, _fields(lists[0]), _fields(fields)) if count < counts[0] else None
            reasons = [reason(lists[0], _FIRST)]
            yield RULE.at(fields, count=count, first=counts[0], reasons=reasons, fix=fix)


def _fields(fields: Node) -> list[Node]:
    return [one for one in fields.children if one.kind == "field"]


def _name(field: Node) -> str:
    """The folded name of a field in the result; empty where the platform makes one up."""
    alias, value = field.child("alias"), field.child("value")
    if alias is not None:
        return alias.word if alias.kind == "identifier" else ""
    path = chain(value) if value is not None and value.kind in ("column", "identifier") else ()
    return path[-1] if path else ""


def _fix(first: Sequence[Node], fields: Sequence[Node]) -> Edits | None:
    """NULL in the places of those fields of the first part that the other one lacks, if its names say which these are."""
    wanted = [_name(one) for one in first]
    if "" in wanted or len(set(wanted)) < len(wanted):
        return None
    edits, waiting = [], list(fields)
    for name in wanted:
        if waiting and _name(waiting[0]) == name:
            waiting.pop(0)
        else:
            edits.append(insert(waiting[0].start, "NULL, ") if waiting else insert(fields[-1].end, ", NULL"))
    return edits if not waiting else None
