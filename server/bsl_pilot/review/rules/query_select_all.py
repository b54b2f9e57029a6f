"""All fields of a table are selected, whatever they are."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import sources

RULE = Rule(
    key="QuerySelectAll",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("«ВЫБРАТЬ *» из таблицы базы", "SELECT * from a table of the infobase"),
    about=Text(
        "«*» читает все поля, в том числе хранилища значений и длинные строки, и набор полей меняется вместе с "
        "метаданными. Перечислите нужные поля. Временные таблицы и вложенные запросы не проверяются: их поля "
        "перечислены рядом.",
        "* reads all fields, value storages and long strings, too, and what is selected changes with the metadata. "
        "List the fields that are wanted. Temporary tables and subqueries are left out: their fields are listed nearby.",
    ),
    message=Text(
        "Выбираются все поля таблицы: перечислите нужные",
        "All fields of the table are selected: list those wanted",
    ),
    examples=(
        Bad('Запрос.Текст = "ВЫБРАТЬ ⟦*⟧ ИЗ Справочник.Товары КАК Т";\n'),
        Bad(
            'Query.Text = "SELECT ⟦T.*⟧, V.* FROM Catalog.Goods AS T INNER JOIN V AS V ON V.A = T.B";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ КОЛИЧЕСТВО(*) КАК Всего ИЗ Справочник.Товары КАК Т;\n'
            "|ВЫБРАТЬ * ИЗ ВТ КАК ВТ;\n"
            '|ВЫБРАТЬ Н.* ИЗ (ВЫБРАТЬ 1 КАК А) КАК Н, Справочник.Товары КАК Т";\n'
        ),
    ),
)


@RULE.query_nodes("star")
def check(node: Node, query: Query, _code: Code) -> Found:
    part = node.inside("select_part")
    if node.field != "value" or part is None or node.inside("nested_table") is not None:
        return
    if query.whole or node.end < query.tokens[-1].end:
        named = next((one.word for one in node.children if one.kind == "identifier"), "")
        if any(len(one.path) > 1 and named in ("", one.name) for one in sources(part)):
            yield RULE.at(node)
