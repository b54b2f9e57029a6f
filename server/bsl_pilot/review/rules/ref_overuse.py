"""A reference of a reference in a query: one join too many."""

from __future__ import annotations

from functools import partial

from bsl_pilot.project.kinds import kind
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
    delete,
)
from bsl_pilot.review.code.query_tables import REFERENCES, chain, is_field, names_behind, source_of

RULE = Rule(
    key="RefOveruse",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Лишнее «.Ссылка» в запросе", "Extra .Ref in a query"),
    about=Text(
        "Поле ссылочного типа уже хранит ссылку, а реквизит объекта есть в самой таблице. «.Ссылка» сверх этого добавляет "
        "в запрос соединение, которое ничего не даёт.",
        "A field of a reference type holds the reference already, and an attribute of an object is in its own table. "
        "A .Ref more adds a join to the query that is of no use.",
    ),
    message=Text("Лишнее разыменование «.Ссылка»", "An extra .Ref"),
    fix=Text("Убрать «.Ссылка»", "Remove .Ref"),
    see=("https://its.1c.ru/db/v8std/content/654/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦Т.Владелец.Ссылка⟧ КАК Владелец, ⟦Т.Ссылка.Код⟧ КАК Код\n'
            '|ИЗ Справочник.Договоры КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Владелец КАК Владелец, Т.Код КАК Код\n'
            '|ИЗ Справочник.Договоры КАК Т";\n',
        ),
        Bad(
            'Query.Text = "SELECT ⟦T.Ref.Ref⟧ AS X FROM Catalog.Goods AS T WHERE ⟦T.Ref.Owner⟧ = &A AND '
            '⟦T.Owner.Parent.ref⟧ = 1";\n',
            fixed='Query.Text = "SELECT T.Ref AS X FROM Catalog.Goods AS T WHERE T.Owner = &A AND '
            'T.Owner.Parent = 1";\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ГДЕ ⟦Т.Вид.Ссылка⟧ ЕСТЬ NULL";\n',
            hidden=True,
        ),
        Bad('Запрос.Текст = "ВЫБРАТЬ ⟦Т.Владелец.Ссылка⟧ ИЗ Справочник.Договоры КАК Т";\n', hidden=True),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Ссылка КАК Ссылка, С.Ссылка.Дата КАК Дата, В.Ссылка.Код КАК Код\n'
            "|ИЗ Справочник.Договоры КАК Т, Документ.Продажа.Товары КАК С,\n"
            '|\t(ВЫБРАТЬ Т.Ссылка КАК Ссылка ИЗ Справочник.Договоры КАК Т) КАК В";\n'
        ),
    ),
)
_REF = frozenset({"ссылка", "ref"})


@RULE.query_nodes("column")
def check(node: Node, query: Query, _code: Code) -> Found:
    names = chain(node)
    if _REF.isdisjoint(names) or not is_field(node):
        return
    inner = names_behind(node, names, query)
    if len(inner) < 2:
        return
    if inner[-1] in _REF:
        yield RULE.at(node, fix=partial(_without_last, node))
        return
    source = source_of(node, names)
    named = kind(source.path[0]) if source is not None and len(source.path) == 2 else None
    if inner[0] in _REF and named is not None and named.en in REFERENCES:
        yield RULE.at(node, fix=partial(_without_first, node, len(inner)))


def _without_last(node: Node) -> Edits | None:
    before = node.child("object")
    return [delete(before.end, node.end)] if before is not None and _is_named(node) else None


def _without_first(node: Node, count: int) -> Edits | None:
    """`Т.Код` instead of `Т.Ссылка.Код`."""
    names = list(node.below("identifier"))
    first = names[-count]
    return [delete(first.start, names[1 - count].start)] if _is_named(node) else None


def _is_named(node: Node) -> bool:
    """Whether nothing depends on how the field is written: neither a name in the result nor what the test tells."""
    parent = node.parent
    if parent is None or parent.kind == "is_null":  # a reference to what was deleted is not NULL itself
        return False
    return parent.kind != "field" or parent.child("alias") is not None
