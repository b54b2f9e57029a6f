"""Inlay hints: names of parameters and types of variables."""

from __future__ import annotations

import pytest

from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.inlay_hints import HintOptions, inlay_hints
from bsl_pilot.locale import Locale
from bsl_pilot.text.positions import Span

from tests import marks
from tests.ledger import opened

STYLE = Style(markdown=False, locale=Locale.RU)
HEAD = 'Процедура Дело(Знач Код, Имя = "x")\n'
DEFAULT = HintOptions()
ALL = HintOptions("all")
TYPES = HintOptions("off", variable_types=True)


def hinted(text: str, options: HintOptions = DEFAULT, span: Span | None = None) -> str:
    """The text with hints in brackets."""
    document, inference = opened(text)
    data = document.text.data
    pieces: list[str] = []
    done = 0
    for hint in inlay_hints(document, inference, span or Span(0, len(data)), STYLE, options):
        pieces += [data[done : hint.offset].decode(), f"⟦{hint.label}⟧"]
        done = hint.offset
    return "".join([*pieces, data[done:].decode()])


CASES = [
    'Дело(⟦Код:⟧1, ⟦Имя:⟧"s");',
    "Дело(А, ⟦Имя:⟧-5);",
    "Дело(, ⟦Имя:⟧Истина);",
    'Дело(⟦Код:⟧"🙂", ⟦Имя:⟧Неопределено);',
    'Сообщить("a", ⟦Статус:⟧1);',
    'Х = Новый Структура("А", 1, 2);',
    'Х = СтрШаблон("%1", 1, 2);',
    "Х = НачалоДня('20240101');",
    "Х = Справочники.Контрагенты.НайтиПоКоду(Код, ⟦ПоискПоПолномуКоду:⟧Истина);",
    "ПроводкиСервер.Отразить(⟦Операция:⟧Неопределено, Набор);",
    "НетТакой(1, 2);",
    "Х.НетТакой(1, 2);",
    "Дело(⟦Код:⟧1,",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", CASES)
def test_names_before_literals(line: str, end: str) -> None:
    text = f"{HEAD}\t{line}\nКонецПроцедуры\n".replace("\n", end)
    plain = marks.parse(text).text
    for label in ("Код:", "Имя:", "Статус:", "ПоискПоПолномуКоду:", "Операция:"):
        plain = plain.replace(label, "")
    assert hinted(plain) == text


def test_before_all_arguments_but_those_that_say_it() -> None:
    assert hinted(f"{HEAD}\tДело(А, Имя);Дело(Код, П.Имя);", ALL) == (
        f"{HEAD}\tДело(⟦Код:⟧А, Имя);Дело(Код, П.Имя);"
    )


def test_types_of_variables_where_the_value_does_not_say_them() -> None:
    text = (
        f"{HEAD}\tА = 1; Б = Новый Массив; В = НачалоДня(А); В = В;\n"
        "\tДля Каждого Г Из Новый Структура Цикл КонецЦикла; Д = Неизвестно(); Е = Код;\nКонецПроцедуры\n"
    )
    expected = text.replace(" В = Н", " В⟦: Дата⟧ = Н").replace("Каждого Г", "Каждого Г⟦: КлючИЗначение⟧")
    assert hinted(text, TYPES) == expected


def test_only_of_the_range() -> None:
    found = marks.parse(f"{HEAD}\tДело(1, 2);\n⟦\tДело(3, 4);⟧\n\tДело(5, 6);\nКонецПроцедуры")
    shown = hinted(found.text, span=found.ranges[0])
    assert shown == found.text.replace("(3, 4)", "(⟦Код:⟧3, ⟦Имя:⟧4)")


def test_nothing_where_nothing_is_wanted() -> None:
    text = f"{HEAD}\tДело(1, 2); В = НачалоДня(1);"
    assert hinted(text, HintOptions("off")) == text
    assert hinted("") == ""
