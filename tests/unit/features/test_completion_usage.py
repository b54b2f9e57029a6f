"""How often names are used elsewhere, as completion counts it, and what that does to the order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.usage import Around, Usage, together
from bsl_pilot.features.completion import completion

from tests import marks
from tests.ledger import opened
from tests.unit.index.workspaces import indexed, refresh, write

OWN = "p/Своя.bsl"
FILES = {
    "Своя.bsl": "Процедура А()\n\tЗапрос.Текст = 1;\n\tХ = Запрос.Лишнее;\nКонецПроцедуры\n",
    "Одна.bsl": (
        "Процедура А(П)\n\tЗапрос.Текст = П;\n\tЗапрос.УстановитьПараметр(1);\n"
        "\tЗапрос.УстановитьПараметр(2);\n\tХ = Запрос.Выполнить().Выбрать();\nКонецПроцедуры\n"
    ),
    "Другая.bsl": "Процедура А()\r\n\t// 🙂\r\n\tЕсли запрос.Параметры Тогда\r\n\tКонецЕсли;\r\nКонецПроцедуры\r\n",
}
NAMES = ("текст", "установитьпараметр", "выполнить", "выбрать", "параметры", "лишнее", "нетакого")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (None, {"текст": 1, "установитьпараметр": 2, "выполнить": 1, "параметры": 1}),
        (True, {"текст": 1, "установитьпараметр": 2, "выполнить": 1}),
        (False, {"установитьпараметр": 2, "выполнить": 1, "параметры": 1}),
    ],
)
def test_followers_in_the_other_modules(
    tmp_path: Path, statement: bool | None, expected: dict[str, int]
) -> None:
    usage = Usage(indexed(tmp_path, FILES).view, OWN)
    found = usage.after("запрос", NAMES, statement=statement)
    assert found.counts == expected
    assert found.called == 3
    assert found.called + found.read == sum(expected.values())
    assert not usage.after("нетакого", NAMES).counts


def test_what_stands_around_is_counted_apart(tmp_path: Path) -> None:
    usage = Usage(indexed(tmp_path, FILES).view, OWN)
    found = usage.after("запрос", NAMES, Around("текст", "установитьпараметр"))
    assert found.sequel == {"установитьпараметр": 1}
    assert found.prequel == {"текст": 1, "установитьпараметр": 1}
    assert found.context == {}
    after_call = usage.after("запрос", NAMES, Around(before="установитьпараметр"))
    assert after_call.context == {"установитьпараметр": 1, "выполнить": 1}
    both = together((found, after_call))
    assert both.counts == {name: 2 * count for name, count in found.counts.items()}
    assert (both.called, both.context) == (2 * found.called, after_call.context)


def test_counts_leave_the_own_module_out(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    assert Usage(index.view, OWN).counts(("запрос", "лишнее")) == {"запрос": 5, "лишнее": 0}
    assert Usage(index.view).counts(("запрос", "лишнее")) == {"запрос": 7, "лишнее": 1}


def test_changed_modules_count_as_they_are_now(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    write(tmp_path, {"Одна.bsl": "Запрос.Новое = 1;\n"})
    refresh(index)
    found = Usage(index.view, OWN).after("запрос", (*NAMES, "новое"))
    assert found.counts == {"новое": 1, "параметры": 1}


def test_what_others_use_comes_first(tmp_path: Path) -> None:
    text = marks.parse("Процедура А()\n\tЗапрос = Новый Запрос;\n\tЗапрос.│\nКонецПроцедуры\n")
    document, inference = opened(text.text)
    usage = Usage(indexed(tmp_path, FILES).view, OWN)
    found = completion(document, text.cursor, knowledge=Knowledge(inference, usage))
    assert found.items[0].label == "УстановитьПараметр"
