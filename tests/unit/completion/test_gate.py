"""Where ghost text may begin, in both languages and with the characters that break naive rules."""

from __future__ import annotations

import pytest

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.dropped import Dropped
from bsl_pilot.completion.gate import Gate
from bsl_pilot.completion.request import Request
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.document import Document

from tests import marks

PLACES = [
    # place, why nothing begins there, the same when asked for by hand
    ("│", "", ""),
    ("\tСооб│", "", ""),
    ("\tСообщить(│);", "", ""),
    ("\tСообщить(│);  ", "", ""),
    ("\tСообщить(А│, Б);", "mid_line", ""),
    ("\tСооб│щить(А);", "in_word", "in_word"),
    ("\tА = 🙂Ё│ж", "in_word", "in_word"),
    ("\tА│ = 1;", "mid_line", ""),
    ("\tА = 1;│", "after_semicolon", ""),
    ("\tА = 1; │ \r\n\tБ = 2;", "after_semicolon", ""),
    ("\tА = 1;\r\n│", "", ""),
    ('\tА = "текст│', "string", "string"),
    ('\tА = "│";', "string", "string"),
    ("\tА = 1; // прим│", "comment", "comment"),
    ("\t// прим│\r\n\tА = 1;", "comment", "comment"),
    ("// Опис│\r\n//\r\n&НаСервере\r\nПроцедура А()\r\nКонецПроцедуры", "", ""),
    ("// Desc│\n&AtServer Procedure A()\nEndProcedure", "", ""),
    ("// Раздел│\n\nПроцедура А()\nКонецПроцедуры", "comment", "comment"),
    ("#Обл│", "preproc", "preproc"),
    ("\tА = '2024│", "date", "date"),
    ('\tЗ = "ВЫБРАТЬ Сп│', "", ""),
    ('\tЗ = "ВЫБРАТЬ А\r\n\t|ИЗ Справочник.│";', "", ""),
    ("\tА = " + "1 + " * 2_000 + "│", "long_line", "long_line"),
]


def reason(marked: str, settings: CompletionSettings, *, invoked: bool = False, path: str = "a.bsl") -> str:
    text = marks.parse(marked)
    cursor = Cursor.of(Request("a", path, Document.parse(text.text), text.cursor, invoked), 0.0)
    gate = Gate(settings, lambda: 0.0, lambda path: path.startswith("old/"))
    try:
        gate.check_wish(cursor)
        gate.check_place(cursor)
    except Dropped as dropped:
        return dropped.reason
    return ""


@pytest.mark.parametrize(("marked", "automatic", "invoked"), PLACES)
def test_places(marked: str, automatic: str, invoked: str) -> None:
    settings = CompletionSettings()
    assert (reason(marked, settings), reason(marked, settings, invoked=True)) == (automatic, invoked)


SETTINGS = [
    (CompletionSettings(enabled=False), "А│", "off"),
    (CompletionSettings(mode="on_demand"), "А│", "on_demand"),
    (CompletionSettings(strings=True), 'А = "т│', ""),
    (CompletionSettings(comments=True), "А = 1; // т│", ""),
    (CompletionSettings(query_text=False), 'А = "ВЫБРАТЬ │', "query"),
    (CompletionSettings(doc_comments=False), "// А│\nПроцедура Б()\nКонецПроцедуры", "doc_comment"),
]


@pytest.mark.parametrize(("settings", "marked", "expected"), SETTINGS)
def test_settings(settings: CompletionSettings, marked: str, expected: str) -> None:
    assert reason(marked, settings) == expected


def test_excluded_files_stay_shut_even_when_asked_by_hand() -> None:
    assert reason("А│", CompletionSettings(), path="old/a.bsl") == "excluded"
    assert reason("А│", CompletionSettings(), path="old/a.bsl", invoked=True) == "excluded"
    assert reason("А│", CompletionSettings(mode="on_demand"), invoked=True) == ""


def test_snooze_ends() -> None:
    now = [0.0]
    gate = Gate(CompletionSettings(), lambda: now[0], lambda _: False)
    asked, by_hand = (
        Cursor.of(Request("a", "a.bsl", Document.parse(""), 0, invoked), 0) for invoked in (False, True)
    )
    gate.snooze(60)
    gate.check_wish(by_hand)
    with pytest.raises(Dropped, match="snoozed"):
        gate.check_wish(asked)
    now[0] = 60
    gate.check_wish(asked)
