"""What is said of a shown text: does it parse, does it name what does not exist; and the baselines."""

from __future__ import annotations

import pytest

from bsl_pilot.evaluation.baselines import FrequentLine, NearestWord
from bsl_pilot.evaluation.cursors import Cursor
from bsl_pilot.evaluation.known import KnownNames
from bsl_pilot.evaluation.parse import parses
from bsl_pilot.evaluation.places import Kind
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

from tests import marks
from tests.unit.evaluation.engines import modules

METHOD = """Процедура А(Б) Экспорт
\tЕсли ⟦Б = 1 Тогда⟧
\t\tСообщить("😀");
\tКонецЕсли;
\tВызов(Б,
\t\t⟦Б + 1,⟧
\t\t2);
\t⟦Б = 2;⟧
\tЗапрос.Текст = "ВЫБРАТЬ
\t|\tТ.⟦Ссылка КАК Ссылка⟧
\t|ИЗ Справочник.Товары КАК Т";
КонецПроцедуры
"""
CONDITION, ARGUMENT, STATEMENT, FIELD = range(4)


@pytest.mark.parametrize(
    ("hole", "shown", "right"),
    [
        (CONDITION, "Б = 1 Тогда", True),
        (CONDITION, "Не Б Тогда", True),
        (CONDITION, "Б = Тогда", False),
        (CONDITION, "Б = 1", False),
        (CONDITION, "(Б = 1 Тогда", False),
        (ARGUMENT, "Б + 2,", True),
        (ARGUMENT, "Б);", True),
        (ARGUMENT, "Б + ,", False),
        (STATEMENT, "Сообщить(Б);", True),
        (STATEMENT, "Если Б Тогда", True),
        (STATEMENT, "Если Б Тогда\n\t\tВозврат;\n\tКонецЕсли;", True),
        (STATEMENT, "КонецЦикла;", False),
        (STATEMENT, "Возврат 1;", False),
        (STATEMENT, 'Сообщить("Б);', False),
        (FIELD, "Код КАК Код", True),
        (FIELD, "Код КАК", False),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_parses_in_its_place(hole: int, shown: str, right: bool, line_end: str) -> None:
    text = marks.parse(METHOD.replace("\n", line_end))
    span = text.ranges[hole]
    document = Document.parse(text.text)
    data = shown.replace("\n", line_end).encode()
    after = document.edit([ByteEdit(span.start, span.end, data)])
    assert parses(document, after, span.start + len(data)) is right


PROJECT = {
    "Продажи": "Процедура Провести(Заказ) Экспорт\n\tЗаказ.Записать();\nКонецПроцедуры\n",
    "Форма": "Процедура ПриОткрытии(Отказ)\n\tНичейное = 1;\n\tИтог = 2;\nКонецПроцедуры\n",
}


@pytest.mark.parametrize(
    ("shown", "unknown"),
    [
        ("ПРОДАЖИ.Провести(Отказ);", []),
        ("Продажи.Отменить(Заказ);", ["отменить"]),
        ("Ничейное = 1;", []),  # assigned to
        ("Отказ = Ничейное;", ["ничейное"]),  # known of the true text alone
        ("Сообщить(Итог);", []),  # the platform's, and this module's
        ('Сообщить("Ничейное");', []),
        ("Для Каждого Новое Из Отказ Цикл", []),
        ("Для Каждого Новое Из Новые Цикл", ["новые"]),
        ("Если Отказ = Лишнее Тогда // 😀 Ещё", ["лишнее"]),
        ("А = Б.В(Г,\n\t\tД);", ["б", "в", "г", "д"]),
    ],
)
def test_names_that_are_nowhere(shown: str, unknown: list[str]) -> None:
    found = modules(**PROJECT)
    names = KnownNames(found, {"сообщить"}.__contains__)
    true = found.document("Форма.bsl")
    start = true.text.data.index("Ничейное".encode())
    end = true.text.data.index(b"\n", start)
    hole = true.edit([ByteEdit(start, end, b"")])
    after = hole.edit([ByteEdit(start, start, shown.encode())])
    assert list(names.unknown("Форма.bsl", hole, after, start, start + len(shown.encode()))) == unknown


def test_a_parameter_of_a_new_method_is_no_unknown_name() -> None:
    found = modules(а="А = 1;\n")
    document = found.document("а.bsl")
    shown = "Процедура Новая(Первый, Знач Второй = 1)".encode()
    after = document.edit([ByteEdit(len(document.text.data), len(document.text.data), shown)])
    names = KnownNames(found, set[str]().__contains__)
    start = len(document.text.data)
    assert names.unknown("а.bsl", document, after, start, start + len(shown)) == ()


def cursor(path: str, text: str) -> Cursor:
    """A cursor at the mark; the rest of the line is true."""
    marked = marks.parse(text)
    data = marked.text.encode()
    start = max(data.rfind(b"\n", 0, marked.cursor), 0)
    end = data.find(b"\n", marked.cursor)
    typed, target = data[start : marked.cursor].decode().lstrip("\n"), data[marked.cursor : end].decode()
    return Cursor(path, 0, marked.cursor, end, Kind.INSIDE, typed, target)


def test_the_frequent_line_is_that_of_other_modules() -> None:
    own = "\tВозврат│ Итог;\nВозврат Итог;\nВозврат Итог;\n"
    found = modules(
        а=marks.parse(own).text, б="Возврат Истина;\n Возврат Истина;\n", в="Возврат Ложь;\nЗапрос = 1;\n"
    )
    frequent = FrequentLine(found)
    assert frequent.complete(cursor("а.bsl", own)) == " Истина;"
    assert frequent.complete(cursor("а.bsl", "\t│А\n")) == "Возврат Истина;"
    assert frequent.complete(cursor("б.bsl", "Запрос│ = 2;\n")) == " = 1;"
    assert frequent.complete(cursor("в.bsl", "Запрос│ = 2;\n")) == ""


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Товары = 1;\nТоварыДаты = 2;\n\tТов│аСклады;\n", "арыДаты"),
        ("Товары = 1;\n\n\n\n\nтов│;\nТоварыДаты = 2;\n", "арыДаты"),
        ("😀 Товары = 1;\nТовары│\n", ""),
        ("Товары = 1;\n│\n", ""),
        ("А = Б;\nТов│\n", ""),
    ],
)
def test_the_editor_completes_the_nearest_word(text: str, rest: str) -> None:
    found = modules(а=marks.parse(text).text)
    assert NearestWord(found).complete(cursor("а.bsl", text)) == rest
