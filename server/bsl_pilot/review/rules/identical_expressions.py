"""The same on both sides of an operator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.logic import COMPARISONS, LOGICAL, operator
from bsl_pilot.review.code.node import EXTRAS


@dataclass(frozen=True, slots=True)
class Parameters:
    popular_divisors: tuple[str, ...] = ("60", "1024")


RULE = Rule(
    key="IdenticalExpressions",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Одинаковые выражения по обе стороны оператора", "The same on both sides of an operator"),
    about=Text(
        "Сравнение с самим собой, разность или частное одинаковых значений, повтор условия: обычно с одной из сторон "
        "забыли поменять имя. Сложение и умножение одинаковых значений не проверяются.",
        "A comparison with itself, the difference or quotient of the same value, a condition said twice: mostly a name "
        "on one side was not changed. Sums and products of the same value are fine.",
    ),
    message=Text(
        "Слева и справа от «{operator}» стоит одно и то же", "The same stands left and right of `{operator}`"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "popularDivisors",
            Text("числа, на которые можно делить дважды", "numbers by which one may divide twice"),
        ),
    ),
    examples=(
        Bad("Если ⟦Сумма = Сумма⟧ Или А > 0 Тогда\n\tБ = ⟦Дата.День - дата . День⟧;\nКонецЕсли;\n"),
        Bad("If ⟦A.Find(1) And (a.find(1))⟧ Then\n\tB = ⟦C / C⟧;\nEndIf;\n"),
        Bad("Если ⟦А Или Б Или А⟧ Тогда\n\tВ();\nКонецЕсли;\n"),
        Bad("А = ⟦Б / 100 / 100⟧;", hidden=True),
        Bad("А = Б И ⟦В <> // так\n\tВ⟧;", hidden=True),
        Bad("А = ⟦Б И Б⟧ И В;", hidden=True),
        Good("А = Б + Б + В * В;\nМинут = Секунд / 60 / 60;\nЕсли А = Б И Б = А Тогда\n\tВ();\nКонецЕсли;\n"),
        Good(
            'Если "а" = "А" И А.Б = А.В И Не А = Б Тогда Г(); КонецЕсли; Д = 60 / 60;\nЕ = Ж - ', hidden=True
        ),
    ),
)
_CHECKED = COMPARISONS | LOGICAL | {"-", "/", "%"}


@RULE.nodes("binary")
def check(node: Node, _code: Code, parameters: Parameters) -> Found:
    left, sign, right = node.children[0], node.child("operator"), node.children[-1]
    if sign is None or sign.kind not in _CHECKED or right.field != "right" or right.kind == "missing_operand":
        return
    if sign.kind == "/" and right.bare.text in parameters.popular_divisors:
        return
    if any(_same(one, right.bare) for one in _beside(left, sign.kind)):
        yield RULE.at(node, operator=sign.text)


def _beside(left: Node, sign: str) -> Iterator[Node]:
    """What the right side is compared with: the left one; of a chain of conditions or divisions its members, too."""
    yield left.bare
    if sign not in LOGICAL and sign != "/":
        return
    while operator(left) == sign:
        inner, member = left.child("left"), left.child("right")
        if inner is None or member is None:
            return
        yield member.bare
        left = inner
        if sign != "/":
            yield left.bare


def _same(one: Node, other: Node) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == "identifier":
        return one.word == other.word
    first, second = _first(one), _first(other)
    if first.word != second.word and EXTRAS.isdisjoint((first.kind, second.kind)):
        return False  # most differ at once: no need to read on
    return one.words == other.words


def _first(node: Node) -> Node:
    """The first token of an expression."""
    while node.children:
        node = node.children[0]
    return node
