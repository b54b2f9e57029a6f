"""Repairs of whole modules: only those that help are applied, and what is to stay stays."""

from __future__ import annotations

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.review.diagnose import NOWHERE, Where, diagnose
from bsl_pilot.review.finding import Edits
from bsl_pilot.review.fixing import all_repaired, repaired
from bsl_pilot.review.scene import ModuleType, Scene
from bsl_pilot.review.selection import Selection
from bsl_pilot.settings import CheckSettings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit


def every_x(document: Document) -> list[Edits]:
    """A rule that dislikes each ``X``: its repair writes ``Ы`` for it, but ``XX`` for one before a ``!``."""
    data = document.text.data
    found: list[Edits] = []
    for at in (index for index, byte in enumerate(data) if byte == ord("X")):
        worse = data[at + 1 : at + 2] == b"!"
        found.append([TextEdit(at, at + 1, "XX" if worse else "Ы")])
    return found


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("А😀 = X;\r\nБ = X;", "А😀 = Ы;\r\nБ = Ы;", 2),
        ("X; X!; X;", "Ы; X!; Ы;", 2),
        ("А = 1;", "А = 1;", 0),
    ],
)
def test_only_repairs_that_help_are_applied(before: str, after: str, count: int) -> None:
    document, done = repaired(Document.parse(before), every_x)
    assert (document.text.text, done) == (after, count)


def test_a_repair_that_breaks_the_syntax_is_not_applied() -> None:
    def find(document: Document) -> list[Edits]:
        at = document.text.data.find(b")")
        return [[TextEdit(at, at + 1, "")]] if at > 0 else []

    document, done = repaired(Document.parse("А();"), find)
    assert (document.text.text, done) == ("А();", 0)


def test_a_finding_without_repair_does_not_stop_the_others() -> None:
    def find(document: Document) -> list[Edits]:
        return [(), *every_x(document)]

    document, done = repaired(Document.parse("X; X;"), find)
    assert (document.text.text, done) == ("Ы; Ы;", 2)


def selection(*keys: str) -> Selection:
    return Selection.of(CheckSettings(select=keys))


def fixed(text: str, *keys: str, stay: str = "") -> str:
    def stays(document: Document, key: str, at: int) -> bool:
        line = document.text.lines.line_bytes(document.text.lines.line_of(at))
        return bool(stay) and stay.encode() in line

    return all_repaired(Document.parse(text), selection(*keys), NOWHERE, stays)[0].text.text


def test_rules_and_the_syntax_are_repaired_together() -> None:
    text = "Процедура А(Б)\r\n\tБ = Б;\r\n\tЕсли Б Тогда\r\n\t\tВ();;\r\nКонецПроцедуры\r\n"
    after = fixed(text, "ParseError", "SelfAssign", "EmptyStatement")
    assert "Б = Б" not in after
    assert ";;" not in after
    assert "КонецЕсли" in after
    keys = selection("ParseError", "SelfAssign", "EmptyStatement")
    assert diagnose(Document.parse(after), Locale.EN, keys) == []


def test_what_is_to_stay_stays() -> None:
    text = "А = А; // ё😀\nБ = Б;\nВ = В;\n"
    assert fixed(text, "SelfAssign", stay="😀") == "А = А; // ё😀\n"


def test_rules_that_are_not_chosen_repair_nothing() -> None:
    text = "А = А;;\n"
    assert fixed(text, "EmptyStatement") == "А = А;\n"


def test_repairs_that_touch_the_same_place_follow_one_another() -> None:
    methods = [f"Процедура А{number}()\nКонецПроцедуры\n" for number in range(12)]
    text = "\n".join(("#Область ПрограммныйИнтерфейс\n", *methods, "#КонецОбласти\n"))
    keys = selection("NonExportMethodsInApiRegion")
    after = fixed(
        text + "\n#Область СлужебныеПроцедурыИФункции\n#КонецОбласти\n", "NonExportMethodsInApiRegion"
    )
    assert diagnose(Document.parse(after), Locale.EN, keys) == []
    assert after.count("Процедура А") == len(methods)


UNUSED = "Процедура А() Экспорт\n\tБ = 1;\n\tВ();;\nКонецПроцедуры\n"


def test_what_needs_a_reader_is_repaired_only_when_it_is_asked_for() -> None:
    everything = fixed(UNUSED, "*")
    assert "Б = 1" in everything
    assert ";;" not in everything
    assert "Б = 1" not in fixed(UNUSED, "UnusedLocalVariable")


def test_no_rule_may_find_more_than_before() -> None:
    text = "Процедура А()\n\tБ(Первый, Второй, Третий);\nКонецПроцедуры\n"
    lines = CheckSettings(select=("LineLength",), parameters={"LineLength": {"maxLineLength": 20}})
    both = CheckSettings(
        select=("LineLength", "MethodSize"),
        parameters={**lines.parameters, "MethodSize": {"maxMethodSize": 1}},
    )

    def repaired_by(settings: CheckSettings) -> str:
        return all_repaired(Document.parse(text), Selection.of(settings), NOWHERE, lambda *_: False)[
            0
        ].text.text

    assert repaired_by(lines) != text
    assert repaired_by(both) == text


def test_repairs_that_become_possible_by_others_are_made_too() -> None:
    handlers = ("ПриКопировании(О)", "ПередЗаписью(О)", "ПриЗаписи(О)")
    text = "\n".join(f"Процедура {one}\n\tА();\nКонецПроцедуры\n" for one in handlers)
    scene = Scene(type=ModuleType.OBJECT)
    chosen = selection("EventHandlerOutsideEventRegion")
    after, count = all_repaired(Document.parse(text), chosen, Where(scene), lambda *_: False)
    assert diagnose(after, Locale.EN, chosen, Where(scene)) == []
    assert count == len(handlers)
