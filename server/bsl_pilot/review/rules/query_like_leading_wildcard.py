"""A pattern that begins with any text: the database must read all rows."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text

RULE = Rule(
    key="QueryLikeLeadingWildcard",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Шаблон «ПОДОБНО» начинается с «%»", "Pattern of LIKE begins with %"),
    about=Text(
        "Если шаблон начинается с «%» или «_», индекс не помогает: СУБД читает все строки. Ищите по началу строки или "
        "полнотекстовым поиском.",
        "If a pattern begins with % or _, no index helps: the database reads all rows. Search by the beginning of the "
        "string, or by full text search.",
    ),
    message=Text(
        "Шаблон начинается с «%»: СУБД прочитает все строки",
        "The pattern begins with %: the database reads all rows",
    ),
    see=("https://its.1c.ru/db/v8std/content/726/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ГДЕ Т.Код ПОДОБНО ⟦""%А""⟧";\n'
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Catalog.Goods AS T WHERE NOT T.Code LIKE ⟦""_%""⟧";\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Т КАК Т ГДЕ Т.Код ПОДОБНО ⟦""%""⟧ + &Код";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, ВЫБОР КОГДА Т.Код ПОДОБНО ""%А"" ТОГДА 1 КОНЕЦ КАК Б\n'
            '|ИЗ Справочник.Товары КАК Т ГДЕ Т.Код ПОДОБНО ""А%"" ИЛИ Т.Код ПОДОБНО &Образец";\n'
        ),
    ),
)


@RULE.query_nodes("like")
def check(node: Node, _query: Query, _code: Code) -> Found:
    first = node.child("pattern") if node.named else None
    while first is not None and first.kind in ("binary", "parenthesized"):
        first = first.child("left") or first.bare if first.kind == "binary" else first.bare
    if first is None or first.kind != "string" or node.inside("where", "join", "table") is None:
        return
    if first.text.lstrip('"').startswith(("%", "_")) and node.inside("case") is None:
        yield RULE.at(first)
