"""Where in its statement a receiver stands, and what real code does with a type there."""

from __future__ import annotations

import pytest

from bsl_pilot.features.completing.expected import statement_of
from bsl_pilot.features.completing.habits import Habits, habits
from bsl_pilot.features.completing.scene import scene, word
from bsl_pilot.features.completing.seen import receiver_start
from bsl_pilot.features.completing.slot import Slot, slot_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.types.catalogue import shipped

from tests import marks

SLOTS = [
    ("Х.│", Slot.STATEMENT),
    ("Если А Тогда\n\tХ.│", Slot.STATEMENT),
    ("Если Х.│", Slot.CONDITION),
    ("Если А И НЕ (Х.│", Slot.CONDITION),
    ("Пока Х[1].│", Slot.CONDITION),
    ("Для Каждого А Из Х.Б.│", Slot.EACH),
    ("А.Б = Х.│", Slot.ASSIGNED),
    ('А = "🙂" + Х.│', Slot.VALUE),
    ("Если А = Х.│", Slot.VALUE),
    ("А = (Б = Х.│", Slot.VALUE),
    ("Ф(Х.│", Slot.ARGUMENT),
    ("Ф(1, Х.│", Slot.ARGUMENT),
    ("Возврат Х.│", Slot.VALUE),
    ("If not X.│", Slot.CONDITION),
]


@pytest.mark.parametrize(
    "header", ["Процедура А()", "Функция А(Знач Б = (1), В) Экспорт", "function F() export"]
)
def test_the_first_statement_of_a_method(header: str) -> None:
    text = marks.parse(f"{header}\n\tХ.│\nКонецПроцедуры\n")
    here = scene(document := Document.parse(text.text), word(document, text.cursor))
    assert slot_of(statement_of(here.before), receiver_start(here.before)) is Slot.STATEMENT


@pytest.mark.parametrize(("code", "expected"), SLOTS, ids=[code for code, _ in SLOTS])
def test_slots(code: str, expected: Slot) -> None:
    text = marks.parse(f"Процедура А()\r\n\t// 🙂\r\n\t{code}\r\nКонецПроцедуры\r\n")
    document = Document.parse(text.text)
    here = scene(document, word(document, text.cursor))
    assert slot_of(statement_of(here.before), receiver_start(here.before)) is expected


def test_habits_are_read_as_they_were_written() -> None:
    counts = tuple(range(len(Slot)))
    some = Habits({"Query": {"текст": counts}}, {"Query": {"текст": {"выполнить": 3}}})
    again = Habits.parse(some.text())
    assert again.text() == some.text()
    assert again.uses(("Query", "Array"), Slot.ARGUMENT) == {"текст": int(Slot.ARGUMENT)}
    assert again.uses(("Query",), Slot.STATEMENT) == {}
    assert again.sequels(("Query",), "текст") == {"выполнить": 3}
    assert again.sequels(("Query",), "") == again.sequels(("Array",), "текст") == {}


def test_the_shipped_habits_are_those_of_the_platform() -> None:
    uses = habits().uses(("Query",), Slot.STATEMENT)
    assert max(uses, key=lambda name: uses[name]) in ("текст", "установитьпараметр")
    assert "установитьпараметр" in habits().sequels(("Query",), "текст")
    known = shipped()
    types = {line.partition("\t")[0] for line in habits().text().splitlines()}
    assert len(types) > 50
    assert sum(known.type(one) is not None or known.enum(one) is not None for one in types) > len(types) * 0.9
