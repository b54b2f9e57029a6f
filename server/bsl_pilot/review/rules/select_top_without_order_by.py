"""The first rows of a query without an order: which they are is chance."""

from __future__ import annotations

from dataclasses import dataclass
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
    Range,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.code.edits_in_query import new_line
from bsl_pilot.review.code.query_tables import is_english, parts_of


@dataclass(slots=True, frozen=True)
class Parameters:
    skip_select_top_one: bool = True


RULE = Rule(
    key="SelectTopWithoutOrderBy",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    parameters=Parameters,
    parameter_docs=(("skipSelectTopOne", Text("Не проверять «ПЕРВЫЕ 1»", "Leave TOP 1 out")),),
    title=Text("«ПЕРВЫЕ» без «УПОРЯДОЧИТЬ ПО»", "TOP without ORDER BY"),
    about=Text(
        "Без упорядочивания СУБД отдаёт строки в любом порядке, и какие из них окажутся первыми, дело случая: сегодня "
        "одни, завтра другие. В объединении порядок действует на результат целиком, а «ПЕРВЫЕ» — на каждую часть до него.",
        "Without an order the database gives rows as it likes, and which of them come first is chance: these today, "
        "others tomorrow. In a union the order is that of the whole result, while TOP works on each part before.",
    ),
    fix=Text("Упорядочить по «{name}»", "Order by `{name}`"),
    fix_is_safe=False,
    message=Text(
        "«ПЕРВЫЕ» без «УПОРЯДОЧИТЬ ПО»: какие строки выберутся, дело случая",
        "TOP without ORDER BY: which rows are selected is chance",
    ),
    see=("https://its.1c.ru/db/v8std/content/412/hdoc",),
    examples=(
        Bad(
            'Часть = "ВЫБРАТЬ ⟦ПЕРВЫЕ 10⟧ Т.Ссылка КАК Ссылка ИЗ Справочник.Товары КАК Т";\n'
            'З = Новый Запрос("ВЫБРАТЬ ⟦ПЕРВЫЕ 9⟧ Т.Ссылка ИЗ Справочник.Товары КАК Т");\n',
            fixed='Часть = "ВЫБРАТЬ ПЕРВЫЕ 10 Т.Ссылка КАК Ссылка ИЗ Справочник.Товары КАК Т";\n'
            'З = Новый Запрос("ВЫБРАТЬ ПЕРВЫЕ 9 Т.Ссылка ИЗ Справочник.Товары КАК Т УПОРЯДОЧИТЬ ПО Ссылка");\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦ПЕРВЫЕ 10⟧ Т.Ссылка КАК Товар ИЗ Справочник.Товары КАК Т ГДЕ Т.Цена > 1";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ ПЕРВЫЕ 10 Т.Ссылка КАК Товар ИЗ Справочник.Товары КАК Т ГДЕ Т.Цена > 1 УПОРЯДОЧИТЬ ПО Товар";\n',
        ),
        Bad(
            '\tQuery.Text =\r\n\t"SELECT ⟦TOP 5⟧\r\n\t|\tT.Code AS Code,\r\n\t|\tT.Ref\r\n\t|FROM\r\n\t|\tCatalog.Goods AS T\r\n\t|INDEX BY Code;\r\n\t|SELECT ⟦TOP 3⟧ SUM(T.A) AS A, T.Ref AS Ref FROM T AS T GROUP BY T.Ref";\r\n',
            fixed='\tQuery.Text =\r\n\t"SELECT TOP 5\r\n\t|\tT.Code AS Code,\r\n\t|\tT.Ref\r\n\t|FROM\r\n\t|\tCatalog.Goods AS T\r\n\t|\r\n\t|ORDER BY\r\n\t|\tRef\r\n\t|INDEX BY Code;\r\n\t|SELECT TOP 3 SUM(T.A) AS A, T.Ref AS Ref FROM T AS T GROUP BY T.Ref";\r\n',
            hidden=True,
        ),
        Bad('Запрос.Текст = "ВЫБРАТЬ ⟦ПЕРВЫЕ 10⟧ Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n'),
        Bad(
            'Query.Text = "SELECT DISTINCT ⟦top &Count⟧ T.Code AS Code FROM Catalog.Goods AS T\n'
            '|UNION ALL SELECT ⟦TOP 2⟧ 1 ORDER BY Code";\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦ПЕРВЫЕ 1⟧ Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n',
            parameters={"skipSelectTopOne": False},
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ ПЕРВЫЕ 10 Т.Код КАК Код ИЗ Справочник.Товары КАК Т УПОРЯДОЧИТЬ ПО Код;\n'
            '|ВЫБРАТЬ ПЕРВЫЕ 1 Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n'
        ),
        Good('Текст = СтрЗаменить(Текст, "ВЫБРАТЬ ПЕРВЫЕ 1000", "ВЫБРАТЬ");\n', hidden=True),
        Good('Запрос.Текст = "ВЫБРАТЬ ПЕРВЫЕ 2 Т.Код КАК Код ИЗ Т КАК Т" + Порядок;\n', hidden=True),
    ),
)


@RULE.query_nodes("top")
def check(node: Node, query: Query, code: Code, parameters: Parameters) -> Found:
    part = node.parent
    limit = part.child("limit") if part is not None else None
    if part is None or part.parent is None or limit is None or part.child("fields") is None:
        return
    if not query.whole or limit.text == "0" or (limit.text == "1" and parameters.skip_select_top_one):
        return
    select = part.parent
    ordered = select.token("order_by", "autoorder") is not None and len(parts_of(select)) == 1
    if not ordered:
        name = _reference(part) if len(parts_of(select)) == 1 else ""
        fix = partial(_fix, part, name) if name and _is_run(query, code) else None
        yield RULE.at(Range(node.start, limit.end), name=name, fix=fix)


def _is_run(query: Query, code: Code) -> bool:
    """Whether the text certainly goes to a query as it is: one that is kept may become a part of a union."""
    literal = next((one for one in code.of("string") if one.start == query.start), None)
    around = literal.parent if literal is not None else None
    if literal is None or around is None:
        return False
    if around.kind == "assignment":
        left = around.child("left")
        return left is not None and left.kind == "member_access" and left.word_of("name") in ("текст", "text")
    made = around.parent if around.kind == "arguments" else None
    return made is not None and made.kind == "new_expression" and made.word_of("type") in ("запрос", "query")


_REFERENCE = frozenset({"ссылка", "ref"})


def _reference(part: Node) -> str:
    """The alias of the field of a plain select that is the reference of its table: by that any table can be ordered,
    and it is certain which rows come first."""
    fields = part.child("fields")
    if fields is None or part.token("distinct") or any(one.kind == "group_by" for one in part.children):
        return ""
    for one in fields.named_children:
        value, alias = one.child("value"), one.child("alias")
        if value is not None and value.kind == "column" and value.word_of("name") in _REFERENCE:
            inner = value.child("object")
            if inner is not None and inner.kind == "identifier":
                return alias.text if alias is not None else value.children[-1].text
    return ""


def _fix(part: Node, name: str) -> Edits:
    order = "ORDER BY" if is_english(part) else "УПОРЯДОЧИТЬ ПО"
    literal = part.data[part.start : part.end]
    if b"\n" not in literal:
        return [insert(part.end, f" {order} {name}")]
    line = new_line(part)
    return [insert(part.end, f"{line}{line}{order}{line}\t{name}")]
