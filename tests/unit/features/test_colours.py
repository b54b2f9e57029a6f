"""Colours written as numbers, and how another one is written."""

from __future__ import annotations

import pytest

from bsl_pilot.features.colours import colours, presentation
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import apply

from tests.marks import parse


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("// 🙂\nА.Б = ⟦Новый Цвет(255, 0,128)⟧;", (255, 0, 128)),
        ("Процедура А()\n\tБ(⟦новый ЦВЕТ ( 1 ,\n\t2, 3 )⟧);\nКонецПроцедуры", (1, 2, 3)),
        ("A = ⟦New Color(0, 0, 0)⟧", (0, 0, 0)),
    ],
)
def test_colour(marked: str, parts: tuple[int, int, int]) -> None:
    text, _, (span,) = parse(marked)
    document = Document.parse(text)
    (found,) = colours(document)
    assert tuple(found) == (*span, *parts)


@pytest.mark.parametrize(
    "text",
    [
        "А = Новый Цвет(1, 2);",
        "А = Новый Цвет(1, 2, 256);",
        "А = Новый Цвет(1.5, 2, 3);",
        "А = Новый Цвет(К, 2, 3);",
        "А = Новый Цвет();",
        "Цвет(1, 2, 3);",
        "А = Новый МойЦвет(1, 2, 3);",
        "// Новый Цвет(1, 2, 3)",
        'А = "Новый Цвет(1, 2, 3)";',
    ],
)
def test_no_colour(text: str) -> None:
    assert colours(Document.parse(text)) == []


def test_presentation_keeps_the_words() -> None:
    text, _, (span,) = parse("// 🙂\nА = ⟦новый Цвет(1, 2, 3)⟧;")
    document = Document.parse(text)
    edit = presentation(document, *span, (9, 8, 7))
    assert edit is not None
    assert apply(document.text, [edit]).text == "// 🙂\nА = новый Цвет(9, 8, 7);"
    assert presentation(document, 0, 3, (9, 8, 7)) is None
