"""Inline variable: what is put in its place, what goes with it, when the value may differ there."""

from __future__ import annotations

import pytest

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context

from tests.refactoring import check, find, refused

KEY = "inline_variable"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("\t│Б = 1;\n\tВ = Б + Б;", "\tВ = 1 + 1;"),
        ("\tБ = В + 1; // почему\n\tГ = 2 * │Б;", "\t// почему\n\tГ = 2 * (В + 1);"),
        ("\tБ = Г.Д();\n\tВ(│Б);", "\tВ(Г.Д());"),
        ("\tПерем Б, Х;\n\t│Б = 1;\n\tВ(Б);", "\tПерем Х;\n\tВ(1);"),
        ("\tПерем Х, Б;\n\t│Б = 1;\n\tВ(Б);", "\tПерем Х;\n\tВ(1);"),
        ("\tПерем Б;\n\n\t│Б = 1;\n\tВ(Б);", "\n\tВ(1);"),
        ("\tХ = 0; │Б = Х; В = Б;", "\tХ = 0;  В = Х;"),
        ("\t│Б = Г.Д;\n\tБ.В();", "\tГ.Д.В();"),
    ],
)
def test_inlined(marked: str, expected: str) -> None:
    check(KEY, f"Процедура А()\n{marked}\nКонецПроцедуры", f"Процедура А()\n{expected}\nКонецПроцедуры")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("│Б = 1;\n\tБ = 2;\n\tВ(Б);", "several times"),
        ("Если В Тогда │Б = 1; КонецЕсли;\n\tВ(Б);", "not be assigned yet"),
        ("Х = 1;\n\t│Б = Х;\n\tХ = 2;\n\tВ = Б;", "changes before"),
        ("Х = 1;\n\t│Б = Х;\n\tГ(Х);\n\tВ = Б;", "changes before"),
        ("│Б = Г();\n\tВ = Б + Б;", "several times"),
        ("│Б = Г();\n\tПока В Цикл\n\t\tХ = Б + 1;\n\tКонецЦикла;", "several times"),
        ("│Б = Г();\n\tД();\n\tВ = Б;", "runs between"),
        ("│Б = Г.Д;\n\tГ.Д = 1;\n\tВ = Б;", "runs between"),
        ("│Б = Г();\n\tЕсли В Тогда\n\t\tХ = Б;\n\tКонецЕсли;", "not always"),
        ("│Б = 1;\n\tВ(Б);\n\tГ(Б);", "may change its value"),
        ("│Б = Новый Массив;\n\tБ.Добавить(1);", "can't stand"),
        ('│Б = 1;\n\tВыполнить("Б = 2");\n\tВ(Б);', "code in strings"),
    ],
)
def test_refused_with_a_reason(body: str, reason: str) -> None:
    assert reason in refused(KEY, f"Процедура А(Х)\n\t{body}\nКонецПроцедуры")


def test_an_attribute_is_no_variable() -> None:
    marked = "Процедура А()\n\t│Сумма = 1;\n\tВ(Сумма);\nКонецПроцедуры"
    assert "attribute" in refused(KEY, marked, Context(ModuleFacts("object")))
    assert find(KEY, "Перем Сумма;\n\n" + marked) is None


@pytest.mark.parametrize(
    "marked",
    ["Для Каждого │Б Из В Цикл\n\tГ(Б);\n\tКонецЦикла;", "│Б = 1;", "В(│Х);", "В.│Б = 1;", "│В();"],
)
def test_nothing_to_inline(marked: str) -> None:
    assert find(KEY, f"Процедура А(Х)\n\t{marked}\nКонецПроцедуры") is None
