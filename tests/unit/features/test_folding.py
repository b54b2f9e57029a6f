"""Folding: each fold as `first line > last line`, lines counted from 0."""

from __future__ import annotations

import pytest

from bsl_pilot.features.folding import folding_ranges
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit


def lines_of(document: Document) -> str:
    return "\n".join(
        f"{one.start_line}>{one.end_line} {one.kind.value}".rstrip() for one in folding_ranges(document)
    )


def check(text: str, expected: str) -> None:
    """Compares the folds, with LF and with CR LF, and from memory after an edit above."""
    for code in (text, text.replace("\n", "\r\n")):
        document = Document.parse(code)
        assert lines_of(document) == expected
        moved = document.edit([ByteEdit(0, 0, b"\n")])
        folds = [tuple(map(int, line.split()[0].split(">"))) for line in expected.split("\n") if line]
        assert [(one.start_line - 1, one.end_line - 1) for one in folding_ranges(moved)] == folds


METHOD = """Процедура А(Знач Б,
  В = "🙂") Экспорт // 🙂
  Если Б И
    В Тогда
    Г = 1;
  ИначеЕсли В Тогда
    Г = 2;
  Иначе
    Г = 3;
  КонецЕсли;
  Для Каждого Х Из Y Цикл
    Г = 4;
  КонецЦикла;
  Попытка
    Г = 5;
  Исключение
    Г = 6;
  КонецПопытки;
КонецПроцедуры"""


def test_method_and_blocks() -> None:
    check(METHOD, "0>1\n1>18\n3>4\n5>6\n7>8\n10>11\n13>14\n15>16")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#Область А\nПерем Х;\n#КонецОбласти", "0>2 region", id="region"),
        pytest.param("#Region А\n#Region Б\n\n#EndRegion\n#EndRegion", "0>4 region\n1>3 region", id="nested"),
        pytest.param("#Область А\nПерем Х;\n", "", id="open region"),
        pytest.param("#Если Сервер Тогда\nА();\n#Иначе\nБ();\n#КонецЕсли", "0>1\n2>3", id="branches"),
        pytest.param("// а 🙂\n// б\n\n// в\nПерем А; // г\n// д\n", "0>1 comment", id="comments"),
        pytest.param("#Использовать a\n#Использовать b\nА();", "0>1 imports", id="imports"),
        pytest.param('А = "🙂\n|б\n|в";', "0>2", id="string"),
        pytest.param("А(1,\n  2,\n  Б(3));", "0>2", id="call"),
        pytest.param("А(\n  1,\n  2\n);", "0>2", id="closing parenthesis on its own line"),
        pytest.param("Если А Тогда Б(); КонецЕсли;", "", id="one line"),
        pytest.param("Пока А Цикл\n\nКонецЦикла;", "", id="empty"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_others(text: str, expected: str) -> None:
    check(text, expected)


def test_parts_of_queries() -> None:
    text = (
        'Текст = "ВЫБРАТЬ\n\t|\tТ.А КАК А,\n\t|\tТ.Б КАК ""🙂""\n\t|ПОМЕСТИТЬ ВТ\n\t|ИЗ\n\t|\tСправочник.А КАК Т\n'
        '\t|;\n\t|ВЫБРАТЬ\n\t|\tВТ.А\n\t|ИЗ\n\t|\t(ВЫБРАТЬ\n\t|\t\t1 КАК А) КАК ВТ\n\t|ГДЕ\n\t|\tВТ.А = 1";'
    )
    check(text.replace('""🙂""', "Б"), "0>13\n1>2\n4>5\n7>13\n9>11\n10>11\n12>13")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An unfinished block folds nothing, what is finished around it does.
        ("Процедура А()\n  Если Б Тогда\n    В();\nКонецПроцедуры", "0>3"),
        ("Процедура А()\n  Если Б Тогда\n    В(\n  КонецЕсли;\nКонецПроцедуры", "0>4\n1>2"),
        ("Процедура А(\n\nПроцедура Б()\n  В();\nКонецПроцедуры", "2>4"),
        ("КонецЕсли;\nКонецПроцедуры", ""),
        ('А = "не закрыта\n|дальше\nБ = 1;', "0>1"),
    ],
)
def test_broken_code(text: str, expected: str) -> None:
    check(text, expected)
