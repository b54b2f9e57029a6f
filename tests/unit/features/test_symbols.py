"""Document symbols: the tree as text, and the ranges as marks."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bsl_pilot.features.symbols import Symbol, document_symbols
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

from tests.marks import parse, render


def outline(symbols: list[Symbol], indent: int = 0) -> list[str]:
    lines: list[str] = []
    for one in symbols:
        flags = "".join(mark for mark, is_set in (("*", one.exported), ("-", one.deprecated)) if is_set)
        lines.append("  " * indent + f"{one.kind.name} {one.name}{flags} {one.detail}".rstrip())
        lines += outline(one.children, indent + 1)
    return lines


def check(text: str, expected: str) -> None:
    """Compares the outline, with LF and with CR LF, and from memory after an edit above everything."""
    source, wanted = dedent(text), dedent(expected).strip().split("\n")
    for code in (source, source.replace("\n", "\r\n")):
        document = Document.parse(code)
        assert outline(document_symbols(document)) == wanted
        moved = document.edit([ByteEdit(0, 0, "// 🙂\n\n".encode())])
        assert outline(document_symbols(moved)) == wanted


def test_regions_methods_and_variables() -> None:
    check(
        """
        #Область Интерфейс
        Перем Кэш Экспорт, Счетчик;
        Перем Ещё;
        &НаКлиенте
        Асинх Процедура ПриОткрытии(Знач Ссылка, Отказ = Ложь,
            // пояснение 🙂
            Дата = '20240101') Экспорт
            #Область Внутри
            А = 1;
            #КонецОбласти
        КонецПроцедуры
        #Region Nested
        Function Total(Val Items = -1) Export
            Return Undefined;
        EndFunction
        #EndRegion
        #КонецОбласти
        Функция Прочее()
        КонецФункции
        """,
        """
        NAMESPACE Интерфейс
          VARIABLE Кэш*
          VARIABLE Счетчик
          VARIABLE Ещё
          METHOD ПриОткрытии* (Знач Ссылка, Отказ = Ложь, Дата = '20240101') Экспорт &НаКлиенте
            NAMESPACE Внутри
          NAMESPACE Nested
            FUNCTION Total* (Val Items = -1) Export
        FUNCTION Прочее ()
        """,
    )


def test_annotations_with_arguments() -> None:
    check(
        """
        &НаСервере
        &Вместо("ПередЗаписью")
        Процедура Расш_ПередЗаписью(Отказ)
        КонецПроцедуры
        """,
        """METHOD Расш_ПередЗаписью (Отказ) &НаСервере &Вместо("ПередЗаписью")""",
    )


def test_deprecated_by_the_comment_right_above() -> None:
    check(
        """
        // Устарела. Вместо неё - Новая.
        //
        // Параметры:
        //  А - Число
        Процедура Старая(А)
        КонецПроцедуры

        // Устарела.

        Процедура Новая()
        КонецПроцедуры
        // Returns the total.
        // Deprecated. Use New.
        Function Old()
        EndFunction
        """,
        """
        METHOD Старая- (А)
        METHOD Новая ()
        FUNCTION Old- ()
        """,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Процедура Новая(", "METHOD Новая ("),
        ("Процедура Новая", "METHOD Новая"),
        ("Функция", ""),
        (
            "Процедура А()\n  Если Истина Тогда\nКонецПроцедуры\nПроцедура Новая(Знач\nПроцедура Б()\nКонецПроцедуры",
            "METHOD А ()\nMETHOD Новая (Знач\nMETHOD Б ()",
        ),
        (
            "Процедура А()\n  Х = 1;\nФункция Б() Экспорт\n  Возврат 1;\nКонецФункции",
            "METHOD А ()\nFUNCTION Б* () Экспорт",
        ),
        ("Процедура Новая(\nФункция Х()\n  Пока А Цикл\n  Возврат 1;\n", "METHOD Новая (\nFUNCTION Х ()"),
        ("&НаКлиенте\nОбъект.\nПроцедура А()\nКонецПроцедуры", "METHOD А ()"),
        ("Перем А, ;\nПерем", "VARIABLE А"),
        ("#Область\nПерем А;", "NAMESPACE #Область\n  VARIABLE А"),
        ("#КонецОбласти\nА = 1;", ""),
        ("", ""),
    ],
)
def test_broken_code(text: str, expected: str) -> None:
    assert outline(document_symbols(Document.parse(text))) == [line for line in expected.split("\n") if line]


def test_ranges_hold_annotations_and_body_but_not_the_comment() -> None:
    marked = parse(
        '// 🙂 Док\n⟦&НаКлиенте\nПроцедура ⟦Щёлк⟧()\n\tА = "🙂";\nКонецПроцедуры⟧ // хвост\n'
        "⟦#Область ⟦Имя⟧\n#КонецОбласти⟧"
    )
    symbols = document_symbols(Document.parse(marked.text))
    spans = [span for symbol in symbols for span in (symbol.span, symbol.selection)]
    assert render(marked.text, spans) == render(marked.text, marked.ranges)


def test_an_edit_elsewhere_moves_the_symbols() -> None:
    document = Document.parse("Процедура А()\nКонецПроцедуры\nПроцедура Б()\nКонецПроцедуры\n")
    document_symbols(document)
    at = document.text.data.index("КонецПроцедуры".encode())
    edited = document.edit([ByteEdit(at, at, "\tИ = 🙂;\n".encode())])
    fresh = document_symbols(Document.parse(edited.text))
    assert document_symbols(edited) == fresh


def test_a_comment_behind_code_says_nothing_about_the_next_method() -> None:
    check(
        """
        Процедура А()
        КонецПроцедуры // Устарела.
        Процедура Б()
        КонецПроцедуры
        """,
        """
        METHOD А ()
        METHOD Б ()
        """,
    )
