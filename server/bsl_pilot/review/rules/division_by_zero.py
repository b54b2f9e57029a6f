"""A number is divided by a literal zero."""

from __future__ import annotations

import re

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.logic import operator

RULE = Rule(
    key="DivisionByZero",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Деление на ноль", "Division by zero"),
    about=Text(
        "Деление на ноль прерывает код ошибкой. Чтобы вызвать исключение нарочно, есть ВызватьИсключение: оно скажет, "
        "в чём дело.",
        "A division by zero ends the code with an error. To raise an exception on purpose there is Raise: it says what is "
        "the matter.",
    ),
    message=Text("Деление на ноль", "Division by zero"),
    examples=(
        Bad("Доля = ⟦Сумма / 0⟧;\n"),
        Bad("A = ⟦(B + 1) % (0.0)⟧ + 1;\n"),
        Good("А = 0 / Б + 10 / 0.5 - Б * 0;\nВ = Г / "),
    ),
)
_ZERO = re.compile(r"0+(?:\.0*)?")


@RULE.nodes("/", "%")
def check(sign: Node, _code: Code) -> Found:
    around = sign.parent
    right = around.child("right") if around is not None and operator(around) == sign.kind else None
    if (
        around is not None
        and right is not None
        and right.bare.kind == "number"
        and _ZERO.fullmatch(right.bare.text)
    ):
        yield RULE.at(around)
