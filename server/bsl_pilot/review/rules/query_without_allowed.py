"""A query reads tables of the infobase without ALLOWED: restrictions of access to records make it fail."""

from __future__ import annotations

from functools import partial

from bsl_pilot.project.kinds import kind
from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, insert
from bsl_pilot.review.code.query_tables import is_english, parts_of, sources

RULE = Rule(
    key="QueryWithoutAllowed",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=2,
    on=False,
    title=Text("Запрос без «РАЗРЕШЕННЫЕ»", "Query without ALLOWED"),
    about=Text(
        "Если доступ пользователя ограничен на уровне записей, запрос без «РАЗРЕШЕННЫЕ» завершится ошибкой, как только "
        "встретит недоступную запись. Где запрос выполняется в привилегированном режиме или должен прочитать всё, слово "
        "не нужно, поэтому по умолчанию правило выключено.",
        "If a user's access is restricted record by record, a query without ALLOWED fails as soon as it meets a record "
        "that is not accessible. Where a query runs in privileged mode or must read everything, the word is not wanted; "
        "that is why the rule is off by default.",
    ),
    message=Text(
        "В запросе к таблицам базы нет «РАЗРЕШЕННЫЕ»",
        "The query reads tables of the infobase without ALLOWED",
    ),
    fix=Text("Добавить «РАЗРЕШЕННЫЕ»", "Add ALLOWED"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "⟦ВЫБРАТЬ⟧ ПЕРВЫЕ 1 Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ РАЗРЕШЕННЫЕ ПЕРВЫЕ 1 Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n',
        ),
        Bad(
            'Query.Text = "⟦SELECT⟧ 1 AS A UNION ALL SELECT T.Code FROM Catalog.Goods AS T";\n',
            fixed='Query.Text = "SELECT ALLOWED 1 AS A UNION ALL SELECT T.Code FROM Catalog.Goods AS T";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ РАЗРЕШЕННЫЕ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            "|ГДЕ Т.Код В (ВЫБРАТЬ Х.Код КАК Код ИЗ Справочник.Коды КАК Х);\n"
            '|ВЫБРАТЬ ВТ.Код КАК Код ИЗ ВТ КАК ВТ";\n'
        ),
    ),
)


@RULE.query_nodes("query_package")
def check(node: Node, query: Query, _code: Code) -> Found:
    for select in node.children:
        parts = parts_of(select) if select.kind == "select_query" else []
        word = parts[0].token("select") if parts else None
        if word is None or parts[0].token("allowed") is not None or not query.whole:
            continue
        if any(_is_stored(part) for one in select.below("select_query") for part in parts_of(one)):
            yield RULE.at(word, fix=partial(_fix, word))


def _is_stored(part: Node) -> bool:
    return any(len(one.path) > 1 and kind(one.path[0]) is not None for one in sources(part))


def _fix(word: Node) -> Edits:
    return [insert(word.end, " ALLOWED" if is_english(word) else " РАЗРЕШЕННЫЕ")]
