"""A join with a virtual table: the database gets a subquery instead of a table."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import in_full, sources

RULE = Rule(
    key="JoinWithVirtualTable",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("Соединение с виртуальной таблицей", "Join with a virtual table"),
    about=Text(
        "Виртуальная таблица становится вложенным запросом, и СУБД не может верно оценить, сколько в ней строк. "
        "Поместите её во временную таблицу с индексом и соединяйтесь с ней.",
        "A virtual table becomes a subquery, and the database can't tell how many rows it has. Put it into a temporary "
        "table with an index and join that.",
    ),
    message=Text(
        "Соединение с виртуальной таблицей: лучше временная таблица",
        "Join with a virtual table: a temporary table is better",
    ),
    see=("https://its.1c.ru/db/v8std/content/655/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\tТовары.Код КАК Код\n|ИЗ\n|\tСправочник.Товары КАК Товары\n'
            "|\t\tЛЕВОЕ СОЕДИНЕНИЕ ⟦РегистрСведений.Цены.СрезПоследних(&Дата, )⟧ КАК Цены\n"
            '|\t\tПО Товары.Ссылка = Цены.Товар";\n'
        ),
        Bad(
            'Query.Text = "SELECT A.X AS X FROM ⟦AccumulationRegister.Stock.Balance⟧ AS A\n'
            '|INNER JOIN T AS T ON A.X = T.X";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ РегистрСведений.Цены.СрезПоследних КАК Т,\n'
            '|\tСправочник.Товары КАК Т1 ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Товары.Состав КАК Т2 ПО Т1.А = Т2.А";\n'
        ),
    ),
)


@RULE.query_nodes("select_part")
def check(node: Node, _query: Query, _code: Code) -> Found:
    for one in sources(node):
        if one.join is not None and one.virtual is not None:
            yield RULE.at(in_full(one))
