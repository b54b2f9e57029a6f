"""Signature help: the call that the cursor is in, its parameters, the active one."""

from __future__ import annotations

import pytest

from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.signature import signature_help
from bsl_pilot.features.signing.model import SignatureHelp
from bsl_pilot.locale import Locale

from tests import marks
from tests.ledger import LAYOUTS, opened

STYLE = Style(markdown=False, locale=Locale.RU)
HEAD = """// Делает дело.
// Параметры:
//  А - Строка - что это
Процедура Дело(Знач А, Б = "x, (y)", В = Неопределено) Экспорт
"""


def helped(marked: str, before: int = 0, layout: str = "ledger") -> SignatureHelp | None:
    found = marks.parse(marked)
    document, inference = opened(found.text, layout=layout)
    return signature_help(document, inference, found.cursor, STYLE, before)


def shown(marked: str, layout: str = "ledger") -> str:
    """`Имя(А, ⟦Б⟧)`: the active way with its active parameter in brackets; empty where there is no help."""
    found = helped(marked, layout=layout)
    if found is None:
        return ""
    label = found.ways[found.active].label
    if found.argument >= len(label.spans):
        return label.text
    start, end = label.spans[found.argument]
    return f"{label.text[:start]}⟦{label.text[start:end]}⟧{label.text[end:]}"


OWN = 'Дело(Знач А, ⟦Б = "x, (y)"⟧, В = Неопределено)'
CASES = [
    ("Дело(│", 'Дело(⟦Знач А⟧, Б = "x, (y)", В = Неопределено)'),
    ("Дело(│)", 'Дело(⟦Знач А⟧, Б = "x, (y)", В = Неопределено)'),
    ("Дело(1, │", OWN),
    ("Дело(1,\n\t\t│", OWN),
    ("Дело(, │);", OWN),
    ('Дело("a, (b", │);', OWN),
    ('Дело("🙂 ""a"", (b", │);', OWN),
    ("Дело(1, (2 + │3));", OWN),
    ("Дело(1, ?(2, 3, │4));", OWN),
    ("Дело(1, М[2, │3]);", OWN),
    ("Дело(НачалоДня(Х), │", OWN),
    ("Если Дело(1, │ Тогда", OWN),
    ("Возврат Дело(1, │", OWN),
    ('Дело("a\n\t|b, c", │', OWN),
    ('Дело(1, "незакрыто, (│', OWN),
    ("Дело(1, 2, 3, │", 'Дело(Знач А, Б = "x, (y)", В = Неопределено)'),
    ("Дело(НачалоДня(│", "НачалоДня(⟦Дата: Дата⟧): Дата"),
    ("Дело(НачалоДня(Х│), 1", "НачалоДня(⟦Дата: Дата⟧): Дата"),
    ("ПроводкиСервер.Отразить(1, │", "Отразить(Операция, ⟦Набор⟧)"),
    ("LedgerServerCall.Rate(│", "Rate(⟦Tax⟧)"),
    ("Х = Новый Структура(│", "Структура(⟦Ключи?: Строка⟧, Значения...?: Произвольный)"),
    ('Х = Новый Структура("А, Б", 1, │', "Структура(Ключи?: Строка, ⟦Значения...?: Произвольный⟧)"),
    (
        'Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("А", │',
        "Добавить(Имя?: Строка, ⟦Тип?: ОписаниеТипов⟧, Заголовок?: Строка, Ширина?: Число): КолонкаТаблицыЗначений",
    ),
    ('З = Новый Запрос("ВЫБРАТЬ ПОДСТРОКА(К.ИНН, │', "ПОДСТРОКА(Строка, ⟦Начало⟧, Длина): Строка"),
    (
        'З = Новый Запрос("ВЫБРАТЬ ДАТАВРЕМЯ(1,2,3, │4)");',
        "ДАТАВРЕМЯ(Год, Месяц, День[, ⟦Час⟧, Минута, Секунда]): Дата",
    ),
    (
        'З = Новый Запрос("ВЫБРАТЬ 1 ИЗ РегистрСведений.СтавкиНалогов.СрезПоследних(&А, │',
        "СрезПоследних(Период?, ⟦Условие?⟧)",
    ),
    ('З = Новый Запрос("ВЫБРАТЬ │1");', "Запрос(⟦ТекстЗапроса?⟧)"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, _ in CASES])
def test_in_a_call(line: str, expected: str, layout: str) -> None:
    assert shown(f"{HEAD}\t{line}\nКонецПроцедуры\n", layout) == expected


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, _ in CASES])
def test_while_the_file_ends_there_and_with_other_line_ends(line: str, expected: str) -> None:
    assert shown(f"{HEAD}\t{line}".replace("\n", "\r\n")) == expected


SILENT = [
    "Дело│(1)",
    "Дело(1)│",
    "Дело(1); │",
    "Дело(1\n\tХ = │",
    "Дело(1, 2\n\tСообщить│",
    "НетТакой(│",
    "Х.НетТакой(│",
    "НетМодуля.Дело(│",
    "Х = Новый НетТакого(│",
    "Х = (1, │",
    "Х = ?(1, │",
    "// Дело(│",
    "#Если Дело(│",
    "Если Дело(1 Тогда\n\t\t│",
]


@pytest.mark.parametrize("line", SILENT)
def test_outside_of_calls_and_of_what_is_known(line: str) -> None:
    assert helped(f"{HEAD}\t{line}\nКонецПроцедуры\n") is None


def test_a_header_is_no_call() -> None:
    assert helped("Процедура Два(А, │") is None


def test_an_empty_text() -> None:
    assert helped("│") is None


def test_in_english() -> None:
    text = "Procedure Do_(A, Val B = 1)\n\tDo_(1, │\n\tMessage(1);\nEndProcedure\n"
    assert shown(text) == "Do_(A, ⟦Val B = 1⟧)"
    assert (
        shown("Procedure A()\n\tX = New Structure(│") == "Structure(⟦Keys?: String⟧, Values...?: Arbitrary)"
    )


def test_words_of_the_comment() -> None:
    found = helped(f"{HEAD}\tДело(│")
    assert found is not None
    (way,) = found.ways
    assert (way.documentation, way.parameters) == ("Делает дело.", ("Строка — что это", "", ""))


def test_overloads_keep_the_one_that_the_user_chose_while_it_fits() -> None:
    chosen = helped(f"{HEAD}\tХ = Новый Структура(│", before=1)
    assert chosen is not None
    assert (chosen.active, len(chosen.ways)) == (1, 2)
    more = helped(f'{HEAD}\tХ = Новый Структура("А", │', before=1)
    assert more is not None
    assert more.active == 0
    assert helped(f"{HEAD}\tХ = Новый Структура(│", before=9) is not None
