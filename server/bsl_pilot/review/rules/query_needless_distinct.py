"""DISTINCT where there can be no duplicates, or where they do not matter."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Query, Rank, Rule, Text, delete
from bsl_pilot.review.code.query_tables import parts_of

RULE = Rule(
    key="QueryNeedlessDistinct",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("Лишнее «РАЗЛИЧНЫЕ»", "Needless DISTINCT"),
    about=Text(
        "В запросе после «В» повторы не важны, «ОБЪЕДИНИТЬ» без «ВСЕ» и так их убирает, а после группировки по всем "
        "выбранным полям их не бывает. «РАЗЛИЧНЫЕ» только заставляет СУБД сравнивать строки.",
        "Duplicates do not matter in a query after IN, UNION without ALL drops them anyway, and there are none after "
        "grouping by all selected fields. DISTINCT only makes the database compare rows.",
    ),
    message=Text("«РАЗЛИЧНЫЕ» здесь ничего не меняет", "DISTINCT changes nothing here"),
    fix=Text("Убрать «РАЗЛИЧНЫЕ»", "Remove DISTINCT"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Т КАК Т\n'
            '|ГДЕ Т.Код В (ВЫБРАТЬ ⟦РАЗЛИЧНЫЕ⟧ Х.Код КАК Код ИЗ Х КАК Х)";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Т КАК Т\n'
            '|ГДЕ Т.Код В (ВЫБРАТЬ Х.Код КАК Код ИЗ Х КАК Х)";\n',
        ),
        Bad(
            'Query.Text = "SELECT ⟦DISTINCT⟧ T.Code AS Code, SUM(T.A) AS A FROM T AS T GROUP BY T.Code;\n'
            '|SELECT ⟦DISTINCT⟧\n|\tT.Code AS Code FROM T AS T UNION SELECT ⟦distinct⟧ 1";\n',
            fixed='Query.Text = "SELECT T.Code AS Code, SUM(T.A) AS A FROM T AS T GROUP BY T.Code;\n'
            '|SELECT\n|\tT.Code AS Code FROM T AS T UNION SELECT 1";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ РАЗЛИЧНЫЕ Т.Код КАК Код ИЗ Т КАК Т\n'
            "|ГДЕ Т.Код В (ВЫБРАТЬ РАЗЛИЧНЫЕ ПЕРВЫЕ 3 Х.Код КАК Код ИЗ Х КАК Х УПОРЯДОЧИТЬ ПО Код);\n"
            "|ВЫБРАТЬ РАЗЛИЧНЫЕ Т.Код КАК Код ИЗ Т КАК Т СГРУППИРОВАТЬ ПО Т.Код, Т.Имя;\n"
            "|ВЫБРАТЬ РАЗЛИЧНЫЕ 1 КАК А ИЗ Т КАК Т ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ РАЗЛИЧНЫЕ 2;\n"
            '|ВЫБРАТЬ КОЛИЧЕСТВО(РАЗЛИЧНЫЕ Т.Код) КАК Код ИЗ Т КАК Т";\n'
        ),
    ),
)


@RULE.query_nodes("distinct")
def check(node: Node, query: Query, _code: Code) -> Found:
    part = node.parent
    if part is None or part.kind != "select_part" or part.parent is None or not query.whole:
        return
    if part.token("top") is not None or query.is_broken or any(part.below("placeholder", "composition")):
        return
    if _is_tested(part.parent) or _is_united(part, part.parent) or _is_grouped(part):
        yield RULE.at(node, fix=partial(_fix, node))


def _fix(node: Node) -> Edits | None:
    before = node.previous
    return [delete(before.end, node.end)] if before is not None else None


def _is_tested(select: Node) -> bool:
    around = select.parent
    inside = around is not None and around.parent is not None and around.parent.kind == "in"
    return inside and not any(part.token("top") for part in parts_of(select))


def _is_united(part: Node, select: Node) -> bool:
    """Whether a UNION at or behind the part drops the duplicates."""
    if part.parent is not select or len(parts_of(select)) < 2:
        return False
    unions = [one for one in select.children if one.kind == "union"]
    behind = [one for one in unions if one.start > part.start]
    before = [one for one in unions if one.start < part.start][-1:]
    return any(one.next is not None and one.next.kind != "all" for one in (*before, *behind))


def _is_grouped(part: Node) -> bool:
    """Whether it is grouped, and selects all that it is grouped by."""
    grouped, fields = part.token("group_by"), part.child("fields")
    if grouped is None or fields is None or grouped.token("grouping") is not None:
        return False
    selected = {value.words for one in fields.children if (value := one.child("value")) is not None}
    return all(one.words in selected for one in grouped.named_children)
