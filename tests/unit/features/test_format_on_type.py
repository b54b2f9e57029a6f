"""Indentation while typing. A case is the text before the key with the cursor, and the text after it."""

from __future__ import annotations

import pytest

from bsl_pilot.features.format import FormatOptions, format_on_type
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit, apply

from tests.marks import parse


def check(marked: str, typed: str, expected: str, options: FormatOptions | None = None) -> None:
    """Types ``typed`` at the cursor, with LF and CR LF, and compares the text that formatting leaves."""
    for line_end in ("\n", "\r\n"):
        text, (cursor,), _ = parse(marked.replace("\n", line_end))
        key = (line_end if typed == "\n" else typed).encode()
        document = Document.parse(text).edit([ByteEdit(cursor, cursor, key)])
        edits = format_on_type(document, cursor + len(key), typed, options or FormatOptions())
        assert apply(document.text, edits).text == expected.replace("\n", line_end)


ENTER = [
    ("Процедура А()│", "Процедура А()\n\t"),
    ("Функция А() Экспорт│\nКонецФункции", "Функция А() Экспорт\n\t\nКонецФункции"),
    ("\tЕсли А Тогда│", "\tЕсли А Тогда\n\t\t"),
    ("\tЕсли А Тогда // 🙂│", "\tЕсли А Тогда // 🙂\n\t\t"),
    ("\tЕсли А Тогда\n\t\tБ();\n\tИначе│", "\tЕсли А Тогда\n\t\tБ();\n\tИначе\n\t\t"),
    ("Попытка\nИсключение│", "Попытка\nИсключение\n\t"),
    ("Процедура А()\n\tЕсли Б Тогда\n\tКонецЕсли;│", "Процедура А()\n\tЕсли Б Тогда\n\tКонецЕсли;\n\t"),
    ("Процедура А()\n\tБ = 1; │В = 2;", "Процедура А()\n\tБ = 1;\n\tВ = 2;"),
    ("Процедура А()\n      Б = 1;│", "Процедура А()\n      Б = 1;\n      "),
    ("Процедура А()\nКонецПроцедуры│", "Процедура А()\nКонецПроцедуры\n"),
    ("Процедура А()\n\n\tБ();\n\n│\n", "Процедура А()\n\n\tБ();\n\n\n\t\n"),
    ("\tА = Б +│", "\tА = Б +\n\t\t"),
    ("\tА = Б +\n\t    В +│", "\tА = Б +\n\t    В +\n\t    "),
    ("\tА = Б│ + В;", "\tА = Б\n\t\t+ В;"),
    ("\tВызвать(А,│)", "\tВызвать(А,\n\t)"),
    ("\tВызвать(А,│ Б);", "\tВызвать(А,\n\t\tБ);"),
    ("\tЕсли А│", "\tЕсли А\n\t\t"),
    ("\tВозврат│", "\tВозврат\n\t"),
    ("\tЕсли А Тогда│КонецЕсли;", "\tЕсли А Тогда\n\tКонецЕсли;"),
    ("\tТекст = \"ВЫБРАТЬ│", "\tТекст = \"ВЫБРАТЬ\n\t|"),
    ("\tТекст = \"ВЫБРАТЬ│ 🙂\";", "\tТекст = \"ВЫБРАТЬ\n\t|🙂\";"),
    ("\tТекст =\n\t\t\"ВЫБРАТЬ\n\t\t|\tА│\n\t\t|ИЗ Б\";", "\tТекст =\n\t\t\"ВЫБРАТЬ\n\t\t|\tА\n\t\t|\n\t\t|ИЗ Б\";"),
    ("\tТекст = \"А\n│\t|Б\";", "\tТекст = \"А\n\n\t|Б\";"),
    ("\t// начало│ конец", "\t// начало\n\t// конец"),
    ("\tА(); // начало│ конец", "\tА(); // начало\n\t// конец"),
    ("\t// конец│", "\t// конец\n"),
    ("Процедура А()\n\t// конец│", "Процедура А()\n\t// конец\n\t"),
    ("// Описание│\n//\nПроцедура А()", "// Описание\n// \n//\nПроцедура А()"),
    ("│Перем А;", "\nПерем А;"),
    ("// bsl-pilot:format off\n\tЕсли А Тогда│", "// bsl-pilot:format off\n\tЕсли А Тогда\n"),
    ("#Если Сервер Тогда│", "#Если Сервер Тогда\n"),
    ("Procedure A()\n\tWhile True Do│", "Procedure A()\n\tWhile True Do\n\t\t"),
    ("Процедура Х()\n\tЕсли Не закрыт Тогда\n\nПроцедура А()│", "Процедура Х()\n\tЕсли Не закрыт Тогда\n\nПроцедура А()\n\t"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ENTER)
def test_enter(marked: str, expected: str) -> None:
    check(marked, "\n", expected)


@pytest.mark.parametrize(
    ("marked", "typed", "expected"),
    [
        ("\tЕсли А Тогда\n\t\tКонецЕсл│", "и", "\tЕсли А Тогда\n\tКонецЕсли"),
        ("\tЕсли А Тогда\n\t\tИнач│", "е", "\tЕсли А Тогда\n\tИначе"),
        ("\tЕсли А Тогда\n\tИначеЕсл│ Б", "и", "\tЕсли А Тогда\n\tИначеЕсли Б"),
        ("\tПопытка\n\t\tИсключени│", "е", "\tПопытка\n\tИсключение"),
        ("Процедура А()\n\tКонецПроцедур│", "ы", "Процедура А()\nКонецПроцедуры"),
        ("  Для Н = 1 По 2 Цикл\nКонецЦикл│", "а", "  Для Н = 1 По 2 Цикл\n  КонецЦикла"),
        ("\tIf A Then\n\t\tEndI│", "f", "\tIf A Then\n\tEndIf"),
        ("\t\tКонецЕсл│", "и", "\t\tКонецЕсли"),
        ("\tЕсли А Тогда\n\t\tБ = Инач│", "е", "\tЕсли А Тогда\n\t\tБ = Иначе"),
        ("\tЕсли А Тогда\n\t\t// Инач│", "е", "\tЕсли А Тогда\n\t\t// Иначе"),
        ("\tЕсли \"А\n\t\t|Инач│", "е", "\tЕсли \"А\n\t\t|Иначе"),
        ("Процедура А()\nБ = 1│", ";", "Процедура А()\n\tБ = 1;"),
        ("Процедура А()\n\tБ();\nВ = 1│", ";", "Процедура А()\n\tБ();\n\tВ = 1;"),
        ("Процедура А()\n\tБ = 1 +\nВ│", ";", "Процедура А()\n\tБ = 1 +\nВ;"),
        ("Процедура А()\nБ = \"а│\"", ";", "Процедура А()\nБ = \"а;\""),
        ("Процедура А()\n// а│", ";", "Процедура А()\n// а;"),
        ("\tЕсли А Тогда\n\t\tКонецЕсли│", ";", "\tЕсли А Тогда\n\tКонецЕсли;"),
        ("│", ";", ";"),
    ],
)  # fmt: skip
def test_key(marked: str, typed: str, expected: str) -> None:
    check(marked, typed, expected)


def test_spaces() -> None:
    options = FormatOptions(insert_spaces=True, tab_size=2)
    check("  Если А Тогда│", "\n", "  Если А Тогда\n    ", options)


def test_blanks_at_the_end_may_stay() -> None:
    check("А = 1; │", "\n", "А = 1; \n", FormatOptions(trim_trailing_whitespace=False))
