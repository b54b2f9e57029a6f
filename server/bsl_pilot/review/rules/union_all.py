"""A union that looks for duplicates without need."""

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
from bsl_pilot.review.code.query_tables import parts_of

RULE = Rule(
    key="UnionAll",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    language=For.BSL,
    title=Text("«ОБЪЕДИНИТЬ» вместо «ОБЪЕДИНИТЬ ВСЕ»", "UNION instead of UNION ALL"),
    about=Text(
        "ОБЪЕДИНИТЬ сравнивает все строки, чтобы убрать повторы. Где повторов быть не может или они не мешают, "
        "ОБЪЕДИНИТЬ ВСЕ даёт то же и быстрее. Исправление предлагается там, где результат точно не изменится: в "
        "запросе после «В» и перед другим «ОБЪЕДИНИТЬ», которое убирает повторы.",
        "UNION compares all rows to drop duplicates. Where there are none or they do no harm, UNION ALL gives the "
        "same, and faster. The repair is offered where the result certainly stays: in a query after IN, and before "
        "another UNION that drops the duplicates.",
    ),
    message=Text(
        "Нужно ли убирать повторы? Если нет, ОБЪЕДИНИТЬ ВСЕ", "Must duplicates go? If not, UNION ALL"
    ),
    fix=Text("Заменить на «ОБЪЕДИНИТЬ ВСЕ»", "Make it UNION ALL"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/434/hdoc",),
    examples=(
        Bad('Запрос.Текст = "ВЫБРАТЬ А КАК А ИЗ Т\n|⟦ОБЪЕДИНИТЬ⟧\n|ВЫБРАТЬ Б ИЗ Т";\n'),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ А КАК А ИЗ Т ГДЕ А В (ВЫБРАТЬ Б КАК Б ИЗ Т ⟦ОБЪЕДИНИТЬ⟧ ВЫБРАТЬ В ИЗ Т)";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ А КАК А ИЗ Т ГДЕ А В '
            '(ВЫБРАТЬ Б КАК Б ИЗ Т ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ В ИЗ Т)";\n',
        ),
        Bad(
            'Query.Text = "SELECT 1 AS A\n|⟦UNION⟧ // ALL\n|SELECT 2\n|union all select 3\n|⟦UNION⟧ SELECT 4";\n',
            fixed='Query.Text = "SELECT 1 AS A\n|UNION ALL // ALL\n|SELECT 2\n|union all select 3\n'
            '|UNION SELECT 4";\n',
            hidden=True,
        ),
        Good('Запрос.Текст = "ВЫБРАТЬ А КАК А ИЗ Т\n|ОБЪЕДИНИТЬ ВСЕ\n|ВЫБРАТЬ Б ИЗ Т";\n'),
    ),
)


@RULE.query_nodes("union")
def check(node: Node, query: Query, _code: Code) -> Found:
    after = node.next
    if node.named or after is None or after.kind == "all":
        return
    yield RULE.at(node, fix=partial(_fix, node, query))


def _fix(node: Node, query: Query) -> Edits | None:
    select = node.parent
    if select is None or not query.whole or select.kind != "select_query":
        return None
    if not (_is_tested(select) or _later(node, select)):
        return None
    return [insert(node.end, " ALL" if node.text.isascii() else " ВСЕ")]


def _is_tested(select: Node) -> bool:
    """Whether it only matters that a row is there: in `В (…)` without a limit on their number."""
    around = select.parent
    tested = around is not None and around.parent is not None and around.parent.kind == "in"
    return tested and not any(part.token("top") for part in parts_of(select))


def _later(node: Node, select: Node) -> bool:
    """Whether another UNION behind this one drops the duplicates of all parts before it."""
    return any(
        one.kind == "union" and one.start > node.start and one.next is not None and one.next.kind != "all"
        for one in select.children
    )
