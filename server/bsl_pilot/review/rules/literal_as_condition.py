"""A literal that is no boolean stands where the language wants one."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.logic import operator

RULE = Rule(
    key="LiteralAsCondition",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Литерал вместо условия", "A literal in place of a condition"),
    about=Text(
        "«Если А = 1 Или 2» не сравнивает А с двойкой: справа от «Или» стоит само число. Повторите сравнение: "
        "«А = 1 Или А = 2». Со строкой, датой и Неопределено на месте условия код прервётся с ошибкой.",
        "`If A = 1 Or 2` does not compare A with two: right of `Or` is the number itself. Say the comparison again: "
        "`A = 1 Or A = 2`. With a string, a date or Undefined in place of a condition the code ends with an error.",
    ),
    message=Text(
        "На месте условия — литерал: скорее всего, пропущено сравнение",
        "A literal in place of a condition: most likely a comparison is missing",
    ),
    examples=(
        Bad('Если А = 1 Или ⟦2⟧ Тогда\n\tБ();\nИначеЕсли Не ⟦"да"⟧ Тогда\n\tВ();\nКонецЕсли;\n'),
        Bad("While ⟦1⟧ Do\n\tBreak;\nEndDo;\nA = ?(⟦Undefined⟧, 1, 2);\nB = (⟦'20200101'⟧) And C;\n"),
        Good('А = Б = 1 Или Б = 2;\nВ = ?(Г, 1, 2);\nД = Не Е = "да";\nЕсли Истина Тогда\nКонецЕсли;\n'),
        Good("Если А Или ", hidden=True),
    ),
)
_CONDITIONS = frozenset({"if_statement", "elsif_clause", "while_statement", "ternary"})


@RULE.nodes("number", "string", "date", "undefined", "null")
def check(literal: Node, _code: Code) -> Found:
    node, around = literal, literal.parent
    while around is not None and around.kind == "parenthesized":
        node, around = around, around.parent
    if around is None:
        return
    if around.kind in _CONDITIONS:
        wanted = node.field == "condition"
    else:
        wanted = around.kind in ("binary", "unary") and operator(around) in ("and", "or", "not")
    if wanted:
        yield RULE.at(literal)
