"""LIKE in a query: a search through all rows."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text

RULE = Rule(
    key="UsingLikeInQuery",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    on=False,
    language=For.BSL,
    title=Text("«ПОДОБНО» в запросе", "LIKE in a query"),
    about=Text(
        "«ПОДОБНО» чаще всего заставляет СУБД читать все строки таблицы, а результат зависит от СУБД и от региональных "
        "настроек. Для поиска по тексту есть полнотекстовый поиск, для выбора по виду — отдельный реквизит.",
        "LIKE mostly makes the database read all rows of a table, and its result depends on the server and the locale. "
        "There is full text search to find texts, and an attribute of its own to choose by kind.",
    ),
    message=Text("В запросе есть «ПОДОБНО»", "The query has a LIKE"),
    see=("https://its.1c.ru/db/v8std/content/726/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n|ГДЕ ⟦Т.Код ПОДОБНО ""А%""⟧";\n'
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Catalog.Goods AS T WHERE ⟦T.Code like &Mask⟧";\n',
            hidden=True,
        ),
        Good('Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n|ГДЕ Т.Подобно = ""А%""";\n'),
    ),
)


@RULE.query_nodes("like")
def check(node: Node, _query: Query, _code: Code) -> Found:
    if node.named:
        yield RULE.at(node)
