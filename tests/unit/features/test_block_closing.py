"""What is written by itself: the closer of a block on Enter, the other keyword of a method."""

from __future__ import annotations

import pytest

from bsl_pilot.features.block_closing import block_closing, keyword_following
from bsl_pilot.features.format import FormatOptions, format_on_type
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import apply

from tests import marks

CLOSED = [
    # text with the cursor after Enter, what is below the cursor's line afterwards
    ("Процедура А()\n│\n", "КонецПроцедуры\n"),
    ("Процедура А()\n│", "\nКонецПроцедуры"),
    ("&НаСервере\nАсинх Функция А(Б, В = 1) Экспорт // 🙂\n│\n", "КонецФункции\n"),
    ("Функция А(\n\tБ,\n\tВ)\n│\n", "КонецФункции\n"),
    ("ПРОЦЕДУРА А()\r\n│\r\n", "КОНЕЦПРОЦЕДУРЫ\r\n"),
    ("procedure a() export\n│\n", "endprocedure\n"),
    ("Процедура А()\n│\nФункция Б()\nКонецФункции", "КонецПроцедуры\nФункция Б()\nКонецФункции"),
    ("Процедура А()\n\tЕсли А Тогда\n\t\t│\nКонецПроцедуры", "\tКонецЕсли;\nКонецПроцедуры"),
    ("Процедура А()\n\tЕсли А\n\t\tИли Б Тогда\n\t\t│\nКонецПроцедуры", "\tКонецЕсли;\nКонецПроцедуры"),
    ("Пока Истина Цикл\n│\n", "КонецЦикла;\n"),
    ("For Each X In Y Do\n│\n", "EndDo;\n"),
    ("Для Х = 1 По 𝄞 Цикл\n│\n", "КонецЦикла;\n"),
    ("\tПопытка\n\t\t│\n", "\tИсключение\n\tКонецПопытки;\n"),
    ("try\n│\n", "except\nendtry;\n"),
    # an inner block is open although an outer one of the same kind is closed: indentation tells
    (
        "Процедура А()\n\tЕсли А Тогда\n\t\tЕсли Б Тогда\n│\n\tКонецЕсли;\nКонецПроцедуры",
        "\t\tКонецЕсли;\n\tКонецЕсли;\nКонецПроцедуры",
    ),
    # a block below, closed in itself, does not close this one
    (
        "Процедура А()\n\tЕсли А Тогда\n│\n\tЕсли Б Тогда\n\tКонецЕсли;\nКонецПроцедуры",
        "\tКонецЕсли;\n\tЕсли Б Тогда\n\tКонецЕсли;\nКонецПроцедуры",
    ),
    # the branch of an outer block begins before any closer
    (
        "Если А Тогда\n\tЕсли Б Тогда\n│\nИначе\nКонецЕсли;",
        "\tКонецЕсли;\nИначе\nКонецЕсли;",
    ),
    ("#Область Имя\n│\n", "#КонецОбласти\n"),
    ("\t#region Name\r\n│\r\n", "\t#endregion\r\n"),
    ("#Если Сервер Или Клиент Тогда\n│\n", "#КонецЕсли\n"),
    ("#Область А\n#Область Б\n│\n#КонецОбласти\n", "#КонецОбласти\n#КонецОбласти\n"),
]

