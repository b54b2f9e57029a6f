"""Of names that there are, the one that was meant."""

from __future__ import annotations

import pytest

from bsl_pilot.review.nearest import distance, nearest


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("Колонка", ("Колонки", "Индексы", "Columns"), "Колонки"),
        ("ДОБАВИТ", ("Добавить", "Вставить", "Add"), "Добавить"),
        ("Cleint", ("Client", "ThinClient", "Server"), "Client"),
        ("Поле1", ("Поле2", "Поле"), None),
        ("ЭтоНеСсылка", ("ЭтоСсылка",), None),
        ("ПолучитьИмя", ("ПолучитьИмена", "ПолучитьИмяФайла"), None),
        ("Сумма", ("Суммы", "Суммм"), None),
        ("Сумм", ("Суммы", "СУММЫ"), "Суммы"),
        ("Код", ("Кот", "Ко"), None),
        ("Да", ("До",), None),
        ("Записать", ("Пописать",), None),
        ("Сумма", ("сумма",), None),
        ("", ("А",), None),
    ],
)
def test_nearest(written: str, known: tuple[str, ...], meant: str | None) -> None:
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("а", "", 1),
        ("клеинт", "клиент", 1),
        ("кот", "кит", 1),
        ("абв", "вба", 2),
        ("дом", "домик", 2),
    ],
)
def test_distance(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips
