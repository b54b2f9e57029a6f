"""What the cursor is inside of. ``│`` marks the cursor."""

from __future__ import annotations

import pytest

from bsl_pilot.syntax.context import Context, context_at
from bsl_pilot.syntax.document import Document


def context(marked: str) -> Context:
    before, _, after = marked.partition("│")
    return context_at(Document.parse(before + after), len(before.encode()))


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("│", "code"),
        ("А = │1;", "code"),
        ("А = Б; // Привет 🙂│", "comment"),
        ("А = Б; │// Привет", "code"),
        ("// а│\nБ = 1;", "comment"),
        ("// а\n│Б = 1;", "code"),
        ('А = "те│кст";', "string"),
        ('А = │"текст";', "code"),
        ('А = "текст"│;', "code"),
        ('А = "текст│', "string"),
        ('А = "а\n\t|б│";\nВ = 1;', "string"),
        ('А = "а\n│\t|б";\nВ = 1;', "string"),
        ('А = "ВЫБРАТЬ │ 1";', "query"),
        ('А = "ВЫБРАТЬ\n\t|\tТ.│\n\t|ИЗ Т КАК Т";', "query"),
        ('А = "ВЫБРАТЬ\n\t| П КАК │', "query"),
        ("А = '2024│0101';", "date"),
        ("А = '2024│", "date"),
        ("#Если Сер│", "preproc"),
        ("#Область А│\nБ = 1;", "preproc"),
        ("&НаСер│\nПроцедура А()\nКонецПроцедуры", "annotation"),
        ("&НаСервере\nПроцедура А(│)\nКонецПроцедуры", "code"),
        ('Процедура А()\r\n\tБ = "🙂│";\r\nКонецПроцедуры', "string"),
        ('Процедура А()\n\tБ = "нет конца\n\tВ = │1;\nКонецПроцедуры', "code"),
    ],
)
def test_place(marked: str, place: str) -> None:
    assert context(marked).place == place


def test_an_unfinished_string_is_said_to_be_one() -> None:
    assert context('А = "аб│').unfinished
    assert not context('А = "а│б"').unfinished


def test_the_query_at_the_cursor_knows_its_place() -> None:
    marked = 'Процедура А()\nКонецПроцедуры\nПроцедура Б()\n\tТ = "ВЫБРАТЬ Пол│е";\nКонецПроцедуры'
    at = context(marked)
    assert at.query is not None
    offset = at.query.to_query(len(marked.partition("│")[0].encode()) - at.part_start)
    assert at.query.contents.data[:offset].decode() == "ВЫБРАТЬ Пол"
