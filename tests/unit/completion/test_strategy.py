"""A line or a block, and where each of them ends."""

from __future__ import annotations

import pytest

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.request import Request
from bsl_pilot.completion.stop import BlockStop, line_stop
from bsl_pilot.completion.strategy import plan
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.document import Document

from tests import marks

PLANS = [
    # place, whether a block is wanted, the same when asked for by hand
    ("Процедура А()\n\t│\nКонецПроцедуры", True, True),
    ("Procedure A(B = 1, Val C) Export\r\n\t// 🙂\r\n\t│\r\nEndProcedure", True, True),
    ("Процедура А()\n\tБ = 1;\n\t│\nКонецПроцедуры", False, True),
    ("Процедура А()\n\t│\n\tБ = 1;\nКонецПроцедуры", False, True),
    ("Процедура А(Б, │", False, False),
    ("Процедура А()\n\tЕсли Б Тогда│\n\tКонецЕсли;", True, True),
    ("Процедура А()\n\tЕсли Б Тогда\n\t\t│", True, True),
    ("Процедура А()\n\tЕсли Б │", False, False),
    ("Процедура А()\n\tЕсли Б Тогда\n\t\tВ();\n\tИначе\n\t\t│\n\tКонецЕсли;", True, True),
    ("Процедура А()\n\tДля Х = 1 По 2 Цикл\n\t\t│\nФункция Б()\nКонецФункции", True, True),
    ("Процедура А()\n\tПопытка\n\t\t│\n\tИсключение\n\tКонецПопытки;", True, True),
    ('Процедура А()\n\tЗ = "ВЫБРАТЬ\n\t|\t│', False, False),
    ("│", False, True),
    ("А = │", False, False),
]


@pytest.mark.parametrize(("marked", "automatic", "invoked"), PLANS)
def test_plans(marked: str, automatic: bool, invoked: bool) -> None:
    text = marks.parse(marked)

    def wanted(by_hand: bool, settings: CompletionSettings) -> bool:
        request = Request("a", "a.bsl", Document.parse(text.text), text.cursor, by_hand)
        return plan(Cursor.of(request, 0.0), settings).multiline

    assert (wanted(False, CompletionSettings()), wanted(True, CompletionSettings())) == (automatic, invoked)
    assert not wanted(True, CompletionSettings(multiline=False))


BODY = BlockStop(10)
STATEMENT = BlockStop(10, whole=False)
MODULE = BlockStop(30, whole=False, inside=False)
STOPS = [
    # rule, text with a mark where it is complete (without one it goes on)
    (line_stop, "Сообщить(А);│\n\tБ"),
    (line_stop, "Сообщить(А);"),
    (line_stop, "│\nБ"),
    (BODY, "А();\n\tБ();│\nКонецПроцедуры\n"),
    (BODY, "А();\n\tБ();\nКонецПроцедуры"),
    (BODY, "А();\n\tБ();\nКонец"),
    (BODY, "A();│\r\nEndIf;"),
    (BODY, "А();│\n\tИначе "),
    (BODY, "А();│\n\tИначеЕсли "),
    (BODY, "Если А Тогда\n\t\tБ();\n\tИначе\n\t\tВ();\n\tКонецЕсли;\n\tГ();│\nКонецПроцедуры "),
    (BODY, "А();│\n\n\tБ();"),
    (BODY, "\n\tА();\n\tБ"),
    (BODY, 'А("КонецЕсли;"); // КонецЕсли;\n\tБ('),
    (BODY, "А.КонецЕсли ("),
    (BODY, "А();│\nПроцедура "),
    (BlockStop(2), "А();\n\tБ();│\n\tВ("),
    (BlockStop(2), "\n\tА();\n\tБ();│\n\tВ("),
    (STATEMENT, "Если А Тогда\n\tЕсли Б Тогда\n\tКонецЕсли;\nКонецЕсли;│\n"),
    (STATEMENT, "Пока А Цикл\nКонецЦикла│\nБ "),
    (STATEMENT, "Пока А Цикл\nКонецЦикла"),
    (MODULE, "Функция А() // 🙂\n\tЕсли Б Тогда\n\tКонецЕсли;\nКонецФункции│\n\n"),
]


@pytest.mark.parametrize(("rule", "marked"), STOPS)
def test_stops(rule: BlockStop, marked: str) -> None:
    before, mark, after = marked.partition(marks.CURSOR)
    assert rule(before + after) == (len(before) if mark else None)


def test_stop_rules_give_the_same_end_however_the_text_arrives() -> None:
    text = "Если А Тогда\n\t\tБ();\n\tКонецЕсли;\n\tВ();\nКонецПроцедуры\n"
    ends = {end for size in range(len(text) + 1) if (end := BODY(text[:size])) is not None}
    assert ends == {text.index("\nКонецПроцедуры")}
