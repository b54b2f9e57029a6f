"""A count or a place in a text is compared as if it could be less than nothing."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.logic import COMPARISONS, operator

RULE = Rule(
    key="ImpossibleCount",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Невозможное значение количества или позиции", "A count or place that can't be"),
    about=Text(
        "СтрНайти() даёт 0, если ничего не нашла, а не −1 и не отрицательное число, как в других языках; СтрДлина() и "
        "Количество() не бывают меньше нуля. Такое условие выполняется всегда или никогда.",
        "StrFind() gives 0 where nothing is found, not −1 as in other languages; StrLen() and Count() are never less than "
        "zero. Such a condition holds always or never.",
    ),
    message=Text(
        "«{name}» не бывает меньше нуля: условие выполняется всегда",
        "`{name}` is never below zero: the condition always holds",
    ),
    fix=Text("Сравнить с нулём", "Compare with zero"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Если ⟦СтрНайти(Текст, ",") >= 0⟧ Или ⟦СтрНайти(Текст, ";") = -1⟧ Тогда\n\tА();\nКонецЕсли;\n',
            fixed='Если СтрНайти(Текст, ",") > 0 Или СтрНайти(Текст, ";") = 0 Тогда\n\tА();\nКонецЕсли;\n',
        ),
        Bad(
            'A = ⟦strfind(B, "x") <> -1⟧ And ⟦Rows.Count() < 0⟧;\nC = ⟦-1 < StrFind(B, "x")⟧;\n',
            fixed='A = strfind(B, "x") <> 0 And Rows.Count() < 0;\nC = 0 < StrFind(B, "x");\n',
        ),
        Bad("А = ⟦СтрНайти(Б, В) > - 1⟧;\nБ = ⟦СтрДлина(А) >= 0⟧;\n", hidden=True),
        Good(
            "А = СтрНайти(Б, В) > 0;\nГ = Товары.Количество() <= 0;\nД = Товары.Количество(1) >= 0;\n"
            "Е = 0 <> СтрНайти(Б, В);\nЖ = СтрНайти(Б, В) - 1 >= 0;\nЗ = СтрДлина("
        ),
    ),
)
_FINDS = frozenset({"стрнайти", "strfind", "найти", "find"})
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NEVER = Text(
    "«{name}» не бывает меньше нуля: условие не выполняется никогда",
    "`{name}` is never below zero: the condition never holds",
)


@RULE.calls(
    "СтрНайти", "StrFind", "Найти", "Find", "СтрДлина", "StrLen", "СтрЧислоВхождений", "StrOccurrenceCount"
)
def of_function(call: Call, _code: Code) -> Found:
    if call.word not in ("найти", "find") or len(call.arguments) == 2:
        return _check(call)
    return iter(())


@RULE.members("Количество", "Count")
def of_collection(call: Call, _code: Code) -> Found:
    return _check(call) if not call.arguments else iter(())


def _check(call: Call) -> Found:
    around = call.node.parent
    sign = operator(around) if around is not None else ""
    if around is None or sign not in COMPARISONS:
        return
    other = around.child("right" if call.node.field == "left" else "left")
    number = _number(other)
    if other is None or number is None:
        return
    if call.node.field == "right":
        sign = _TURNED.get(sign, sign)
    always = _truth(sign, number)
    if always is not None:
        fix = partial(_fix, around, other, sign) if call.word in _FINDS else None
        yield RULE.at(around, message=None if always else _NEVER, name=call.name.text, fix=fix)


def _truth(sign: str, number: int) -> bool | None:
    """Whether the comparison of what is at least 0 with a number holds always or never; None where it depends."""
    if number > 0:
        return None
    if number == 0:
        return {">=": True, "<": False}.get(sign)
    return sign in (">", ">=", "<>")


def _number(node: Node | None) -> int | None:
    """0 or −1 where they stand, of a literal; None for anything else."""
    text = (
        node.bare.text.replace(" ", "") if node is not None and node.bare.kind in ("number", "unary") else ""
    )
    return {"0": 0, "-1": -1}.get(text)


def _fix(around: Node, other: Node, sign: str) -> Edits | None:
    """What was most likely meant: found, or not found."""
    mark = around.child("operator")
    if mark is None:
        return None
    if other.bare.text == "0":
        turned = mark.text != sign
        meant = {">=": "<" if turned else ">", "<": "="}[sign]
        return [replace(mark, meant)]
    if sign in (">", "=", "<>"):
        return [replace(other, "0")]
    meant = {">=": ">", "<": "=", "<=": "="}[sign]
    turned = mark.text != sign
    return [replace(mark, _TURNED.get(meant, meant) if turned else meant), replace(other, "0")]
