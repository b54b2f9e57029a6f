"""A number in the middle of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.naming import has_name


@dataclass(frozen=True, slots=True)
class Parameters:
    authorized_numbers: str = "-1,0,1"
    allow_magic_indexes: bool = True


RULE = Rule(
    key="MagicNumber",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Число без имени", "Number without a name"),
    about=Text(
        "Почему 86400, из кода не понять, и поменяют такое число не везде. Присвойте его переменной, имя которой "
        "говорит, что это.",
        "The code does not tell why it is 86400, and such a number gets changed in some places only. Give it to a variable "
        "whose name says what it is.",
    ),
    message=Text(
        "Что значит число {number}? Дайте ему имя", "What does the number {number} mean? Give it a name"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "authorizedNumbers",
            Text("числа, которые можно писать где угодно", "numbers that may stand anywhere"),
        ),
        ("allowMagicIndexes", Text("разрешить числа как индексы", "allow numbers as indexes")),
    ),
    examples=(
        Bad("Секунд = Дней * ⟦86400⟧;\nЖдать_(⟦5⟧);\n"),
        Bad("For I = 0 To ⟦10⟧ Do\n\tIf -⟦2.5⟧ < I Then\n\tEndIf;\nEndDo;\n"),
        Good(
            "СекундВСутках = 86400;\nСекунд = Дней * СекундВСутках + 1;\nПоследний = Строки[3];\nА = -5;\n"
            'Поля = Новый Структура("Ширина, Высота", 20, 30);\n'
        ),
        Good("Функция А(Б = 15)\n\tВозврат 5;\nКонецФункции\n", hidden=True),
        Bad("А = Строки[⟦3⟧];\n", parameters={"allowMagicIndexes": False}, hidden=True),
        Good("А = Б * 100;\n", parameters={"authorizedNumbers": "100"}, hidden=True),
        Bad("А = ?(Б, ⟦2⟧, ⟦3⟧);\n", hidden=True),
    ),
)


@RULE.nodes("number")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    known = _known(parameters.authorized_numbers)
    number = code.data[node.start : node.end]
    parent = node.parent
    if number in known or parent is None:
        return
    if (
        parent.kind in ("unary", "signed_number")
        and parent.children[0].kind == "-"
        and b"-" + number in known
    ):
        return
    if (parent.kind == "index_access" and parameters.allow_magic_indexes) or has_name(node):
        return
    yield RULE.at(node, number=node.text)


@lru_cache(maxsize=4)
def _known(numbers: str) -> frozenset[bytes]:
    return frozenset(one.strip().encode() for one in numbers.split(","))
