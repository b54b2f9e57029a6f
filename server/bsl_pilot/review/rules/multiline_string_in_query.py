"""A literal of several lines in a query: mostly its closing quotes are missing."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text

RULE = Rule(
    key="MultilineStringInQuery",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=1,
    language=For.BSL,
    title=Text("Многострочная строка в запросе", "Literal of several lines in a query"),
    about=Text(
        "Строка в тексте запроса продолжается на следующих строках. Почти всегда это забытые кавычки: кусок запроса "
        "стал частью строки и не выполняется.",
        "A literal in the text of a query goes on over the next lines. Nearly always quotes are missing: a piece of the "
        "query has become part of the literal and is not executed.",
    ),
    message=Text("Строка в запросе не закрыта на своей строке", "The literal does not end on its line"),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\tТ.Код КАК Код,\n|\t⟦""Итого КАК Вид,\n|\tТ.Сумма КАК Сумма,\n|\t""⟧ КАК Б\n'
            '|ИЗ\n|\tСправочник.Товары КАК Т";\n'
        ),
        Bad('Query.Text = "SELECT ⟦""a\r\n|b""⟧ AS X";\r\n', hidden=True),
        Good('Запрос.Текст = "ВЫБРАТЬ\n|\t""Итого"" КАК Вид,\n|\t"""" КАК Пусто";\n'),
    ),
)


@RULE.query_nodes("string")
def check(node: Node, _query: Query, _code: Code) -> Found:
    if b"\n" in node.data[node.start : node.end]:
        yield RULE.at(node)
