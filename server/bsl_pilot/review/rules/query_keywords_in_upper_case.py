"""Keywords of a query that are not in capitals."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, replace
from bsl_pilot.text.words import upper

RULE = Rule(
    key="QueryKeywordsInUpperCase",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Ключевое слово запроса не прописными", "Keyword of a query not in capitals"),
    about=Text(
        "Ключевые слова запроса пишут прописными буквами: так видно строение запроса внутри строки.",
        "Keywords of queries are written in capitals: that shows how the query in the string is built.",
    ),
    message=Text("Ключевое слово «{name}» пишется прописными", "The keyword `{name}` is written in capitals"),
    fix=Text("Написать прописными", "Write it in capitals"),
    see=("https://its.1c.ru/db/v8std/content/437/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "⟦Выбрать⟧ Т.Код КАК Код ИЗ Справочник.Товары ⟦как⟧ Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n',
        ),
        Bad(
            'Query.Text = "⟦select⟧ Null AS A FROM B";\n',
            fixed='Query.Text = "SELECT Null AS A FROM B";\n',
            hidden=True,
        ),
        Good('Имя = "Выбрать"; Имя = "Select" + Имя;\n', hidden=True),
        Good('Запрос.Текст = "ВЫБРАТЬ Т.Из КАК Как, Сумма(Т.А) КАК А ИЗ Справочник.Товары КАК Т";\n'),
    ),
)
_VALUES = frozenset({"null", "true", "false", "undefined"})


@RULE.queries
def check(query: Query, _code: Code) -> Found:
    if not query.of("fields"):  # the word alone is mostly no query
        return
    for one in query.tokens:
        if one.named or one.kind in _VALUES or not "a" <= one.kind[0] <= "z":
            continue
        text = one.text
        if text != upper(text):
            yield RULE.at(one, name=text, fix=partial(_fix, one))


def _fix(node: Node) -> Edits:
    return [replace(node, upper(node.text))]
