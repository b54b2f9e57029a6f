"""Selection: the chain of ranges at the cursor, innermost first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bsl_pilot.features.selection import selection_ranges
from bsl_pilot.syntax.document import Document

from tests.marks import parse


def chain(marked: str) -> list[str]:
    text, (cursor,), _ = parse(marked)
    document = Document.parse(text)
    (found,) = selection_ranges(document, [cursor])
    for inner, outer in pairwise(found):
        assert outer.start <= inner.start <= cursor <= inner.end <= outer.end
        assert outer != inner
    assert found[-1] == (0, len(document.text.data))
    return [document.text.slice(*span) for span in found]


def check(marked: str, *expected: str) -> None:
    """The chain begins with what is expected, with LF and with CR LF."""
    assert chain(marked)[: len(expected)] == list(expected)
    crlf = [one.replace("\n", "\r\n") for one in expected]
    assert chain(marked.replace("\n", "\r\n"))[: len(expected)] == crlf


def test_member_chain_to_file() -> None:
    method = 'Процедура А()\n  Б("🙂"); Х = Об.Ф.Знач + 1;\nКонецПроцедуры'
    check(
        "// Док 🙂\n" + method.replace("Об.Ф", "Об.│Ф") + "\n",
        "Ф",
        "Об.Ф",
        "Об.Ф.Знач",
        "Об.Ф.Знач + 1",
        "Х = Об.Ф.Знач + 1",
        "Х = Об.Ф.Знач + 1;",
        'Б("🙂"); Х = Об.Ф.Знач + 1;',
        method,
        "// Док 🙂\n" + method,
        "// Док 🙂\n" + method + "\n",
    )


def test_arguments_inside_and_with_parentheses() -> None:
    check("А(1, │Бц, 2);", "Бц", "1, Бц, 2", "(1, Бц, 2)", "А(1, Бц, 2)", "А(1, Бц, 2);")


def test_blocks() -> None:
    check(
        "Если А Тогда\n  Б│в();\nИначе\n  Г();\nКонецЕсли;",
        "Бв",
        "Бв()",
        "Бв();",
        "Если А Тогда\n  Бв();\nИначе\n  Г();\nКонецЕсли",
        "Если А Тогда\n  Бв();\nИначе\n  Г();\nКонецЕсли;",
    )


def test_string() -> None:
    check(
        'А = "один\n  |дв│а 🙂 три\n  |четыре";',
        "два",
        "два 🙂 три",
        "один\n  |два 🙂 три\n  |четыре",
        '"один\n  |два 🙂 три\n  |четыре"',
        'А = "один\n  |два 🙂 три\n  |четыре"',
    )


def test_query() -> None:
    check(
        'А = "ВЫБРАТЬ Т.Б│б КАК Б\n  |ИЗ Справочник.Т КАК Т";',
        "Бб",
        "Т.Бб",
        "Т.Бб КАК Б",
        "ВЫБРАТЬ Т.Бб КАК Б",
        "ВЫБРАТЬ Т.Бб КАК Б\n  |ИЗ Справочник.Т КАК Т",
        '"ВЫБРАТЬ Т.Бб КАК Б\n  |ИЗ Справочник.Т КАК Т"',
    )


def test_comment() -> None:
    method = "Процедура А()\nКонецПроцедуры"
    check(
        "Перем Х;\n\n// раз\n// д│ва 🙂\n" + method,
        "два",
        "два 🙂",
        "// два 🙂",
        "// раз\n// два 🙂",
        "// раз\n// два 🙂\n" + method,
    )


def test_regions_and_branches() -> None:
    inner = "#Если Сервер Тогда\nА│б();\n#КонецЕсли"
    plain = inner.replace("│", "")
    check(
        f"#Область О\n{inner}\n#КонецОбласти\n",
        "Аб",
        "Аб()",
        "Аб();",
        plain,
        f"#Область О\n{plain}\n#КонецОбласти",
    )


@pytest.mark.parametrize(
    "marked",
    [
        "│",
        " │ ",
        "А.│",
        "Процедура Новая(│",
        "│\n\n",
        'А = "│',
        "Если │",
        "#Область │",
        "//│",
        "🙂│🙂",
        "Процедура А()\n│",
    ],
)
def test_any_place_of_broken_code_has_a_chain(marked: str) -> None:
    assert chain(marked)
