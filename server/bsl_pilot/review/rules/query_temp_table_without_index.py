"""A temporary table is joined, and has no index."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, insert
from bsl_pilot.review.code.edits_in_query import new_line
from bsl_pilot.review.code.query_tables import chain, columns, is_english, sources

RULE = Rule(
    key="QueryTempTableWithoutIndex",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    on=False,
    title=Text("Соединение с временной таблицей без индекса", "Join with a temporary table without an index"),
    about=Text(
        "Большую временную таблицу, с которой соединяется следующий запрос пакета, стоит проиндексировать по полям "
        "соединения. Для таблиц в несколько сотен строк индекс не нужен, поэтому по умолчанию правило выключено.",
        "A large temporary table that the next query of the batch joins should have an index on the fields of the join. "
        "Tables of some hundred rows need none, that is why the rule is off by default.",
    ),
    message=Text(
        "Временная таблица «{name}» соединяется без индекса",
        "The temporary table `{name}` is joined without an index",
    ),
    fix=Text("Добавить «ИНДЕКСИРОВАТЬ ПО»", "Add INDEX BY"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/777/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.Вес КАК Вес ПОМЕСТИТЬ ⟦ВТ⟧ ИЗ Справочник.Товары КАК Т;\n'
            "|ВЫБРАТЬ А.Код КАК Код ИЗ Документ.Заказ КАК А\n"
            '|\tЛЕВОЕ СОЕДИНЕНИЕ ВТ КАК Х ПО А.Код = Х.Код И Х.Вес > 0";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.Вес КАК Вес ПОМЕСТИТЬ ВТ ИЗ Справочник.Товары КАК Т\n'
            "|\n|ИНДЕКСИРОВАТЬ ПО\n|\tКод;\n"
            "|ВЫБРАТЬ А.Код КАК Код ИЗ Документ.Заказ КАК А\n"
            '|\tЛЕВОЕ СОЕДИНЕНИЕ ВТ КАК Х ПО А.Код = Х.Код И Х.Вес > 0";\n',
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ПОМЕСТИТЬ ВТ ИЗ Справочник.Товары КАК Т ИНДЕКСИРОВАТЬ ПО Код;\n'
            "|ВЫБРАТЬ Т.Код КАК Код ПОМЕСТИТЬ ВТ2 ИЗ Справочник.Товары КАК Т;\n"
            "|ВЫБРАТЬ А.Код КАК Код ИЗ ВТ2 КАК А\n"
            '|\tЛЕВОЕ СОЕДИНЕНИЕ ВТ КАК Х ПО А.Код = Х.Код";\n'
        ),
    ),
)


@RULE.query_nodes("into")
def check(node: Node, query: Query, _code: Code) -> Found:
    name = node.child("name") if node.named else None
    select = node.inside("select_query")
    if name is None or name.kind != "identifier" or select is None or not query.whole or query.is_broken:
        return
    if select.token("index_by") is not None:
        return
    fields = _joined_by(name.word, query)
    if fields:
        yield RULE.at(name, name=name.text, fix=partial(_fix, select, fields))


def _joined_by(table: str, query: Query) -> list[str]:
    """The fields by which the table is joined on the right side, as written."""
    found: dict[str, str] = {}
    for part in query.of("select_part"):
        for one in sources(part):
            if one.path != (table,) or one.join is None or one.node.field != "right":
                continue
            condition = one.join.child("condition")
            for test in condition.below("binary") if condition is not None else ():
                fields = list(columns(test)) if test.token("=") is not None else []
                mine = [
                    field for field in fields if chain(field)[:1] == (one.name,) and len(chain(field)) == 2
                ]
                if len(fields) == 2 and len(mine) == 1:
                    found.setdefault(mine[0].word_of("name"), _name(mine[0]))
    return list(found.values())


def _name(field: Node) -> str:
    name = field.child("name")
    return name.text if name is not None else ""


def _fix(select: Node, fields: list[str]) -> Edits:
    words = "INDEX BY" if is_english(select) else "ИНДЕКСИРОВАТЬ ПО"
    line = new_line(select)
    listed = f",{line}\t".join(fields)
    return [insert(select.end, f"{line}{line}{words}{line}\t{listed}")]
