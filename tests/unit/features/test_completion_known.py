"""Completion with the fixture configuration around: members by type, names of metadata, queries, comments."""

from __future__ import annotations

import pytest

from bsl_pilot.features.completing.describe import describe
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completion import Completion, CompletionOptions, Item, completion
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.locale import Locale

from tests import marks
from tests.ledger import LAYOUTS, OBJECT, opened, path_of

IN = "Процедура А(П)\n"
OUT = "\nКонецПроцедуры\n"
QUERY = '"ВЫБРАТЬ К.ИНН КАК Номер ИЗ Справочник.Контрагенты КАК К"'
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
FORMS = {"ledger": FORM, "ledger_edt": "src/Catalogs/Контрагенты/Forms/ФормаЭлемента/Module.bsl"}


def complete(marked: str, path: str = "", layout: str = "ledger", **options: object) -> Completion:
    text = marks.parse(marked)
    document, inference = opened(text.text, path, layout)
    asked = CompletionOptions(**options)  # type: ignore[arg-type]
    return completion(document, text.cursor, asked, Knowledge(inference))


def labels(marked: str, path: str = "", layout: str = "ledger") -> list[str]:
    return [item.label for item in complete(marked, path, layout).items]


def item(marked: str, label: str, path: str = "") -> Item:
    return next(one for one in complete(marked, path).items if one.label == label)


def check(found: list[str], expected: str, unexpected: str) -> None:
    assert [one for one in expected.split() if one not in found] == []
    assert [one for one in unexpected.split() if one in found] == []


