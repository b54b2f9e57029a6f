"""A field is compared through a function or a sum: no index helps then."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, replace
from bsl_pilot.review.code.calls import arguments_of
from bsl_pilot.review.code.query_tables import chain, clause_of, columns, is_english, part_of, sources

RULE = Rule(
    key="QueryFunctionOverField",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Функция над полем в условии запроса", "Function of a field in the condition of a query"),
    about=Text(
        "Если поле таблицы в условии стоит внутри функции или сложения, СУБД не может искать по индексу и считает "
        "выражение для каждой строки. Сравнивайте само поле, а границы вычисляйте из параметров: вместо "
        "«НАЧАЛОПЕРИОДА(Т.Дата, ДЕНЬ) = НАЧАЛОПЕРИОДА(&Дата, ДЕНЬ)» — «Т.Дата МЕЖДУ …».",
        "If a field of a table stands in a function or a sum in a condition, the database can't use an index and works "
        "it out for each row. Compare the field itself, and work out the limits from parameters: a BETWEEN instead of "
        "BEGINOFPERIOD(T.Date, DAY) = BEGINOFPERIOD(&Date, DAY).",
    ),
    message=Text(
        "Поле «{name}» сравнивается через функцию: индекс не поможет",
        "`{name}` is compared through a function: no index helps",
    ),
    fix=Text("Заменить на «МЕЖДУ»", "Make it BETWEEN"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/658/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Документ.Заказ КАК Т\n'
            '|ГДЕ ⟦НАЧАЛОПЕРИОДА(Т.Дата, ДЕНЬ)⟧ = НАЧАЛОПЕРИОДА(&Дата, ДЕНЬ)";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Документ.Заказ КАК Т\n'
            '|ГДЕ Т.Дата МЕЖДУ НАЧАЛОПЕРИОДА(&Дата, ДЕНЬ) И КОНЕЦПЕРИОДА(&Дата, ДЕНЬ)";\n',
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Document.Order AS T\n'
            "|WHERE ⟦YEAR(T.Date)⟧ = &Year AND ⟦T.Sum + 1⟧ > 10 AND ENDOFPERIOD(&D, MONTH) = ⟦ENDOFPERIOD(T.Date, month)⟧\n"
            '|AND ⟦SUBSTRING(T.Code, 1, 2)⟧ IN (&Codes)";\n',
            fixed='Query.Text = "SELECT T.Code AS Code FROM Document.Order AS T\n'
            "|WHERE YEAR(T.Date) = &Year AND T.Sum + 1 > 10 AND "
            "T.Date BETWEEN BEGINOFPERIOD(&D, MONTH) AND ENDOFPERIOD(&D, MONTH)\n"
            '|AND SUBSTRING(T.Code, 1, 2) IN (&Codes)";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, ГОД(Т.Дата) = 2000 КАК Год ИЗ Документ.Заказ КАК Т, ВТ КАК ВТ\n'
            "|ГДЕ Т.Дата = НАЧАЛОПЕРИОДА(&Дата, ДЕНЬ) И ЕСТЬNULL(Т.Сумма, 0) = 0 И ГОД(ВТ.Дата) = &Год\n"
            '|И ТИПЗНАЧЕНИЯ(Т.А) = ТИП(Число) И Т.А + Т.Б = 0 И ДОБАВИТЬКДАТЕ(&Дата, ДЕНЬ, Т.Дней) > &Дата";\n'
        ),
    ),
)
_BEGIN = frozenset({"началопериода", "beginofperiod"})
_END = frozenset({"конецпериода", "endofperiod"})
_FUNCTIONS = frozenset(
    {
        *("год", "year", "квартал", "quarter", "месяц", "month", "день", "day", "деньгода", "dayofyear"),
        *("неделя", "week", "деньнедели", "weekday", "час", "hour", "минута", "minute", "секунда", "second"),
        *("подстрока", "substring", "лев", "left", "прав", "right", "врег", "upper", "нрег", "lower"),
        *("сокрл", "triml", "сокрп", "trimr", "сокрлп", "trimall", "добавитькдате", "dateadd"),
        *_BEGIN,
        *_END,
    }
)
_COMPARISON = ("=", "<>", "<", ">", "<=", ">=")


@RULE.query_nodes("where")
def check(node: Node, query: Query, _code: Code) -> Found:
    part = node.parent
    if not node.named or part is None or query.is_broken:
        return
    tables = {one.alias for one in sources(part) if len(one.path) > 1 and one.alias}
    for kind in ("binary", "in", "between") if tables else ():
        for one in node.below(kind):
            if part_of(one) is part and clause_of(one) is node and one.inside("case") is None:
                yield from _compared(one, tables)


def _compared(node: Node, tables: set[str]) -> Found:
    if node.kind == "binary" and node.token(*_COMPARISON) is None:
        return
    sides = [one for name in ("left", "right") if (one := node.child(name)) is not None]
    fields = [list(columns(one)) for one in sides]
    if node.kind == "binary" and all(fields):
        return  # fields of both sides: no index would help anyway
    for side, found in zip(sides, fields, strict=True):
        field = _wrapped(side)
        if field is not None and len(found) == 1 and chain(field)[:1] and chain(field)[0] in tables:
            yield RULE.at(side, name=field.text, fix=partial(_fix, node, side, field))


def _wrapped(node: Node) -> Node | None:
    """The field inside of a function or a sum."""
    if node.kind == "call" and node.word_of("name") in _FUNCTIONS:
        inner = arguments_of(node.child("arguments"))[:1]
        return inner[0] if inner and inner[0] is not None and inner[0].kind == "column" else None
    if node.kind == "binary" and node.token("+", "-") is not None:
        sides = [one for name in ("left", "right") if (one := node.child(name)) is not None]
        plain = [one for one in sides if one.kind == "column"]
        return plain[0] if len(plain) == 1 else None
    return None


def _fix(node: Node, side: Node, field: Node) -> Edits | None:
    """`Поле МЕЖДУ` for two beginnings, or two ends, of the same kind of period."""
    other = node.child("right") if node.child("left") is side else node.child("left")
    if node.kind != "binary" or node.token("=") is None or other is None or other.kind != "call":
        return None
    if side.kind != "call" or side.word_of("name") != other.word_of("name"):
        return None
    mine, its = (arguments_of(one.child("arguments")) for one in (side, other))
    if len(mine) != 2 or len(its) != 2 or mine[1] is None or its[0] is None or its[1] is None:
        return None
    if side.word_of("name") not in _BEGIN | _END or mine[1].word != its[1].word:
        return None
    arguments = f"({its[0].text}, {its[1].text})"
    begin, between, and_, end = _ENGLISH if is_english(node) else _RUSSIAN
    return [replace(node, f"{field.text} {between} {begin}{arguments} {and_} {end}{arguments}")]


_RUSSIAN = ("НАЧАЛОПЕРИОДА", "МЕЖДУ", "И", "КОНЕЦПЕРИОДА")
_ENGLISH = ("BEGINOFPERIOD", "BETWEEN", "AND", "ENDOFPERIOD")