OPEN = [
    # nothing is added
    "Процедура А()\n│\nКонецПроцедуры",
    "Процедура А()\n\tЕсли А Тогда\n│\n\tКонецЕсли;\nКонецПроцедуры",
    "Процедура А()\n\tЕсли А Тогда\n│\n\tИначе\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры",
    "Процедура А()\n\tПопытка\n│\n\tИсключение\n\tКонецПопытки;\nКонецПроцедуры",
    "Процедура А()\n\tПока Б Цикл\n│\n\t\tЕсли В Тогда\n\t\tКонецЕсли;\n\tКонецЦикла;\nКонецПроцедуры",
    "Процедура А()\n\tБ();\n│\n",
    "Процедура А()\n\tБ(1)\n│\nКонецПроцедуры",
    "Процедура А()\n\tЕсли Б()\n│\n",  # the header goes on
    "Процедура А(Б = 1,\n│\n",
    'Х = "Если А Тогда\n│\n',
    "// Если А Тогда\n│\n",
    "Если А Тогда\n│Б();",  # the rest of the line was taken along
    "Если А Тогда Б(); Иначе\n│\n",
    "#Область\n│\n",
    "#Область А\n│\n#КонецОбласти",
    "#Если Сервер\n│\n",
    "│",
    "\n│",
]


def closing(marked: str) -> str:
    text = marks.parse(marked)
    document = Document.parse(text.text)
    return apply(document.text, block_closing(document, text.cursor, "\n")).text


@pytest.mark.parametrize(("marked", "below"), CLOSED)
def test_closer_stands_below_the_cursors_line(marked: str, below: str) -> None:
    head, tail = marked.split(marks.CURSOR)
    line_end = tail[: len(tail) - len(tail.lstrip("\r\n"))] and ("\r\n" if tail.startswith("\r\n") else "\n")
    assert closing(marked) == head + line_end + below


@pytest.mark.parametrize("marked", OPEN)
def test_nothing_is_added(marked: str) -> None:
    assert closing(marked) == marked.replace(marks.CURSOR, "")


def test_only_enter_closes() -> None:
    document = Document.parse("Если А Тогда\n")
    assert block_closing(document, len(document.text.data), ";") == []


def test_closer_and_indentation_of_the_new_line_make_one_set_of_edits() -> None:
    text = marks.parse('Процедура А()\r\n\tЕсли Б = "𝄞" Тогда  \r\n│\r\nКонецПроцедуры')
    document = Document.parse(text.text)
    edits = format_on_type(document, text.cursor, "\n", FormatOptions())
    edits += block_closing(document, text.cursor, "\n")
    after = apply(document.text, edits).text
    assert after == 'Процедура А()\r\n\tЕсли Б = "𝄞" Тогда\r\n\t\t\r\n\tКонецЕсли;\r\nКонецПроцедуры'
    assert not Document.parse(after).root.has_error


FOLLOWS = [
    # text with the cursor, text afterwards
    ("Функция │А()\n\tВозврат 1;\nКонецПроцедуры", "Функция А()\n\tВозврат 1;\nКонецФункции"),
    ("Процедура А(│)\r\nКонецФункции", "Процедура А()\r\nКонецПроцедуры"),
    ("Процедура А()\nКонецФункции │", "Функция А()\nКонецФункции "),
    ("FUNCTION │A()\nENDPROCEDURE", "FUNCTION A()\nENDFUNCTION"),
    ("Асинх Function │A() // 🙂\nEndProcedure\nФункция Б()\nКонецФункции",
     "Асинх Function A() // 🙂\nEndFunction\nФункция Б()\nКонецФункции"),
    # in step already, or the cursor is elsewhere, or a method has no end
    ("Функция │А()\nКонецФункции", "Функция А()\nКонецФункции"),
    ("Функция А()\n\tБ = │\nКонецПроцедуры", "Функция А()\n\tБ = \nКонецПроцедуры"),
    ("Функция │А()\nПроцедура Б()\nКонецПроцедуры", "Функция А()\nПроцедура Б()\nКонецПроцедуры"),
    ("│", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), FOLLOWS)
def test_other_keyword_of_a_method_follows(marked: str, expected: str) -> None:
    text = marks.parse(marked)
    document = Document.parse(text.text)
    assert apply(document.text, keyword_following(document, text.cursor, " ")).text == expected


def test_only_certain_characters_make_it_follow() -> None:
    text = marks.parse("Функция│ А()\nКонецПроцедуры")
    assert keyword_following(Document.parse(text.text), text.cursor, "я") == []