MEMBERS = [
    # the line with the cursor, labels that are there, labels that are not
    ("Х = Новый Структура(\"Код, Имя\"); Х.│", "Код Имя Вставить Количество", "НайтиСтроки Если Х"),
    ("Т = Новый ТаблицаЗначений; Т.Колонки.Добавить(\"Цена\"); С = Т.Добавить(); С.│", "Цена", "Колонки"),
    ("Х = Справочники.│", "Контрагенты Организации", "Операция ПроводкиСервер"),
    ("Х = Справочники.Контрагенты.│", "НашиОрганизации НайтиПоКоду ПустаяСсылка", "ИНН"),
    ("Х = Справочники.Контрагенты.НайтиПоКоду(1); Если Х.│", "ИНН КонтактныеЛица Наименование Ссылка", "Найти"),
    ("Х = Перечисления.ВидыОпераций.│", "Ручная Закрытие Сторно ПустаяСсылка", "ИНН"),
    ("Х = СтатусСообщения.│", "Важное БезСтатуса", "Вставить"),
    ("Х = Документы.Операция.СоздатьДокумент(); Х.Проводки.│", "Добавить НайтиСтроки", "СчетДт"),
    ("Х = Документы.Операция.СоздатьДокумент(); Х.Проводки.Добавить().│", "СчетДт Сумма НомерСтроки", "Добавить"),
    ("LedgerServerCall.│", "Rate", "Отразить"),
    ("НастройкиУчетаПовтИсп.│", "ДатаЗапрета", "Rate"),
    (f"З = Новый Запрос({QUERY}); В = З.Выполнить().Выбрать(); В.│", "Номер Следующий", "ИНН"),
    ("Метаданные.Справочники.│", "Контрагенты", "Операция"),
    # half-typed code around
    ("Если Справочники.│", "Контрагенты", "Тогда"),
    ("Х = (Справочники.Контрагенты.│", "НайтиПоКоду", ""),
    ("Справочники.│\n\tДругое = 1;", "Контрагенты", "Другое"),
    ("Х = Справочники.Кон│ Тогда", "Контрагенты", "Организации"),
    # either language, whatever is typed
    ("Х = Catalogs.Контрагенты.│", "НайтиПоКоду", "FindByCode"),
    ("Х = Справочники.Контрагенты.FindBy│", "FindByCode", "НайтиПоКоду"),
    ("Х = Справочники.Контрагенты.yfqnb│", "НайтиПоКоду", ""),
    ("Х = Справочники.Контрагенты.НПК│", "НайтиПоКоду", "ПустаяСсылка"),
    # emoji before it
    ("🙂 = 1; Х = Справочники.│", "Контрагенты", ""),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("line", "expected", "unexpected"), MEMBERS, ids=[one[0] for one in MEMBERS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_members_by_type(line: str, expected: str, unexpected: str, line_end: str, layout: str) -> None:
    marked = f"{IN}\t{line}{OUT}".replace("\n", line_end)
    check(labels(marked, layout=layout), expected, unexpected)


def test_members_in_english_code() -> None:
    marked = 'Procedure A()\n\tX = New Structure("Code");\n\tX.│\nEndProcedure'
    check(labels(marked), "Code Insert Property", "Вставить")


def test_nothing_is_offered_twice() -> None:
    found = labels(f'{IN}\tХ = Новый Структура("Код"); Х.Код = 1; Х.Вставить(1); Х.│{OUT}')
    assert len({one.lower() for one in found}) == len(found)


AVAILABLE = [
    # directive, line, labels there, labels not there
    ("НаКлиенте", "Х = Справочники.│", "", "Контрагенты НайтиПоКоду"),
    (
        "НаКлиенте",
        "│",
        "Объект LedgerServerCall ПоказатьВопрос Элементы",
        "ПроводкиСервер НачатьТранзакцию Справочники",
    ),
    ("НаСервере", "│", "Объект ПроводкиСервер НачатьТранзакцию Справочники Элементы", "ПоказатьВопрос"),
    ("НаСервереБезКонтекста", "│", "ПроводкиСервер Справочники", "Элементы ПоказатьВопрос"),
    ("НаСервере", "Х = Новый │", "Запрос ТаблицаЗначений Структура", "Справочники Если"),
    ("НаКлиенте", "Х = Новый │", "Структура", "Запрос ТаблицаЗначений"),
    ("НаКлиенте", "Элементы.│", "ИНН", "Справочники"),
    ("НаКлиенте", "Объект.│", "ИНН КонтактныеЛица", ""),
    ("НаКлиенте", "Откр│", "ОткрытьФорму ОткрытьЖурналУчета", "НачатьТранзакцию"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("directive", "line", "expected", "unexpected"), AVAILABLE)
def test_only_what_is_available_where_the_code_runs(
    directive: str, line: str, expected: str, unexpected: str, layout: str
) -> None:
    marked = f"&{directive}\n{IN}\t{line}{OUT}"
    found = complete(marked, FORMS[layout], layout, limit=10_000)
    check([one.label for one in found.items], expected, unexpected)


def test_names_of_the_object_in_its_module() -> None:
    path = path_of(OBJECT, file="ObjectModule.bsl")
    found = complete(f"{IN}\t│{OUT}", path, limit=10_000)
    check([one.label for one in found.items], "ИНН КонтактныеЛица Записать ПроводкиСервер", "Элементы")


ORDER = [
    # the place, what stands before what
    ("К = Справочники.Контрагенты.ПустаяСсылка();\n\tИНН = К.│", "ИНН Наименование"),
    (
        'Д = Новый Структура; К = Справочники.Контрагенты.ПустаяСсылка();\n\tД.Вставить("Комментарий", К.│',
        "Комментарий ИНН",
    ),
    ("Х = Новый Массив; Х.Добавить(1); Х.Добавить(2); Х.│", "Добавить Количество"),
    ("Х = Новый Массив;\n\tЕсли Х.│", "Количество Добавить"),
    ("К = Справочники.Контрагенты.НайтиПоКоду(1); Если К.│", "ИНН ПолучитьОбъект"),
]


@pytest.mark.parametrize(("line", "expected"), ORDER)
def test_the_likely_comes_first(line: str, expected: str) -> None:
    found = labels(f"{IN}\t{line}{OUT}")
    wanted = expected.split()
    assert sorted(wanted, key=found.index) == wanted


def test_deprecated_comes_last() -> None:
    items = complete("Х = │", limit=10_000).items
    groups = [one.deprecated for one in items]
    assert any(groups)
    assert groups == sorted(groups)


QUERIES = [
    ("ВЫБРАТЬ К.│ ИЗ Справочник.Контрагенты КАК К", "ИНН Ссылка Код Наименование КонтактныеЛица", "Налог"),
    ("ВЫБРАТЬ К.ОсновнойДоговор.│ ИЗ Справочник.Контрагенты КАК К", "Сумма Владелец Ссылка", "ИНН"),
    ("ВЫБРАТЬ К.Ссылка.ОсновнойДоговор.│ ИЗ Справочник.Контрагенты КАК К", "Сумма", "ИНН"),
    ("ВЫБРАТЬ Л.│ ИЗ Справочник.Контрагенты.КонтактныеЛица КАК Л", "ФИО Телефон Ссылка НомерСтроки", "ИНН"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.│", "Контрагенты Договоры", "Операция"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.Контрагенты.│", "КонтактныеЛица", "ИНН"),
    ("ВЫБРАТЬ 1 ИЗ РегистрНакопления.Взаиморасчеты.│", "Остатки Обороты ОстаткиИОбороты", "Сумма"),
    ("ВЫБРАТЬ 1 ИЗ РегистрСведений.СтавкиНалогов.│", "СрезПоследних СрезПервых", "Остатки"),
    ("ВЫБРАТЬ О.│ ИЗ РегистрНакопления.Взаиморасчеты.Остатки(&Дата, ) КАК О", "СуммаОстаток Контрагент", "Сумма"),
    ("ВЫБРАТЬ 1 ИЗ РегистрНакопления.Взаиморасчеты.Остатки(, │) КАК О", "Контрагент Договор", "СуммаОстаток"),
    ("ВЫБРАТЬ 1 ИЗ РегистрНакопления.Взаиморасчеты.Остатки(, Контрагент.│) КАК О", "ИНН", "Договор"),
    ("ВЫБРАТЬ 1 ГДЕ А = ЗНАЧЕНИЕ(Перечисление.ВидыОпераций.│)", "Ручная ПустаяСсылка", ""),
    ("ВЫБРАТЬ 1 ГДЕ А = ЗНАЧЕНИЕ(Справочник.Контрагенты.│)", "НашиОрганизации ПустаяСсылка", "КонтактныеЛица"),
    ("ВЫБРАТЬ 1 ГДЕ А = ЗНАЧЕНИЕ(Перечисление.│)", "ВидыОпераций", "Контрагенты"),
    ("ВЫБРАТЬ В.│ ИЗ (ВЫБРАТЬ К.ИНН КАК Номер, К.Код ИЗ Справочник.Контрагенты КАК К) КАК В", "Номер Код", "ИНН"),
    ("ВЫБРАТЬ В.│ ИЗ (ВЫБРАТЬ К.* ИЗ Справочник.Контрагенты КАК К) КАК В", "ИНН Код", "Телефон"),
    ("ВЫБРАТЬ К.ОсновнойДоговор КАК Д ПОМЕСТИТЬ ВТ ИЗ Справочник.Контрагенты КАК К; ВЫБРАТЬ В.Д.│ ИЗ ВТ КАК В",
     "Сумма", "ИНН"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.Контрагенты КАК К ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Договоры КАК Д ПО К.Ссылка = Д.│",
     "Владелец Ссылка Сумма", "ИНН"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.Контрагенты КАК К ГДЕ 1 В (ВЫБРАТЬ К.│ ИЗ Справочник.Договоры КАК Д)", "ИНН", "Сумма"),
    ("ВЫБРАТЬ │ ИЗ Справочник.Контрагенты КАК К", "К ИНН СУММА", ""),
    ("ВЫБРАТЬ Т.│ ИЗ &Таблица КАК Т", "Цена", "Ссылка"),
    ("ВЫБРАТЬ Т.│ ИЗ &Неизвестная КАК Т", "Ссылка Узел", "Цена"),
    ("ВЫБРАТЬ (ВЫБРАТЬ Д.Код ИЗ Справочник.Договоры КАК Д) + 1 КАК Х, К.│ ИЗ Справочник.Контрагенты КАК К", "ИНН", "Сумма"),
    ("ВЫБРАТЬ (ВЫБРАТЬ 1) КАК Х, * ИЗ (ВЫБРАТЬ Д.Код) КАК К ГДЕ К.│", "Код", "Х"),
    ("ВЫБРАТЬ Т.│ ИЗ ВТ КАК Т ОБЪЕДИНИТЬ ВСЕ ВЫБРАТЬ Т.Код ИЗ Т КАК Т ПОМЕСТИТЬ Т", "", ""),
    ("SELECT C.│ FROM Catalog.Контрагенты AS C", "ИНН Ref Code Description", "Ссылка Код"),
]  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("query", "expected", "unexpected"), QUERIES, ids=[one[0] for one in QUERIES])
def test_in_a_query(query: str, expected: str, unexpected: str, line_end: str) -> None:
    text = query.replace("; ", ";\n\t|// 🙂\n\t|").replace(" ИЗ ", "\n\t|ИЗ ")
    marked = (
        f'{IN}\tТ = Новый ТаблицаЗначений;\n\tТ.Колонки.Добавить("Цена");\n'
        f'\tЗ.УстановитьПараметр("Таблица", Т);\n\tЗ.Текст = "{text}";{OUT}'
    )
    check(labels(marked.replace("\n", line_end)), expected, unexpected)


def test_tables_made_by_another_query_of_the_module() -> None:
    first = 'З.Текст = "ВЫБРАТЬ К.ИНН КАК Номер ПОМЕСТИТЬ Отобранные ИЗ Справочник.Контрагенты КАК К";'
    marked = f'{IN}\t{first}{OUT}{IN}\tЗ.Текст = "ВЫБРАТЬ О.│ ИЗ Отобранные КАК О";{OUT}'
    check(labels(marked), "Номер", "ИНН")


def test_the_other_side_of_a_comparison_comes_first() -> None:
    query = "ВЫБРАТЬ 1 ИЗ Справочник.Контрагенты КАК К ВНУТРЕННЕЕ СОЕДИНЕНИЕ Справочник.Организации КАК О ПО К.ИНН = О.│"
    assert labels(f'{IN}\tЗ = "{query}";{OUT}')[0] == "ИНН"


def test_virtual_table_is_inserted_with_its_parentheses() -> None:
    marked = f'{IN}\tЗ = "ВЫБРАТЬ 1 ИЗ РегистрНакопления.Взаиморасчеты.Оста│";{OUT}'
    found = item(marked, "Остатки")
    assert (found.text, found.snippet) == ("Остатки($1)", True)
    assert found.detail == "Остатки(Период, Условие)"


STRINGS = [
    ("Х = Новый ОписаниеОповещения(\"│\", ЭтотОбъект);", "После", "Закрытая"),
    ("Х = Новый ОписаниеОповещения(\"│\", ПроводкиСервер);", "Отразить", "После"),
    ("Х = Новый ОписаниеОповещения(\"По│\");", "После", "Закрытая"),
    ("ПодключитьОбработчикОжидания(\"│\", 1);", "После Закрытая", "Отразить"),
    ("Х = ОбщегоНазначения.ОбщийМодуль(\"│\");", "ПроводкиСервер", "После"),
    ("Х = Тип(\"│\");", "Строка СправочникСсылка Массив", "После"),
    ("Х = Тип(\"СправочникСсылка.│\");", "Контрагенты", "Операция Строка"),
    ("Х = Новый ОписаниеТипов(\"Строка, ДокументСсылка.│\");", "Операция", "Контрагенты"),
    ("Сообщить(\"│\");", "", "После Строка ПроводкиСервер"),
    ("Х = \"│\";", "", "После Строка"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected", "unexpected"), STRINGS)
def test_names_in_strings(line: str, expected: str, unexpected: str) -> None:
    methods = "Процедура После(Р, Д) Экспорт\nКонецПроцедуры\nПроцедура Закрытая()\nКонецПроцедуры\n"
    check(labels(f"{IN}\t🙂 = 1; {line}{OUT}{methods}"), expected, unexpected)


COMMENTS = [
    ("// Параметры:\n//  П - │\n", "Строка Структура СправочникСсылка", "П"),
    ("// Параметры:\n//  П - Строка, │\n", "Число", ""),
    ("// Параметры:\n//  П - СправочникСсылка.│\n", "Контрагенты", "Операция Строка"),
    ("// Параметры:\n//  П - Массив из ДокументСсылка.│\n", "Операция", "Контрагенты"),
    ("// Параметры:\n//  П - Структура:\n//   * Код - │\n", "Строка", ""),
    ("// Возвращаемое значение:\n//  │\n", "Строка ТаблицаЗначений", ""),
    ("// Что делает - │\n", "", "Строка"),
    ("// Параметры:\n//  П - Строка - слова │\n", "", "Строка"),
]


@pytest.mark.parametrize(("comment", "expected", "unexpected"), COMMENTS)
def test_types_in_comments(comment: str, expected: str, unexpected: str) -> None:
    check(labels(f"{comment}Функция А(П) Экспорт\nКонецФункции\n"), expected, unexpected)


DESCRIBED = [
    (f"{IN}\tПроводкиСервер.│{OUT}", "Отразить", "Записывает проводки операции в регистр"),
    (f"{IN}\tСооб│{OUT}", "Сообщить", "Сообщить(ТекстСообщения: Строка"),
    (f"{IN}\tК = Справочники.Контрагенты.ПустаяСсылка(); К.│{OUT}", "ИНН", "Справочник.Контрагенты.ИНН: Строка(12)"),
    (f"{IN}\tПроводкиС│ = 1;{OUT}", "ПроводкиСервер", "ОбщийМодуль.ПроводкиСервер"),
    (f'{IN}\tЗ = "ВЫБРАТЬ К.│ ИЗ Справочник.Контрагенты КАК К";{OUT}', "Код", "Код: Строка"),
    (f"{IN}\tХ = Новый Струк│{OUT}", "Структура", "Структура"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "label", "expected"), DESCRIBED)
def test_description_of_an_item(marked: str, label: str, expected: str) -> None:
    _, inference = opened(marks.parse(marked).text)
    found = describe(item(marked, label), inference, Style(markdown=False, locale=Locale.RU), russian=True)
    assert expected in found


def test_keywords_say_nothing_of_themselves() -> None:
    _, inference = opened("")
    assert (
        describe(
            item(f"{IN}\tЕс│{OUT}", "Если"), inference, Style(markdown=False, locale=Locale.RU), russian=True
        )
        == ""
    )
