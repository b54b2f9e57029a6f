"""A join with a subquery: the database guesses how many rows it has."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import sources

RULE = Rule(
    key="JoinWithSubQuery",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("Соединение с вложенным запросом", "Join with a subquery"),
    about=Text(
        "СУБД не знает, сколько строк даст вложенный запрос, и может выбрать план, который на больших данных работает "
        "в сотни раз дольше. Поместите вложенный запрос во временную таблицу и соединяйтесь с ней.",
        "The database does not know how many rows a subquery gives, and may choose a plan that takes a hundred times "
        "longer on much data. Put the subquery into a temporary table and join that.",
    ),
    message=Text(
        "Соединение с вложенным запросом: лучше временная таблица",
        "Join with a subquery: a temporary table is better",
    ),
    see=("https://its.1c.ru/db/v8std/content/655/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\tТовары.Код КАК Код\n|ИЗ\n|\tСправочник.Товары КАК Товары\n'
            "|\t\tЛЕВОЕ СОЕДИНЕНИЕ (⟦ВЫБРАТЬ\n|\t\t\tЦены.Товар КАК Товар\n"
            '|\t\tИЗ\n|\t\t\tРегистрСведений.Цены КАК Цены⟧) КАК Цены\n|\t\tПО Товары.Ссылка = Цены.Товар";\n'
        ),
        Bad(
            'Query.Text = "SELECT A.X AS X FROM (⟦SELECT 1 AS X⟧) AS A INNER JOIN T AS T ON A.X = T.X";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ (ВЫБРАТЬ Х.Код КАК Код ИЗ Х КАК Х) КАК Т\n'
            '|ГДЕ Т.Код В (ВЫБРАТЬ Ж.Код КАК Код ИЗ Ж КАК Ж)";\n'
        ),
    ),
)


@RULE.query_nodes("select_part")
def check(node: Node, _query: Query, _code: Code) -> Found:
    for one in sources(node):
        inner = one.node.token("select_query") if one.join is not None else None
        if inner is not None:
            yield RULE.at(inner)
