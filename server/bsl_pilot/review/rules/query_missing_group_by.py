"""A field is selected beside totals of groups, and is not grouped by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, insert
from bsl_pilot.review.code.calls import arguments_of
from bsl_pilot.review.code.edits_in_query import new_line
from bsl_pilot.review.code.query_tables import Source, chain, columns, field_of, sources
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.query import query_words

RULE = Rule(
    key="QueryMissingGroupBy",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    title=Text("Поле не входит в группу", "Field is not grouped by"),
    about=Text(
        "Если в запросе есть группировка или агрегатные функции, каждое выбранное поле должно стоять в «СГРУППИРОВАТЬ "
        "ПО» или внутри агрегатной функции, иначе запрос завершится ошибкой «Поле не входит в группу».",
        "If a query groups or has aggregate functions, each selected field must stand in GROUP BY or in such a function, "
        "otherwise the query fails with “Field is not in a group”.",
    ),
    message=Text("Поле «{name}» не входит в группу", "`{name}` is not grouped by"),
    fix=Text("Добавить в «СГРУППИРОВАТЬ ПО»", "Add it to GROUP BY"),
    fix_is_safe=False,
    examples=(
        Bad(
            'З.Текст = "ВЫБРАТЬ Т.А КАК А, ⟦Т.Б⟧ КАК Б, СУММА(Т.В) КАК В\r\n\t|ИЗ Т КАК Т\r\n\t|СГРУППИРОВАТЬ ПО\r\n\t|\tТ.А";\r\n',
            fixed='З.Текст = "ВЫБРАТЬ Т.А КАК А, Т.Б КАК Б, СУММА(Т.В) КАК В\r\n\t|ИЗ Т КАК Т\r\n\t|СГРУППИРОВАТЬ ПО\r\n\t|\tТ.А,'
            '\r\n\t|\tТ.Б";\r\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, ⟦Т.Код⟧ КАК Код, СУММА(Т.Вес) КАК Вес\n'
            '|ИЗ Справочник.Товары КАК Т\n|СГРУППИРОВАТЬ ПО\n|\tТ.Вид";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, Т.Код КАК Код, СУММА(Т.Вес) КАК Вес\n'
            '|ИЗ Справочник.Товары КАК Т\n|СГРУППИРОВАТЬ ПО\n|\tТ.Вид,\n|\tТ.Код";\n',
        ),
        Bad('Query.Text = "SELECT ⟦T.A⟧ AS A, 1 + MAX(T.B) AS B FROM T AS T";\n', hidden=True),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, т.вид.Код КАК Код, СУММА(Т.Вес + Т.А) КАК Вес, &П КАК П,\n'
            "|\tВЫБОР КОГДА Т.Б = 1 ТОГДА Т.В КОНЕЦ КАК К, Вид КАК Вид2, ПРЕДСТАВЛЕНИЕ(Т.Вид) КАК Пр,\n"
            "|\tТ.Вид В (ВЫБРАТЬ Х.А КАК А ИЗ Х КАК Х) КАК Есть\n"
            "|ИЗ Справочник.Товары КАК Т\n"
            '|СГРУППИРОВАТЬ ПО Т.Вид, ВЫБОР КОГДА Т.Б = 1 ТОГДА Т.В КОНЕЦ";\n'
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, КОЛИЧЕСТВО(Т.Состав.Товар) > 0 КАК Есть ИЗ Справочник.Товары КАК Т";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, КОЛИЧЕСТВО(*) КАК Б ИЗ Т КАК Т" + Группы;\n', hidden=True
        ),
    ),
)
_AGGREGATES = frozenset(fold(name) for one in query_words().functions if one.aggregate for name in one.name)
_OWN = 2
_LEFT_OUT = frozenset({"subquery", "nested_table", "star"})


@RULE.query_nodes("select_part")
def check(node: Node, query: Query, _code: Code) -> Found:
    fields, grouped = node.child("fields"), node.token("group_by")
    if fields is None or not query.whole or query.is_broken:
        return
    if grouped is None and not any(map(_folds, _own(fields))):
        return
    if any(node.below("placeholder", "composition")) or node.token("from") is None:
        return
    known = sources(node)
    keys = list(grouped.named_children) if grouped is not None else []
    whole = {one.words for one in keys}
    chains = {_name(one, known) for one in keys if chain(one)}
    for one in fields.children:
        value = one.child("value") if one.kind == "field" else None
        for column in _loose(value, whole) if value is not None else ():
            if not _is_grouped(_name(column, known), chains):
                yield RULE.at(column, name=column.text, fix=partial(_fix, column, grouped))


def _own(node: Node) -> Iterator[Node]:
    """The nodes of an expression without its subqueries."""
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        stack += [child for child in one.children if child.kind not in _LEFT_OUT]


def _is_aggregate(node: Node) -> bool:
    return node.kind == "call" and node.word_of("name") in _AGGREGATES


def _folds(node: Node) -> bool:
    """Whether it is a total over the rows of the select: that of `Т.Состав.Цена` is over a tabular section."""
    return _is_aggregate(node) and not any(len(chain(one)) > _OWN for one in columns(node))


def _loose(value: Node, whole: set[tuple[str, ...]]) -> Iterator[Node]:
    """The fields of an expression that stand in no total and in no expression that is grouped by."""
    stack = [value]
    while stack:
        one = stack.pop()
        if one.words in whole or _is_aggregate(one) or one.kind in _LEFT_OUT:
            continue
        if one.kind == "column":
            if chain(one):
                yield one
        elif one.kind == "call":
            if one.word_of("name") not in ("значение", "value", "тип", "type"):
                stack += [arg for arg in arguments_of(one.child("arguments")) if arg is not None]
        else:
            stack += [child for child in one.children if child.named and child.field not in ("alias", "type")]


def _name(node: Node, known: list[Source]) -> tuple[str, ...]:
    source, inner = field_of(chain(node), known)
    return (source.name, *inner) if source is not None else ("", *inner)


def _is_grouped(name: tuple[str, ...], chains: set[tuple[str, ...]]) -> bool:
    """Whether a field or one that it is an attribute of is grouped by; a bare name may be of any table."""
    names = {name[:size] for size in range(2, len(name) + 1)}
    bare = {("", *one[1:]) for one in names}
    return any(one in names or one in bare or (not name[0] and ("", *one[1:]) in bare) for one in chains)


def _fix(column: Node, grouped: Node | None) -> Edits | None:
    last = grouped.named_children[-1:] if grouped is not None and grouped.token("grouping") is None else []
    if not last:
        return None
    blanks, margin, indent = last[0].data[: last[0].start].rpartition(b"\n")[2].partition(b"|")
    alone = margin and not blanks.strip() and not indent.strip()
    gap = new_line(last[0]) + indent.decode() if alone else " "
    return [insert(last[0].end, f",{gap}{column.text}")]
