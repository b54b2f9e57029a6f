"""A field of a select has no name of its own: the text around it decides what it is called."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Query,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.code.query_tables import chain, field_of, is_english, parts_of, sources

RULE = Rule(
    key="AssignAliasFieldsInQuery",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    language=For.BSL,
    title=Text("Поле запроса без псевдонима", "Field of a query without an alias"),
    about=Text(
        "Без «КАК» имя поля в результате зависит от того, как написано выражение. Стоит выбрать поле через другую "
        "таблицу или разыменовать его иначе, и код, который читает результат, перестанет работать. В объединении "
        "имена дают поля первого запроса.",
        "Without AS the name of a field in the result depends on how the expression is written. As soon as it is "
        "selected from another table or through another field, the code that reads the result stops working. In a "
        "union the fields of the first query give the names.",
    ),
    message=Text("Полю не назначен псевдоним через «КАК»", "The field has no alias given with AS"),
    fix=Text("Добавить «КАК»", "Add AS"),
    see=("https://its.1c.ru/db/v8std/content/437/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\t⟦Валюты.Ссылка⟧,\n|\t⟦Валюты.Владелец.Код⟧,\n|\tВалюты.Код КАК Код\n'
            '|ИЗ\n|\tСправочник.Валюты КАК Валюты";\n',
            fixed='Запрос.Текст =\n"ВЫБРАТЬ\n|\tВалюты.Ссылка КАК Ссылка,\n'
            "|\tВалюты.Владелец.Код КАК ВладелецКод,\n|\tВалюты.Код КАК Код\n"
            '|ИЗ\n|\tСправочник.Валюты КАК Валюты";\n',
        ),
        Bad(
            'Query.Text = "SELECT ⟦T.Ref⟧, ⟦T.Code Code⟧, ⟦1 + 1⟧ FROM Catalog.Currencies AS T";\n',
            fixed='Query.Text = "SELECT T.Ref AS Ref, T.Code AS Code, 1 + 1 FROM Catalog.Currencies AS T";\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦Справочник.Валюты.Код⟧, ⟦Наименование⟧ ИЗ Справочник.Валюты";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Справочник.Валюты.Код КАК Код, Наименование КАК Наименование '
            'ИЗ Справочник.Валюты";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Ссылка КАК Ссылка ИЗ Справочник.Валюты КАК Т\n'
            '|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ Т.Ссылка ИЗ Справочник.Банки КАК Т";\n'
        ),
        Good('Запрос.Текст = "ВЫБРАТЬ * ИЗ Справочник.Валюты КАК Т";\n', hidden=True),
    ),
)


@RULE.query_nodes("field")
def check(node: Node, query: Query, _code: Code) -> Found:
    value = node.child("value")
    if value is None or value.kind == "star" or node.token("as") is not None:
        return
    part = node.inside("select_part")
    select = part.parent if part is not None else None
    if part is None or select is None or (select.kind == "select_query" and parts_of(select)[0] is not part):
        return
    if not query.whole and (query.is_broken or query.tokens[-1].end <= node.end):
        return
    yield RULE.at(node, fix=partial(_fix, node, value, part))


def _fix(node: Node, value: Node, part: Node) -> Edits | None:
    word = "AS" if is_english(part) else "КАК"
    alias = node.child("alias")
    if alias is not None:
        return [insert(alias.start, f"{word} ")]
    names = chain(value)
    if not names:
        return None
    inner = field_of(names, sources(part))[1]
    written = [one.text for one in value.below("identifier")][-len(inner) :]
    return [insert(value.end, f" {word} {''.join(written)}")]
