"""A date literal that is no date."""

from __future__ import annotations

import re
from calendar import monthrange

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, replace

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
    fix=Text("Записать дату как '{new}'", "Write the date as '{new}'"),
    fix_is_safe=False,
    examples=(
        Bad("А = ⟦'20241301'⟧;\nБ = ⟦'31.01.2024'⟧;\n", fixed="А = '20241301';\nБ = '20240131';\n"),
        Bad(
            "A = ⟦'1.2.2024 9:05'⟧; // on\r\nB = ⟦'2024/1/5'⟧;\r\nC = ⟦'31.02.2024'⟧;\r\nD = ⟦'1/2/2024'⟧;\r\n",
            fixed="A = '202402010905'; // on\r\nB = '20240105';\r\nC = '31.02.2024';\r\nD = '1/2/2024';\r\n",
            hidden=True,
        ),
        Bad("A = ⟦'2023-02-29'⟧;\nB = ⟦'20240101 250000'⟧;\nC = ⟦'2024'⟧;\n"),
        Good(
            "А = '20240131';\nБ = '2024.02.29 23:59:59';\nВ = '00010101';\nГ = '00000000';\nД = '';\nЕ = '202401312359';\n"
        ),
    ),
)
_DIGIT = re.compile(r"[0-9]")
_PARTED = re.compile(
    r"'\s*(?:(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"
    r"|(?P<first>[0-9]{4})[./-](?P<second>[0-9]{1,2})[./-](?P<third>[0-9]{1,2}))"
    r"(?:[ T]+(?P<time>[0-9]{1,2}(?::[0-9]{1,2}){1,2}))?\s*'"
)
_LENGTHS = frozenset({8, 12, 14})


@RULE.nodes("date")
def check(node: Node, _code: Code) -> Found:
    digits = "".join(_DIGIT.findall(node.text))
    if digits.strip("0") and not _is_date(digits):
        new = _in_order(node.text)
        yield RULE.at(node, new=new, fix=(lambda: [replace(node, f"'{new}'")]) if new else None)


def _in_order(literal: str) -> str:
    """The digits of a date that is written with signs between day, month and year; empty where it is none."""
    match = _PARTED.fullmatch(literal)
    if match is None:
        return ""
    parts = match.group("year", "month", "day") if match["day"] else match.group("first", "second", "third")
    digits = "".join(one.zfill(2) for one in (*parts, *(match["time"] or "").split(":")) if one)
    return digits if _is_date(digits) else ""


def _is_date(digits: str) -> bool:
    if len(digits) not in _LENGTHS:
        return False
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if not (year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return False
    hours, minutes, seconds = (int(digits[at : at + 2] or 0) for at in (8, 10, 12))
    return hours < 24 and minutes < 60 and seconds < 60
