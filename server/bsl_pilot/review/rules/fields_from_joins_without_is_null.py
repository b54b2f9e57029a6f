"""A field of an outer-joined table is used as if there always were a row."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, insert
from bsl_pilot.review.code.query_tables import chain, columns, field_of, is_english, sources

RULE = Rule(
    key="FieldsFromJoinsWithoutIsNull",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    on=False,
    title=Text("Поле внешнего соединения без «ЕСТЬNULL»", "Field of an outer join without ISNULL"),
    about=Text(
        "Если во внешнем соединении для строки не нашлось пары, поля присоединённой таблицы — NULL. Сравнение с NULL не "
        "выполняется никогда, сложение даёт NULL, а код после запроса не ждёт такого значения. Оберните поле в "
        "«ЕСТЬNULL» или проверьте через «ЕСТЬ NULL».",
        "Where an outer join finds no partner for a row, the fields of the joined table are NULL. A comparison with NULL "
        "never holds, a sum with it is NULL, and the code behind the query does not expect it. Wrap the field in ISNULL, "
        "or test it by IS NULL.",
    ),
    message=Text(
        "Поле «{name}» внешнего соединения может быть NULL: нужно «ЕСТЬNULL»",
        "`{name}` of an outer join may be NULL: it needs ISNULL",
    ),
    fix=Text("Обернуть в «ЕСТЬNULL»", "Wrap in ISNULL"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/412/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст =\n"ВЫБРАТЬ\n|\tТ.Код КАК Код,\n|\t⟦Ц.Валюта⟧ КАК Валюта,\n|\tТ.Вес * ⟦Ц.Цена⟧ КАК Сумма\n|ИЗ\n'
            "|\tСправочник.Товары КАК Т\n|\t\tЛЕВОЕ СОЕДИНЕНИЕ РегистрСведений.Цены КАК Ц\n"
            '|\t\tПО Т.Ссылка = Ц.Товар";\n',
            fixed='Запрос.Текст =\n"ВЫБРАТЬ\n|\tТ.Код КАК Код,\n|\tЦ.Валюта КАК Валюта,\n'
            "|\tТ.Вес * ЕСТЬNULL(Ц.Цена, 0) КАК Сумма\n|ИЗ\n"
            "|\tСправочник.Товары КАК Т\n|\t\tЛЕВОЕ СОЕДИНЕНИЕ РегистрСведений.Цены КАК Ц\n"
            '|\t\tПО Т.Ссылка = Ц.Товар";\n',
        ),
        Bad(
            'Query.Text = "SELECT SUM(P.Price) AS S FROM Goods AS G FULL JOIN P AS P ON G.A = P.A\n'
            '|WHERE ⟦G.B⟧ > 1 AND NOT P.C IS NULL";\n',
            fixed='Query.Text = "SELECT SUM(P.Price) AS S FROM Goods AS G FULL JOIN P AS P ON G.A = P.A\n'
            '|WHERE ISNULL(G.B, 0) > 1 AND NOT P.C IS NULL";\n',
            hidden=True,
        ),
        Bad(
            'Query.Text = "SELECT G.A AS A FROM Goods AS G LEFT JOIN P AS P ON G.A = P.A\n'
            '|WHERE ⟦P.B⟧ = FALSE AND ⟦P.C⟧ = TRUE AND ⟦P.D⟧ >= 0 AND 5 <> ⟦P.E⟧";\n',
            fixed='Query.Text = "SELECT G.A AS A FROM Goods AS G LEFT JOIN P AS P ON G.A = P.A\n'
            '|WHERE P.B = FALSE AND ISNULL(P.C, FALSE) = TRUE AND P.D >= 0 AND 5 <> P.E";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, ЕСТЬNULL(Ц.Цена, 0) * 2 КАК Цена,\n'
            "|\tВЫБОР КОГДА Ц.Товар ЕСТЬ NULL ТОГДА 0 ИНАЧЕ Ц.Цена КОНЕЦ КАК Другая\n"
            "|ИЗ Справочник.Товары КАК Т ЛЕВОЕ СОЕДИНЕНИЕ РегистрСведений.Цены КАК Ц ПО Т.Ссылка = Ц.Товар\n"
            '|ГДЕ Ц.Товар ЕСТЬ NULL";\n'
        ),
    ),
)
_GUARDS = frozenset({"естьnull", "isnull"})
_COMPARISON = ("=", "<>", "<", ">", "<=", ">=")
_COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_ZERO = {"number": "0", "string": '""""', "boolean": "ЛОЖЬ"}


@RULE.query_nodes("select_part")
def check(node: Node, _query: Query, _code: Code) -> Found:
    known = sources(node)
    optional = {one.name for one in known if one.optional and one.name}
    if not optional:
        return
    optional -= set(_inner(node))
    for clause in (one for one in node.children if one.named and one.kind in ("fields", "where")):
        for column in columns(clause):
            source = field_of(chain(column), known)[0]
            if source is not None and source.name in optional and not _is_guarded(column):
                yield RULE.at(column, name=column.text, fix=partial(_fix, column))


def _inner(node: Node) -> Iterator[str]:
    """Tables that a condition of WHERE wants to be there: `НЕ Т.Поле ЕСТЬ NULL`, outside of OR."""
    where = next((one for one in node.children if one.kind == "where" and one.named), None)
    if where is None:
        return
    around = where.inside("subquery", "case")
    for one in where.below("is_null"):
        field, above = one.child("left"), one.parent
        negated = one.token("not") is not None or (
            above is not None and above.kind == "unary" and above.token("not") is not None
        )
        if negated and field is not None and one.inside("subquery", "case") is around:
            yield from chain(field)[:1]


def _is_guarded(node: Node) -> bool:
    for one in node.ancestors():
        if one.kind in ("is_null", "refs"):
            return True
        if one.kind == "call" and one.word_of("name") in _GUARDS:
            return True
        if one.kind == "case" and any(one.below("is_null")):
            return True
        if one.kind == "binary" and one.token("or", "and") is not None and _tests(one, chain(node)[0]):
            return True
        if one.kind in ("field", "where"):
            break
    return False


def _tests(node: Node, table: str) -> bool:
    """Whether a condition beside asks if the row of the table is there."""
    return any(
        (left := one.child("left")) is not None and chain(left)[:1] == (table,)
        for one in node.below("is_null")
    )


def _holds(node: Node, other: Node) -> bool:
    """Whether a comparison that never holds for NULL would hold for the value in its place; sure for literals alone."""
    parent = node.parent
    sign = next((one for one in _COMPARISON if parent is not None and parent.token(one) is not None), "")
    if other.kind == "number" and sign:
        number = float(other.text)
        left, right = (number, 0.0) if node.field == "right" else (0.0, number)
        return bool(_COMPARE[sign](left, right))
    return sign != "=" or other.kind not in _ZERO or _is_zero(other)


def _is_zero(literal: Node) -> bool:
    return literal.text.strip('"') == "" or literal.word in ("ложь", "false")


def _fix(node: Node) -> Edits | None:
    parent = node.parent
    zero = None
    if parent is not None and parent.kind == "binary":
        other = parent.child("left") if node.field == "right" else parent.child("right")
        if parent.token("-", "*", "/") is not None:
            zero = "0"
        elif (other is not None and parent.token("+") is not None) or (
            other is not None and not _holds(node, other)
        ):
            zero = _ZERO.get(other.kind)
    if zero is None:
        return None
    english = is_english(node)
    zero = "FALSE" if english and zero == "ЛОЖЬ" else zero
    return [insert(node.start, "ISNULL(" if english else "ЕСТЬNULL("), insert(node.end, f", {zero})")]
