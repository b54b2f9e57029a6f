"""Two tables or two fields of a select have the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.review.api import (
    Bad,
    Code,
    Found,
    Good,
    Kind,
    Node,
    Query,
    Range,
    Rank,
    Rule,
    Text,
    reason,
)
from bsl_pilot.review.code.query_tables import parts_of, sources
from bsl_pilot.review.nearest import respelling
from bsl_pilot.text.words import fold

RULE = Rule(
    key="QueryDuplicateAlias",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    title=Text("Повтор псевдонима в запросе", "Alias of a query twice"),
    about=Text(
        "Псевдонимы таблиц и псевдонимы полей одного запроса должны различаться, иначе запрос завершится ошибкой.",
        "Aliases of tables and aliases of fields of one query must differ, otherwise the query fails.",
    ),
    message=Text("Псевдоним «{name}» уже занят", "The alias `{name}` is taken already"),
    fix=Text("Назвать «{new}»", "Call it `{new}`"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.Имя КАК ⟦код⟧\n'
            '|ИЗ Справочник.Товары КАК Т ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Виды КАК ⟦Т⟧ ПО Т.Вид = Т.Ссылка";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.Имя КАК код1\n'
            '|ИЗ Справочник.Товары КАК Т ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Виды КАК Т ПО Т.Вид = Т.Ссылка";\n',
        ),
        Bad(
            'Query.Text = "SELECT 1 AS A, // A\r\n|2 ⟦A⟧, 3 AS ⟦a⟧, 4 AS A1";\r\n',
            fixed='Query.Text = "SELECT 1 AS A, // A\r\n|2 A2, 3 AS a3, 4 AS A1";\r\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Т, Т.Состав.(Код КАК Код, Имя КАК Имя) КАК Код,\n'
            "|\tТ.Цены.(Код КАК Код) КАК Имя\n"
            '|ИЗ (ВЫБРАТЬ Т.Код КАК Код ИЗ Х КАК Т) КАК Т ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ 1 КАК Т, 2 КАК Б, 3 КАК В ИЗ Х КАК Т";\n'
        ),
    ),
)
_TAKEN = Text("здесь впервые", "here first")


@RULE.query_nodes("fields")
def check_fields(node: Node, query: Query, _code: Code) -> Found:
    part = node.parent
    if query.is_broken or part is None:
        return
    select = part.parent
    if select is not None and select.kind == "select_query" and parts_of(select)[0] is not part:
        return  # the first part of a union gives the names
    aliases = [one.child("alias") for one in node.children if one.kind == "field"]
    taken = {one.word for one in aliases if one is not None}
    for first, one in _twice(aliases):
        new = _free(one.text, taken)
        fix = respelling(Range(one.start, one.end), new)
        yield RULE.at(one, name=one.text, new=new, reasons=[reason(first, _TAKEN)], fix=fix)


def _free(name: str, taken: set[str]) -> str:
    """The name with the next number that no alias has, as the query builder does it."""
    number = 1
    while fold(f"{name}{number}") in taken:
        number += 1
    taken.add(fold(f"{name}{number}"))
    return f"{name}{number}"


@RULE.query_nodes("from")
def check_tables(node: Node, query: Query, _code: Code) -> Found:
    if node.named and node.parent is not None and not query.is_broken:
        for first, one in _twice(one.node.child("alias") for one in sources(node.parent)):
            yield RULE.at(one, name=one.text, new="", reasons=[reason(first, _TAKEN)])


def _twice(aliases: Iterable[Node | None]) -> Iterator[tuple[Node, Node]]:
    """Each alias that is there already, behind the one that has it first."""
    seen: dict[str, Node] = {}
    for one in aliases:
        if one is None or one.kind != "identifier":
            continue
        first = seen.setdefault(one.word, one)
        if first is not one:
            yield first, one
