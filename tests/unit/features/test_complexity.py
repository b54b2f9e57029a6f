"""Cognitive complexity: what counts, and what counts more when it is nested."""

from __future__ import annotations

import pytest

from bsl_pilot.features.complexity import cognitive_complexity
from bsl_pilot.syntax.document import Document


def complexity(body: str) -> int:
    document = Document.parse(f"Процедура А(Б)\n{body}\nКонецПроцедуры")
    return cognitive_complexity(document.root.children[0])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Х = 1; Ф(Х);", 0),
        ("Если Б Тогда Ф(); КонецЕсли;", 1),
        ("Если Б Тогда Ф(); ИначеЕсли В Тогда Ф(); Иначе Ф(); КонецЕсли;", 3),
        ("Пока Б Цикл Если В Тогда Ф(); КонецЕсли; КонецЦикла;", 3),
        (
            "Для Каждого В Из Б Цикл Для Г = 1 По 2 Цикл Если Г Тогда Ф(); КонецЕсли; КонецЦикла; КонецЦикла;",
            6,
        ),
        ("Если Б Тогда Иначе Если В Тогда КонецЕсли; КонецЕсли;", 4),
        ("Попытка Ф(); Исключение КонецПопытки;", 1),
        ("Попытка Если Б Тогда Ф(); КонецЕсли; Исключение Если Б Тогда Ф(); КонецЕсли; КонецПопытки;", 4),
        ("Х = Б И В И Г;", 1),
        ("Х = Б И В Или Г И Д;", 3),
        ("Х = Б И (В И Г);", 1),
        ("Х = Б И Не (В Или Г);", 2),
        ("Х = ?(Б, ?(В, 1, 2), 3);", 3),
        ("Перейти ~М; ~М: Ф();", 1),
        ("Если Б Тогда А(Б - 1); А(Б); КонецЕсли;", 2),
        ("Б.А();", 0),
    ],
)
def test_complexity(body: str, expected: int) -> None:
    assert complexity(body) == expected
