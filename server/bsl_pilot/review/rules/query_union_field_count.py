"""The parts of a union have different numbers of fields."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text, reason
from bsl_pilot.review.code.query_tables import parts_of

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
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, 1 КАК Вид ИЗ Справочник.Товары КАК Т\n'
            '|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ ⟦Т.Код⟧ ИЗ Справочник.Услуги КАК Т";\n'
        ),
        Bad('Query.Text = "SELECT 1 AS A UNION SELECT 1 UNION ALL SELECT ⟦1, 2⟧";\n', hidden=True),
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
            yield RULE.at(fields, count=count, first=counts[0], reasons=[reason(lists[0], _FIRST)])
