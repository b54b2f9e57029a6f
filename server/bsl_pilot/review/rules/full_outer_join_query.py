"""A full outer join: some servers of databases only do it by a detour."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Range, Rank, Rule, Text

RULE = Rule(
    key="FullOuterJoinQuery",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("Полное внешнее соединение", "Full outer join"),
    about=Text(
        "На PostgreSQL платформа выполняет полное внешнее соединение в несколько шагов, и запрос становится намного "
        "медленнее. То же дают два левых соединения, собранные через «ОБЪЕДИНИТЬ ВСЕ».",
        "On PostgreSQL the platform does a full outer join in several steps, which makes the query much slower. Two left "
        "joins put together by UNION ALL give the same.",
    ),
    message=Text(
        "Вместо полного внешнего соединения лучше объединение двух левых",
        "A union of two left joins is better than a full outer join",
    ),
    see=("https://its.1c.ru/db/v8std/content/435/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\tПлан.Сумма КАК План,\n|\tФакт.Сумма КАК Факт\n|ИЗ\n|\tПлан КАК План\n'
            '|\t\t⟦ПОЛНОЕ ВНЕШНЕЕ СОЕДИНЕНИЕ⟧ Факт КАК Факт\n|\t\tПО План.Товар = Факт.Товар";\n'
        ),
        Bad(
            'Query.Text = "SELECT A.X AS X FROM A AS A ⟦full join⟧ B AS B ON A.X = B.X '
            '⟦FULL OUTER JOIN⟧ C AS C ON A.X = C.X";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ План.Сумма КАК План ИЗ План КАК План\n'
            '|\tЛЕВОЕ ВНЕШНЕЕ СОЕДИНЕНИЕ Факт КАК Факт ПО План.Товар = Факт.Товар";\n'
        ),
    ),
)


@RULE.query_nodes("join")
def check(node: Node, _query: Query, _code: Code) -> Found:
    first = node.token("full") if node.named else None
    last = next((one for one in node.children if one.kind == "join" and not one.named), None)
    if first is not None and last is not None:
        yield RULE.at(Range(first.start, last.end))
