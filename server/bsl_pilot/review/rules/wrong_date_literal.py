"""A date literal that is no date."""

from __future__ import annotations

import re
from calendar import monthrange

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="WrongDateLiteral",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Неверная дата", "Wrong date"),
    about=Text(
        "Литерал даты — год, месяц, день и, если нужно, часы, минуты и секунды подряд: '20240131' или '20240131235959'. "
        "Другие знаки между цифрами пропускаются. Дата, которой нет в календаре, — ошибка.",
        "A date literal is year, month, day and, where needed, hours, minutes and seconds: '20240131' or "
        "'20240131235959'. Other characters between digits are skipped. A date that is in no calendar is an error.",
    ),
    message=Text("Такой даты нет", "There is no such date"),
    examples=(
        Bad("А = ⟦'20241301'⟧;\nБ = ⟦'31.01.2024'⟧;\n"),
        Bad("A = ⟦'2023-02-29'⟧;\nB = ⟦'20240101 250000'⟧;\nC = ⟦'2024'⟧;\n"),
        Good(
            "А = '20240131';\nБ = '2024.02.29 23:59:59';\nВ = '00010101';\nГ = '00000000';\nД = '';\nЕ = '202401312359';\n"
        ),
    ),
)
_DIGIT = re.compile(r"[0-9]")
_LENGTHS = frozenset({8, 12, 14})


@RULE.nodes("date")
def check(node: Node, _code: Code) -> Found:
    digits = "".join(_DIGIT.findall(node.text))
    if digits.strip("0") and not _is_date(digits):
        yield RULE.at(node)


def _is_date(digits: str) -> bool:
    if len(digits) not in _LENGTHS:
        return False
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if not (year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return False
    hours, minutes, seconds = (int(digits[at : at + 2] or 0) for at in (8, 10, 12))
    return hours < 24 and minutes < 60 and seconds < 60
