"""A subquery of a condition uses a table from outside of it: it is worked out for each row."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import chain, parts_of, sources

RULE = Rule(
    key="QueryCorrelatedSubquery",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=15,
    on=False,
    title=Text("Вложенный запрос зависит от строки внешнего", "Subquery that depends on the outer row"),
    about=Text(
        "Если запрос после «В» обращается к полям внешнего запроса, СУБД может выполнять его для каждой строки. "
        "Соединение или временная таблица обходятся одним проходом. Проверка, есть ли строка («ИСТИНА В …»), "
        "не отмечается.",
        "If the query after IN uses fields of the outer one, the database may execute it for each row. A join or a "
        "temporary table needs one pass. A test whether there is a row (TRUE IN …) is left out.",
    ),
    message=Text(
        "Вложенный запрос использует таблицу «{name}» внешнего: он может выполняться для каждой строки",
        "The subquery uses the table `{name}` of the outer query: it may be executed for each row",
    ),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Цена В (ВЫБРАТЬ Ц.Цена КАК Цена ИЗ РегистрСведений.Цены КАК Ц ГДЕ Ц.Товар = ⟦Т.Ссылка⟧)";\n'
        ),
        Bad(
            'Q.Text = "SELECT T.A AS A FROM T AS T WHERE NOT T.C IN (SELECT B.C AS C FROM B AS B WHERE ⟦T.A⟧ = B.A '
            'AND T.B = B.B)";\n',
            hidden=True,
        ),
        Good(
            'Q.Text = "SELECT T.A AS A FROM T AS T WHERE TRUE IN (SELECT TOP 1 TRUE AS A FROM B AS B WHERE T.A = B.A)";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Цена В (ВЫБРАТЬ Т.Цена КАК Цена ИЗ РегистрСведений.Цены КАК Т ГДЕ Т.Товар = &Товар)";\n'
        ),
    ),
)


@RULE.query_nodes("subquery")
def check(node: Node, _query: Query, _code: Code) -> Found:
    test = node.parent
    left = test.child("left") if test is not None else None
    if left is not None and left.kind == "boolean":  # whether there is a row: databases are quick at that
        return
    part = node.inside("select_part")
    around = node.inside("select_part", "table")
    if part is None or around is not part:
        return
    outer = {one.alias for one in sources(part) if one.alias}
    own = {
        one.name
        for select in node.below("select_query")
        for inner in parts_of(select)
        for one in sources(inner)
    }
    for one in node.below("column"):
        names = chain(one)
        whole = one.parent is None or one.parent.kind not in ("column", "table")
        if whole and len(names) > 1 and names[0] in outer - own:
            yield RULE.at(one, name=next(one.below("identifier")).text)
            return
