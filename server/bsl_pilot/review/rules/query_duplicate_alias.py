"""Two tables or two fields of a select have the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.review.api import Bad, Code, Finding, Found, Good, Kind, Node, Query, Rank, Rule, Text, reason
from bsl_pilot.review.code.query_tables import parts_of, sources

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
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.Имя КАК ⟦код⟧\n'
            '|ИЗ Справочник.Товары КАК Т ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Виды КАК ⟦Т⟧ ПО Т.Вид = Т.Ссылка";\n'
        ),
        Bad('Query.Text = "SELECT 1 AS A, 2 ⟦A⟧, 3 AS ⟦a⟧";\n', hidden=True),
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
    yield from _twice(one.child("alias") for one in node.children if one.kind == "field")


@RULE.query_nodes("from")
def check_tables(node: Node, query: Query, _code: Code) -> Found:
    if node.named and node.parent is not None and not query.is_broken:
        yield from _twice(one.node.child("alias") for one in sources(node.parent))


def _twice(aliases: Iterable[Node | None]) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for one in aliases:
        if one is None or one.kind != "identifier":
            continue
        first = seen.setdefault(one.word, one)
        if first is not one:
            yield RULE.at(one, name=one.text, reasons=[reason(first, _TAKEN)])
