"""Where a name has to exist, told from the line alone."""

from __future__ import annotations

import pytest

from bsl_pilot.completion.spot import MAX_LINE, Spot, constrains, names_in


@pytest.mark.parametrize(
    ("line", "spot"),
    [
        ("А = Сооб", Spot("сооб", False)),
        ("А = Б.Сооб", Spot("сооб", True)),
        ("\t.Сооб", Spot("сооб", True)),
        ("Если А И ПЕР", Spot("пер", False)),
        ("Возврат Па", Spot("па", False)),
        ("Новый Масс", Spot("масс", False)),
        ("Для Каждого Стр Из Спис", Spot("спис", False)),
        ('Б("a""b", Г', Spot("г", False)),
        ('  | ВЫБРАТЬ А" + Б', Spot("б", False)),
        ('А = "😀" + Б', Spot("б", False)),
        ("// комментарий\nА = Б", Spot("б", False)),
        ("Return Val1", Spot("val1", False)),
    ],
)
def test_a_name_that_must_exist(line: str, spot: Spot) -> None:
    assert constrains(line) == spot


@pytest.mark.parametrize(
    "line",
    [
        "",
        "А = ",
        "А.",
        "Сооб",
        "\tА = 1; Пер",
        "Если А Тогда Пер",
        "Для Каждого Стр",
        "Для Сч",
        "Перем А, Б",
        "Процедура Имя(Знач А, Б",
        "Function Name(A, B",
        'А = "текст Сооб',
        "  | ВЫБРАТЬ А",
        "// А = Сооб",
        "А = 1; // Б + В",
        "А = '2020",
        "А = 12а",
        "А = 1.е",
        "#Если Клиент",
        "&НаКл",
        "~Метка",
        "А = Б В",
        "А = 😀",
        "А = " + "Б" * MAX_LINE,
    ],
)
def test_anything_goes(line: str) -> None:
    assert constrains(line) is None


def test_names_of_a_text_with_their_places() -> None:
    found = list(names_in("А = Сооб", 'щить(Б.В, "Г" + Д);\nЕ = Ж;'))
    assert [(spot.folded, spot.member) for _, _, spot in found] == [
        ("сообщить", False),
        ("б", False),
        ("в", True),
        ("д", False),
        ("ж", False),
    ]
    assert found[0][:2] == (-4, 4)
    assert found[1][:2] == (5, 6)
