"""A comparison with NULL in a query: it never holds."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, replace
from bsl_pilot.review.code.query_tables import is_english

RULE = Rule(
    key="QueryComparisonWithNull",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Сравнение с NULL в запросе", "Comparison with NULL in a query"),
    about=Text(
        "Сравнение с NULL через «=» или «<>» не выполняется никогда, даже если в поле NULL. Для проверки есть «ЕСТЬ NULL».",
        "A comparison with NULL by = or <> never holds, not even where the field is NULL. IS NULL is there to test it.",
    ),
    message=Text(
        "Сравнение с NULL не выполняется никогда: нужно «ЕСТЬ NULL»",
        "A comparison with NULL never holds: use IS NULL",
    ),
    fix=Text("Заменить на «ЕСТЬ NULL»", "Make it IS NULL"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ ⟦Т.Вид = NULL⟧ И ⟦Т.Группа <> NULL⟧";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Вид ЕСТЬ NULL И Т.Группа ЕСТЬ НЕ NULL";\n',
        ),
        Bad(
            'Query.Text = "SELECT CASE WHEN ⟦null = T.A⟧ THEN 1 END AS A FROM Catalog.Goods AS T";\n',
            fixed='Query.Text = "SELECT CASE WHEN T.A IS NULL THEN 1 END AS A FROM Catalog.Goods AS T";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ NULL КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ НЕ Т.Вид ЕСТЬ NULL И ЕСТЬNULL(Т.А, 0) = 0";\n'
        ),
    ),
)


@RULE.query_nodes("null")
def check(node: Node, _query: Query, _code: Code) -> Found:
    around = node.parent if node.named else None
    if around is None or around.kind != "binary":
        return
    operator = around.token("=", "<>")
    other = around.child("left" if node.field == "right" else "right")
    if operator is not None and other is not None:
        yield RULE.at(around, fix=partial(_fix, around, other, operator.kind == "<>"))


def _fix(node: Node, other: Node, negated: bool) -> Edits:
    words = ("IS", "NOT ") if is_english(node) else ("ЕСТЬ", "НЕ ")
    return [replace(node, f"{other.text} {words[0]} {words[1] if negated else ''}NULL")]
