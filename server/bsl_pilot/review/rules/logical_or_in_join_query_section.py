"""OR over several fields in the condition of a join: the database joins every row with every row."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_or import whole_or
from bsl_pilot.review.code.query_tables import chain, columns

RULE = Rule(
    key="LogicalOrInJoinQuerySection",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=15,
    title=Text("«ИЛИ» в условии соединения", "OR in the condition of a join"),
    about=Text(
        "При «ИЛИ» над разными полями СУБД не может соединить таблицы по индексу и перебирает все пары строк. Разделите "
        "запрос на два через «ОБЪЕДИНИТЬ ВСЕ» или соединитесь дважды.",
        "With OR over different fields the database can't join by an index and goes through all pairs of rows. Make two "
        "queries with UNION ALL of it, or join twice.",
    ),
    message=Text(
        "«ИЛИ» над разными полями в условии соединения", "OR over different fields in the condition of a join"
    ),
    see=("https://its.1c.ru/db/v8std/content/658/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            "|\tЛЕВОЕ СОЕДИНЕНИЕ РегистрСведений.Цены КАК Ц\n"
            '|\tПО Т.Ссылка = Ц.Товар ⟦ИЛИ⟧ Т.Группа = Ц.Группа";\n'
        ),
        Bad(
            'Query.Text = "SELECT A.X AS X FROM A AS A JOIN B AS B ON A.X = 1 AND (A.X = B.Y ⟦or⟧ A.Z = 1 ⟦OR⟧ FALSE)";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            "|\tЛЕВОЕ СОЕДИНЕНИЕ РегистрСведений.Цены КАК Ц\n"
            '|\tПО Т.Ссылка = Ц.Товар И (Ц.Вид = 1 ИЛИ Ц.Вид = 2) ГДЕ Т.А = 1 ИЛИ Т.Б = 2";\n'
        ),
    ),
)
_OUTSIDE = frozenset({"subquery", "arguments"})


@RULE.query_nodes("binary")
def check(node: Node, _query: Query, _code: Code) -> Found:
    operator = node.token("or")
    if operator is None or not _joins(node):
        return
    if len({chain(one) or one.words for one in columns(whole_or(node))}) > 1:
        yield RULE.at(operator)


def _joins(node: Node) -> bool:
    """Whether it stands in the condition of a join, and not in a subquery there."""
    inner = node
    for one in node.ancestors():
        if one.kind in _OUTSIDE:
            return False
        if one.kind == "join" and one.named:
            return inner.field == "condition"
        inner = one
    return False
