"""A literal that is no boolean stands where the language wants one."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert, path_of
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
    fix=Text("Повторить сравнение", "Say the comparison again"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Если А = 1 Или ⟦2⟧ Тогда\n\tБ();\nИначеЕсли Не ⟦"да"⟧ Тогда\n\tВ();\nКонецЕсли;\n',
            fixed='Если А = 1 Или А = 2 Тогда\n\tБ();\nИначеЕсли Не "да" Тогда\n\tВ();\nКонецЕсли;\n',
        ),
        Bad(
            'If A.B <> "x" And ⟦"y"⟧ // why\r\n\tAnd ⟦"z"⟧ Then\r\nEndIf;\r\n',
            fixed='If A.B <> "x" And A.B <> "y" // why\r\n\tAnd A.B <> "z" Then\r\nEndIf;\r\n',
            hidden=True,
        ),
        Bad(
            'А = Б = 1 И ⟦2⟧;\nВ = Г > 1 Или ⟦2⟧;\nД = Е = 1 Или ⟦"2"⟧;\nЖ = З() = 1 Или ⟦2⟧;\nМ = ⟦1⟧ Или К = 2;\n',
            fixed='А = Б = 1 И 2;\nВ = Г > 1 Или 2;\nД = Е = 1 Или "2";\nЖ = З() = 1 Или 2;\nМ = 1 Или К = 2;\n',
            hidden=True,
        ),
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
        yield RULE.at(literal, fix=lambda: _fix(literal))


def _fix(literal: Node) -> Edits | None:
    """`А = 1 Или 2` means `А = 1 Или А = 2`: the comparison with a literal of the same kind right before it."""
    around = literal.parent
    if around is None or literal.field != "right" or around.kind != "binary":
        return None
    joint = operator(around)
    before = around.child("left")
    while before is not None and operator(before) == joint:
        right = before.child("right")
        before = right if right is not None and right.kind == "binary" else before.child("left")
    if before is None or operator(before) != _SIGNS.get(joint):
        return None
    value, compared = before.child("left"), before.child("right")
    if value is None or compared is None or compared.kind != literal.kind or not path_of(value):
        return None
    return [insert(literal.start, f"{value.text} {operator(before)} ")]


_SIGNS = {"or": "=", "and": "<>"}
