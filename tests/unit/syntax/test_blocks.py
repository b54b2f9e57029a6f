"""Open blocks and the method at a cursor, in finished and half-typed code."""

from __future__ import annotations

import pytest

from bsl_pilot.syntax.blocks import block_stack, method_at
from bsl_pilot.syntax.document import Document

from tests import marks

STACKS = [
    # text with a cursor, open blocks as kind:part
    ("Процедура А()\n\t│\nКонецПроцедуры", "procedure:procedure"),
    ("Процедура А()\nКонецПроцедуры│", ""),
    ("Процедура А()\nКонецПроцедур│ы", "procedure:procedure"),
    ("Процедура А()\nКонецПроцедуры\n│\nФункция Б()\nКонецФункции", ""),
    ("Функция А()\n\tЕсли│", "function:function if:if"),
    ("Функция А()\n\tЕсли Х│", "function:function if:if"),
    ("Функция А()\n\tЕсли Х Тогда│", "function:function if:then"),
    ("Функция А()\n\tЕсли│НеЗадано = 1;", "function:function"),
    ("Функция А()\n\tХ.Если = 1;│", "function:function"),
    ('Функция А()\n\tХ = "Если" // Если\n\t;│', "function:function"),
    ('Функция А()\n\tХ = "𝄞\n\t|Если Тогда";│', "function:function"),
    (
        "Procedure A()\r\n\tFor Each X In Y Do\r\n\t\tWhile True Do\r\n│",
        "procedure:procedure for:do while:do",
    ),
    ("Процедура А()\n\tПопытка\n\t\tХ();\n\tИсключение\n│", "procedure:procedure try:except"),
    ("Процедура А()\n\tЕсли А Тогда\n\tИначеЕсли Б│ Тогда\n", "procedure:procedure if:elsif"),
    ("Процедура А()\n\tЕсли А Тогда\n\tИначеЕсли Б Тогда\n\tИначе\n│", "procedure:procedure if:else"),
    # the inner block is not closed: the closer belongs to the block that it is aligned with
    (
        "Процедура А()\n\tЕсли А Тогда\n\t\tЕсли Б Тогда\n\tКонецЕсли;\n\t│\nКонецПроцедуры",
        "procedure:procedure",
    ),
    (
        "Процедура А()\n\tЕсли А Тогда\n\t\tДля Х = 1 По 2 Цикл\n\tИначе\n\t\t│\n\tКонецЕсли;\nКонецПроцедуры",
        "procedure:procedure if:else",
    ),
    # without indentation the innermost fits
    ("Процедура А()\nЕсли А Тогда\nЕсли Б Тогда\nКонецЕсли;\n│", "procedure:procedure if:then"),
    # an unfinished method does not hold the next one
    ("Процедура А()\n\tЕсли А Тогда\nФункция Б()\n│", "function:function"),
    ("&НаКлиенте\nАсинх Функция Б()\n│", "function:function"),
    # what stands below a method without its end is no part of it, but the cursor is inside
    ("Функция А()\n\tВ = 1;\n//\n│", "function:function"),
    ("Функция А()\n\tВ = 1;\n#Область Б\n// 🙂\n│", "function:function"),
    # closers of nothing are skipped
    ("КонецЕсли;\nПока Истина Цикл│", "while:do"),
    ("Если А Тогда\n│\nКонецЕсли;", "if:then"),
]


@pytest.mark.parametrize(("marked", "expected"), STACKS)
def test_stack(marked: str, expected: str) -> None:
    text = marks.parse(marked)
    stack = block_stack(Document.parse(text.text), text.cursor)
    assert " ".join(f"{block.kind}:{block.part}" for block in stack) == expected


def test_block_knows_its_keyword_and_indent() -> None:
    text = marks.parse("Процедура А()\r\n \t⟦Если⟧ А Тогда\r\n│")
    block = block_stack(Document.parse(text.text), text.cursor)[-1]
    assert (block.start, block.end) == text.ranges[0]
    assert block.indent == " \t"


METHODS = [
    ("Функция ⟦Имя⟧(А, Знач Б = 1) Экспорт\n│\nКонецФункции", "Имя", True, True),
    ("&НаСервере\nПроцедура Имя()\n│\nКонецПроцедуры\nПерем Э Экспорт;", "Имя", False, False),
    ("Процедура Имя()\n\tПерем Х Экспорт;\n\tЕсли │", "Имя", False, False),
    ("Асинх Процедура Ждать() Экспорт\n\tХ = │\nКонецПроцедуры", "Ждать", False, True),
    (
        'Процедура А(\n\tЕсли Б Тогда\nКонецПроцедуры\nФункция Ё() Экспорт\n\tХ = "𝄞".│\nКонецФункции',
        "Ё",
        True,
        True,
    ),
]


@pytest.mark.parametrize(("marked", "name", "is_function", "export"), METHODS)
def test_method(marked: str, name: str, is_function: bool, export: bool) -> None:
    text = marks.parse(marked)
    method = method_at(Document.parse(text.text), text.cursor)
    assert method is not None
    assert (method.name, method.is_function, method.export) == (name, is_function, export)
    assert method.span.start < text.cursor


@pytest.mark.parametrize(
    "marked",
    ["Процедура А()\nКонецПроцедуры\n│\nФункция Б()\nКонецФункции", "│", "Х = 1;│", "Если А Тогда\n│"],
)
def test_no_method(marked: str) -> None:
    text = marks.parse(marked)
    assert method_at(Document.parse(text.text), text.cursor) is None


def test_method_span_ends_with_its_end_keyword() -> None:
    text = marks.parse("⟦Процедура А()\n\t│Х = 1;\nКонецПроцедуры⟧\nПроцедура Б()\nКонецПроцедуры")
    method = method_at(Document.parse(text.text), text.cursor)
    assert method is not None
    assert method.span == text.ranges[0]
