"""Hover: what is said of the word at the cursor."""

from __future__ import annotations

import pytest

from bsl_pilot.features.hover import Hover, hover
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.locale import Locale

from tests import marks
from tests.ledger import LAYOUTS, OBJECT, opened, path_of

PLAIN = Style(markdown=False, locale=Locale.RU)
MARKDOWN = Style(markdown=True, locale=Locale.RU)
HEAD = "Процедура А(П)\n"
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"


def said(marked: str, path: str = "", style: Style = PLAIN, layout: str = "ledger") -> Hover | None:
    found = marks.parse(marked)
    document, inference = opened(found.text, path, layout)
    return hover(Asked(document, inference, values=True), found.cursor, style)


def text(marked: str, path: str = "", style: Style = PLAIN, layout: str = "ledger") -> str:
    found = said(marked, path, style, layout)
    return found.text if found is not None else ""


FIRST_LINES = [
    ("Сооб│щить(1)", "Сообщить(ТекстСообщения: Строка, Статус?: СтатусСообщения)"),
    ("Х = Новый Струк│тура;", "Новый Структура(Ключи?: Строка, Значения...?: Произвольный)"),
    ("Х = Статус│Сообщения.Важное;", "СтатусСообщения"),
    ("Х = СтатусСообщения.Важное│;", "СтатусСообщения.Важное"),
    ("Х = Справочники│.Контрагенты;", "Справочники: СправочникиМенеджер"),
    ("Х = Справочники.Контр│агенты;", "Справочник.Контрагенты"),
    ("Х = СПРАВОЧНИКИ.контрагенты.НАЙТИПОКОДУ│(", "СправочникМенеджер.Контрагенты.НайтиПоКоду("),
    ("Х = Справочники.Контрагенты.НашиОр│ганизации;", "Справочник.Контрагенты.НашиОрганизации"),
    ("Проводки│Сервер.Отразить(", "ОбщийМодуль.ПроводкиСервер"),
    ("ПроводкиСервер.Отра│зить(", "Процедура Отразить(Операция, Набор) Экспорт"),
    ("LedgerServerCall.Ra│te(", "Function Rate(Tax) Export"),
    ("Открыть│ЖурналУчета();", "Процедура ОткрытьЖурналУчета() Экспорт"),
    ("Х = 1; Х│ = Х;", "Х: Число"),
    ("П│ = 1;", "П: Число"),
    ('С = Новый Структура("К", 1); Х = С.К│;', "К: Число"),
    ("К = Справочники.Контрагенты.ПустаяСсылка(); Х = К.ИН│Н", "Справочник.Контрагенты.ИНН: Строка(12)"),
    ("К = Справочники.Контрагенты.ПустаяСсылка(); Х = К.Код│ + 1", "Справочник.Контрагенты.Код: Строка"),
    ("🙂 = 1; Сооб│щить(1)", "Сообщить(ТекстСообщения: Строка, Статус?: СтатусСообщения)"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("line", "expected"), FIRST_LINES, ids=[line for line, _ in FIRST_LINES])
def test_names_in_code(line: str, expected: str, layout: str) -> None:
    assert text(f"{HEAD}\t{line}\nКонецПроцедуры\n", layout=layout).split("\n")[0].startswith(expected)


QUERY = [
    ("К.ИН│Н ИЗ Справочник.Контрагенты КАК К", "Справочник.Контрагенты.ИНН: Строка(12)"),
    ("ИН│Н ИЗ Справочник.Контрагенты", "Справочник.Контрагенты.ИНН: Строка(12)"),
    ("К.Родитель.Код│ ИЗ Справочник.Контрагенты КАК К", "Справочник.Контрагенты.Код"),
    ("1 ИЗ Справочник.Контр│агенты", "Справочник.Контрагенты"),
    ("К│.Код ИЗ Справочник.Контрагенты КАК К", "Справочник.Контрагенты"),
    ("СУМ│МА(1)", "СУММА(Выражение): Число"),
    ("Sum│(1)", "СУММА(Выражение): Число"),
    ("1 ИЗ РегистрСведений.СтавкиНалогов.СрезПослед│них()", "РегистрСведений.СтавкиНалогов.СрезПоследних("),
    ("ЗНАЧЕНИЕ(Справочник.Контрагенты.НашиОр│ганизации)", "Справочник.Контрагенты.НашиОрганизации"),
    ("1 ИЗ Справочник.Контрагенты.Контактные│Лица", "Справочник.Контрагенты.КонтактныеЛица"),
    ("Л.ВидКонтрагента│ ИЗ Справочник.Контрагенты.КонтактныеЛица КАК Л", ""),
    ("К.Нет│ ИЗ Справочник.Контрагенты КАК К", ""),
    ("К.ИНН КАК ИН│Н2 ИЗ Справочник.Контрагенты КАК К", ""),
]


@pytest.mark.parametrize(("query", "expected"), QUERY, ids=[query for query, _ in QUERY])
def test_names_in_queries(query: str, expected: str) -> None:
    found = text(f'{HEAD}\tЗ = Новый Запрос("ВЫБРАТЬ {query}");\nКонецПроцедуры\n')
    assert found.split("\n")[0].startswith(expected) if expected else found == ""


STRINGS = [
    ('Х = Тип("СправочникСсылка.Контр│агенты");', "Справочник.Контрагенты"),
    (
        'Х = ПредопределенноеЗначение("Справочник.Контрагенты.НашиОр│ганизации");',
        "Справочник.Контрагенты.Наши",
    ),
    ('Х = "🙂 Справоч│ник.Контрагенты";', "Справочник.Контрагенты"),
    ('Х = Тип("CatalogRef.Контр│агенты");', "Справочник.Контрагенты"),
    ('Х = "Справочник.НетТа│кого";', ""),
    ('Х = "Просто.Сло│во";', ""),
]


@pytest.mark.parametrize(("line", "expected"), STRINGS)
def test_full_names_in_strings(line: str, expected: str) -> None:
    found = text(f"{HEAD}\t{line}\nКонецПроцедуры\n").split("\n")[0]
    assert found.startswith(expected) if expected else found == ""


WORDS = [
    ("\tЕсл│и Истина Тогда", "Если … Тогда … ИначеЕсли … Иначе … КонецЕсли", "If"),
    ("\tДля Каждого│ Х Из П Цикл", "Каждого … Из … Цикл … КонецЦикла", "Each"),
    (
        "КонецПроцедуры\n&НаСервере│БезКонтекста\nПроцедура Б()",
        "&НаСервереБезКонтекста",
        "&AtServerNoContext",
    ),
    ('КонецПроцедуры\n&Вместо│("Б")\nПроцедура Ф_Б()', "&Вместо", "&Around"),
    ("#Если Сервер Или Тонкий│Клиент Тогда // 🙂", "ТонкийКлиент", "ThinClient"),
    ("#Обла│сть Сервер", "#Область", "#Region"),
]


@pytest.mark.parametrize(("line", "first", "other"), WORDS)
def test_words_of_the_language(line: str, first: str, other: str) -> None:
    found = text(f"{HEAD}{line}\n")
    assert found.split("\n")[0] == first
    assert other in found


def test_a_parameter_of_a_query() -> None:
    code = (
        '\tЗ = Новый Запрос("ВЫБРАТЬ 1 ГДЕ К = &ИН│Н");\n'
        '\tЗ.УстановитьПараметр("инн", "7701");\n\tЗ.УстановитьПараметр("Другой", 1);\n'
    )
    assert text(f"{HEAD}{code}") == "&ИНН: Строка\n\nпараметр запроса\n\n- задаётся в строке 3"
    assert text(f"{HEAD}{code.replace('&ИН', '&Не')}") == ""


SILENT = [
    "#Область Сер│вер",
    "&Пласти│лин",
    "Х = НетТакогоОбъекта.Мет│од();",
    "НетТакойФункции│(1);",
    "Х = П.Не│известно;",
    "Х = 1│2;",
    "// Сообщить│",
    'Х = "Сообщить│";',
    "Х = СтатусСообщения.Нет│Такого;",
    "Х = Новый Нет│Такого;",
    "Х =│ ;",
]


@pytest.mark.parametrize("line", SILENT)
def test_what_is_not_known_is_silent(line: str) -> None:
    assert said(f"{HEAD}\t{line}\nКонецПроцедуры\n") is None


def test_an_empty_text() -> None:
    assert said("│") is None


COMMENT = """// Делает дело. См. ПроводкиСервер.Отразить и http://a.ru/x_y
//
// Параметры:
//  Код - Строка, Неопределено - что это:
//    ещё слова
//  Поля - Структура:
//   * Имя - Число - *вложенное*
//
// Возвращаемое значение:
//  Булево - да
//
// Пример:
//  Если Дело("1") Тогда
//      Да();
//  КонецЕсли;
"""
METHOD = "&НаСервере\nФункция Де│ло(Знач Код, Поля = Неопределено) Экспорт\nКонецФункции\n"
MARKED_DOWN = """```bsl
&НаСервере
Функция Дело(Знач Код, Поля = Неопределено) Экспорт
```

Делает дело. См. [ПроводкиСервер.Отразить](file:///m#ПроводкиСервер) и http://a.ru/x_y

**Параметры**

- `Код` — Строка, Неопределено — что это: ещё слова
- `Поля` — Структура
  - `Имя` — Число — \\*вложенное\\*

**Возвращаемое значение**

- Булево — да

**Пример**

```bsl
Если Дело("1") Тогда
    Да();
КонецЕсли;
```"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_comment_of_a_method(end: str) -> None:
    style = Style(markdown=True, locale=Locale.RU, link=lambda names: f"file:///m#{names[0]}")
    assert text((COMMENT + METHOD).replace("\n", end), style=style) == MARKED_DOWN


def test_plain_text_has_no_markup() -> None:
    found = text(COMMENT + METHOD)
    assert "`" not in found
    assert "**" not in found
    assert "  - Имя — Число — *вложенное*" in found


def test_a_deprecated_method_says_so_first() -> None:
    found = text("// Устарела. См. Новое.\n// Прежнее.\nПроцедура Ста│рое()\nКонецПроцедуры")
    assert found.split("\n\n")[1:] == ["Устарела. См. Новое.", "Прежнее."]


def test_the_language_of_words_is_the_users_and_that_of_names_the_modules() -> None:
    english = "Procedure A()\n\tMess│age(1);\nEndProcedure\n"
    found = text(english, style=Style(markdown=False, locale=Locale.RU))
    assert found.startswith(
        "Message(ТекстСообщения: String, Статус?: MessageStatus)\n\nСообщить\n\nНе рекомендуется"
    )
    found = text(f"{HEAD}\tСооб│щить(1)", style=Style(markdown=False, locale=Locale.EN))
    assert found.startswith("Сообщить(")
    assert "Available: everywhere" in found


def test_flags_of_a_common_module() -> None:
    found = text(f"{HEAD}\tНастройки│УчетаПовтИсп.ДатаЗапрета();")
    assert found.split("\n\n")[-1] == "сервер, повторное использование на время сеанса"
    found = text(
        f"{HEAD}\tНастройкиУчетаПовтИсп.Дата│Запрета();", style=Style(markdown=False, locale=Locale.EN)
    )
    assert "ОбщийМодуль.НастройкиУчетаПовтИсп · server · return values reused during a session" in found


def test_columns_of_a_table() -> None:
    code = (
        'Т = Новый ТаблицаЗначений;\n\tТ.Колонки.Добавить("Сумма", Новый ОписаниеТипов("Число"));\n\tХ = Т│;'
    )
    assert text(f"{HEAD}\t{code}\nКонецПроцедуры").split("\n\n")[-2:] == ["Колонки:", "- Сумма: Число"]


def test_own_members_of_an_object_and_of_a_form() -> None:
    module = path_of(OBJECT, file="ObjectModule.bsl")
    assert text(f"{HEAD}\tХ = ИН│Н;", module).startswith("Справочник.Контрагенты.ИНН: Строка(12)")
    assert text(f"{HEAD}\tЗапи│сать();", module).startswith("СправочникОбъект.Контрагенты.Записать(")
    assert text(f"{HEAD}\tХ = Этот│Объект;", module).startswith("СправочникОбъект.Контрагенты")
    found = text(f"{HEAD}\tХ = Объ│ект.ИНН;", FORM)
    assert "реквизит формы" in found
    assert text(f"{HEAD}\tХ = Объект.ИН│Н;", FORM).startswith("Справочник.Контрагенты.ИНН: Строка(12)")


def test_a_link_in_a_comment() -> None:
    found = said(f"// 🙂 См. ПроводкиСервер.Отра│зить\n{HEAD}")
    assert found is not None
    assert found.text.startswith("Процедура Отразить(Операция, Набор) Экспорт")
    assert said(f"// См. ПроводкиСервер.Нет│\n{HEAD}") is None
    assert text(f"// См. Справочник.Контр│агенты\n{HEAD}").startswith("Справочник.Контрагенты")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_range_is_the_words(end: str) -> None:
    source = f'{HEAD}\tХ = "🙂"; ⟦Сооб│щить⟧(1);\n'.replace("\n", end)
    found = said(source)
    assert found is not None
    assert (found.span,) == marks.parse(source).ranges
    query = f'{HEAD}\tЗ = "ВЫБРАТЬ ""🙂"",\n\t|К.⟦ИН│Н⟧ ИЗ Справочник.Контрагенты КАК К";\n'.replace(
        "\n", end
    )
    found = said(query)
    assert found is not None
    assert (found.span,) == marks.parse(query).ranges


def test_synonyms_with_markup_characters_are_escaped() -> None:
    found = text("// a_b <c>\nПроцедура М│()\nКонецПроцедуры", style=MARKDOWN)
    assert found.endswith("a\\_b \\<c\\>")
