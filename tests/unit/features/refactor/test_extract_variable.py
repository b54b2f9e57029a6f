"""Extract variable: where it is assigned, how it is called, when its value would not be the same."""

from __future__ import annotations

import pytest

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context

from tests.refactoring import check, done, find, refused

KEY = "extract_variable"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("\tБ(⟦В.Г⟧);", "\tГ = В.Г;\n\tБ(Г);"),
        (
            "\tХ = ⟦Запрос.Выполнить()⟧.Выбрать();",
            "\tРезультат = Запрос.Выполнить();\n\tХ = Результат.Выбрать();",
        ),
        ("\tБ = 1; В = ⟦(Б + 1)⟧ * 2;", "\tБ = 1; НовоеЗначение = Б + 1; В = НовоеЗначение * 2;"),
        (
            "\tЕсли ⟦ПолучитьЦену(1)⟧ > 0 Тогда\n\tКонецЕсли;",
            "\tЦену = ПолучитьЦену(1);\n\tЕсли Цену > 0 Тогда\n\tКонецЕсли;",
        ),
        (
            "\tДля Каждого Г Из ⟦В.Г⟧ Цикл\n\tКонецЦикла;",
            "\tГ2 = В.Г;\n\tДля Каждого Г Из Г2 Цикл\n\tКонецЦикла;",
        ),
        ('\tБ("а" + ⟦"б\n\t|в"⟧);', '\tНовоеЗначение = "б\n\t|в";\n\tБ("а" + НовоеЗначение);'),
    ],
)
def test_extracted(marked: str, expected: str) -> None:
    check(KEY, f"Процедура А()\n{marked}\nКонецПроцедуры", f"Процедура А()\n{expected}\nКонецПроцедуры")


def test_a_name_that_may_be_an_attribute_is_avoided() -> None:
    marked = "Процедура А()\n\tБ(⟦В.Товары⟧);\nКонецПроцедуры"
    assert "\tЗначениеТовары = В.Товары;\n" in done(KEY, marked, Context(ModuleFacts("form")))
    assert "\tТовары2 = В.Товары;\n" in done(KEY, marked, Context(ModuleFacts("form", frozenset({"товары"}))))


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("Пока ⟦Б.В⟧ Цикл\n\tКонецЦикла;", "every step"),
        ("Для Б = 1 По ⟦В.Количество()⟧ Цикл\n\tКонецЦикла;", "every step"),
        ("Х = Б <> Неопределено И ⟦Б.В⟧;", "not always"),
        ("Х = ?(Б, ⟦В()⟧, 1);", "not always"),
        ("Если Б Тогда\n\tИначеЕсли ⟦В()⟧ Тогда\n\tКонецЕсли;", "not always"),
        ("Х = Б() + ⟦В()⟧;", "order"),
    ],
)
def test_refused_with_a_reason(marked: str, reason: str) -> None:
    assert reason in refused(KEY, f"Процедура А()\n\t{marked}\nКонецПроцедуры")


@pytest.mark.parametrize(
    "marked",
    [
        "Х = ⟦Б⟧;",
        "⟦Б()⟧;",
        "⟦Б.В⟧ = 1;",
        "Х = ⟦Б + ⟧1;",
        "Х = Новый ⟦Массив⟧;",
        "ДобавитьОбработчик ⟦Б.В⟧, Г;",
    ],
)
def test_nothing_to_extract(marked: str) -> None:
    assert find(KEY, f"Процедура А()\n\t{marked}\nКонецПроцедуры") is None
