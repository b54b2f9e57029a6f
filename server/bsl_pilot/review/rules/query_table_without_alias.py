"""Several tables in a query, and one of them has no alias."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, insert
from bsl_pilot.review.code.query_tables import Source, in_full, is_english, sources

RULE = Rule(
    key="QueryTableWithoutAlias",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("Таблица запроса без псевдонима", "Table of a query without an alias"),
    about=Text(
        "Псевдоним через «КАК» показывает, как называются поля таблицы. Без него имя зависит от того, откуда таблица "
        "взята.",
        "An alias with AS tells how the fields of a table are called. Without it the name depends on where the table is "
        "taken from.",
    ),
    message=Text(
        "Таблице «{name}» не назначен псевдоним через «КАК»", "The table `{name}` has no alias given with AS"
    ),
    fix=Text("Добавить «КАК»", "Add AS"),
    see=("https://its.1c.ru/db/v8std/content/437/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ВТ.Код КАК Код ИЗ ⟦ВТ⟧\n'
            '|\tЛЕВОЕ СОЕДИНЕНИЕ ⟦Справочник.Товары Т⟧ ПО Т.Код = ВТ.Код";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ ВТ.Код КАК Код ИЗ ВТ КАК ВТ\n'
            '|\tЛЕВОЕ СОЕДИНЕНИЕ Справочник.Товары КАК Т ПО Т.Код = ВТ.Код";\n',
        ),
        Bad(
            'Query.Text = "SELECT 1 AS A FROM A AS A, ⟦Register.X.Balance(, A = 1)⟧";\n',
            fixed='Query.Text = "SELECT 1 AS A FROM A AS A, Register.X.Balance(, A = 1)";\n',
            hidden=True,
        ),
        Good('Запрос.Текст = "ВЫБРАТЬ Код КАК Код ИЗ Справочник.Товары; ВЫБРАТЬ 1 КАК А ИЗ А КАК А, #Б";\n'),
    ),
)


@RULE.query_nodes("from")
def check(node: Node, query: Query, _code: Code) -> Found:
    if not node.named or node.parent is None or not query.whole:
        return
    known = sources(node.parent)
    for one in known if len(known) > 1 else ():
        if one.path and one.node.token("as") is None:
            yield RULE.at(one.node, name=".".join(_names(one)), fix=partial(_fix, one))


def _names(source: Source) -> list[str]:
    name = source.node.child("name")
    return [one.text for one in name.below("identifier")] if name is not None else []


def _fix(source: Source) -> Edits | None:
    word = "AS" if is_english(source.node) else "КАК"
    alias = source.node.child("alias")
    if alias is not None:
        return [insert(alias.start, f"{word} ")]
    names = _names(source)
    return [insert(in_full(source).end, f" {word} {names[-1]}")] if len(names) == 1 else None
