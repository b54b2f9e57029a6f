"""Types that a method itself and comments tell; code of other methods is not asked."""

from __future__ import annotations

import pytest

from bsl_pilot.types.said import Said

from tests import marks
from tests.unit.types.world import COMMON, described, inference

OTHER = {
    "Услуги": "// Возвращаемое значение:\r\n//  Массив - 🙂\r\nФункция Сказано() Экспорт\r\n\tВозврат Неведомое;\r\nКонецФункции\r\n"
    "Функция Молча() Экспорт\r\n\tВозврат Новый Массив;\r\nКонецФункции\r\n"
}
HEAD = (
    "Перем Общая;\r\n// Параметры:\r\n//  П - Соответствие\r\nПроцедура Внутри(П, Н)\r\n{}\r\nКонецПроцедуры\r\n"
    "Процедура Зовёт()\r\n\tОбщая = Новый Массив;\r\n\tВнутри(Новый Соответствие, Новый Массив);\r\nКонецПроцедуры\r\n"
)
CASES = [
    ("Х = Новый Запрос; Х│.", "Query"),
    ("Х = УСЛУГИ.Сказано(); Х│.", "Array"),
    ("Х = Услуги.Молча(); Х│.", "?"),
    ("П│.", "Map"),
    ("Н│.", "?"),
    ("Общая│.", "?"),
    ("Х = Новый Структура; Зовёт(Х); Х│.", "Structure|?"),
    ("Х = Новый Запрос; Зовёт(Х); Х│.", "Query"),
    ('Х = Новый Структура("А", Новый Массив); У = 1; Н = Х.Свойство("А", У); У│.', "Array"),
    ("│", "?"),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_only_the_method_and_comments_are_asked(line: str, expected: str) -> None:
    found = marks.parse(HEAD.format(line))
    whole = inference(found.text, COMMON, OTHER)
    said = Said(whole.world, whole.code)
    assert described(said.receiver(found.cursor)) == expected
