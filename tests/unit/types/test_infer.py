"""Types of what stands before a dot, by what the code around it says."""

from __future__ import annotations

import pytest

from tests.unit.types.world import COMMON, FORM, OBJECT, before_dot

VALUES = [
    # literals, constructors, variables
    ("Х = Новый Массив; Х│.", "Array"),
    ("х = new array(3); Х│.Add(1)", "Array"),
    ('Х = Новый Структура("А, Б", 1, "🙂"); Х│.А', "Structure{А, Б}"),
    ('Х = Новый Структура; Х.Вставить("К", 1); Х.Вставить("Л"); Х.Удалить("К"); Х│.', "Structure{Л}"),
    ("Х = Новый Структура; Х.Поле = 5; Х│.", "Structure{поле}"),
    ('Имя = "К"; Х = Новый Структура; Х.Вставить(Имя, Новый Массив); Х.К│.', "Array"),
    ('Х = Новый("Массив"); Х│.', "Array"),
    ("Х = ТекущаяДата(); Х│.", "Date"),
    ('Х = "а" + Б; Х│.', "String"),
    ("Х = 1; Х = Новый Массив; Х│.", "Array"),
    ("Х│.", "?"),
    # branches and loops
    ("Если А Тогда Х = Новый Массив Иначе Х = Новый Структура КонецЕсли; Х│.", "Array|Structure"),
    ("Х = Неопределено; Если А Тогда Х = Новый Массив КонецЕсли; Х│.", "Array|Undefined"),
    ("Х = Неопределено; Если А Тогда Х = Новый Массив Иначе Возврат КонецЕсли; Х│.", "Array"),
    ("Х = Новый Массив; Пока А Цикл Х = Новый Структура; КонецЦикла; Х│.", "Array|Structure"),
    ("Х = Новый Массив; Для Каждого А Из Б Цикл Х│. КонецЦикла", "Array"),
    ('Х = Новый Структура; Пока А Цикл Х.Вставить("К"); Х│. КонецЦикла', "Structure{К}"),
    ("Попытка Х = Новый Массив Исключение Х = Неопределено КонецПопытки; Х│.", "Array|Undefined"),
    # narrowing
    ('Х = Ф(); Если ТипЗнч(Х) = Тип("Структура") Тогда Х│. КонецЕсли', "Structure"),
    ('Х = Ф(); Если ТипЗнч(Х) = Тип("Структура") И Х│.К Тогда КонецЕсли', "Structure"),
    ('Х = Ф(); Т = ТипЗнч(Х); Если Т = Тип("Массив") Тогда Х│. КонецЕсли', "Array"),
    (
        'Если ТипЗнч(Х.К) = Тип("Массив") Или ТипЗнч(Х.К) = Тип("Структура") Тогда Х.К│. КонецЕсли',
        "Array|Structure",
    ),
    (
        "Если А Тогда Х = Новый Массив Иначе Х = Неопределено КонецЕсли; Если Х <> Неопределено Тогда Х│. КонецЕсли",
        "Array",
    ),
    (
        "Если А Тогда Х = Новый Массив Иначе Х = Неопределено КонецЕсли; Если Х = Неопределено Тогда Возврат КонецЕсли; Х│.",
        "Array",
    ),
    (
        "Если А Тогда Х = Новый Массив Иначе Х = Неопределено КонецЕсли; Если ЗначениеЗаполнено(Х) Тогда Х│. КонецЕсли",
        "Array",
    ),
    (
        "Х = ?(А, Новый Массив, Неопределено); Если Не ЗначениеЗаполнено(Х) Тогда Возврат КонецЕсли; Х│.",
        "Array",
    ),
    # collections
    (
        'Х = Новый Массив; Х.Добавить(Новый Структура("К")); Для Каждого Э Из Х Цикл Э│. КонецЦикла',
        "Structure{К}",
    ),
    ("Х = Новый Массив; Х.Добавить(Новый Структура); Х[0]│.", "Structure"),
    ('Х = Новый Соответствие; Х.Вставить("А", Новый Массив); Х["А"]│.', "Array|Undefined"),
    (
        'Х = Новый Соответствие; Х.Вставить("А", Новый Массив); Для Каждого П Из Х Цикл П.Значение│. КонецЦикла',
        "Array",
    ),
    ("Х = Новый СписокЗначений; Х.Добавить(Новый Массив); Х[0].Значение│.", "Array"),
    (
        'Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("А"); Т.Колонки.Добавить("Б"); С = Т.Добавить(); С│.',
        "ValueTableRow{А, Б}",
    ),
    (
        'Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("А", Новый ОписаниеТипов("Массив")); Для Каждого С Из Т Цикл С.А│. КонецЦикла',
        "Array",
    ),
    (
        'Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("А"); Н = Т.НайтиСтроки(Новый Структура); Н[0]│.',
        "ValueTableRow{А}",
    ),
    (
        'Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("А"); Т.Колонки.Добавить("Б"); Т.Свернуть("А"); Т│.',
        "ValueTable{А}",
    ),
    (
        'Т = Новый ДеревоЗначений; Т.Колонки.Добавить("А"); С = Т.Строки.Добавить(); С.Строки[0]│.',
        "ValueTreeRow{А}",
    ),
    # out parameters
    (
        'Х = Новый Структура("К", Новый Массив); Р = Неопределено; Если Х.Свойство("К", Р) Тогда Р│. КонецЕсли',
        "Array",
    ),
    ("Р = Неопределено; Метод(Р); Р│.", "?"),
    # metadata
    ("Справочники│.Товары", "CatalogsManager"),
    ("Catalogs.товары│.", "CatalogManager.Товары"),
    ("Справочники.НетТакого│.", "?"),
    ("Справочники.Товары.Услуга│.", "CatalogRef.Товары"),
    ('Х = Справочники.Товары.НайтиПоКоду("1"); Х│.', "CatalogRef.Товары|Undefined"),
    ("Х = Справочники.Товары.СоздатьЭлемент(); Х.Вид│.", "EnumRef.ВидыТоваров"),
    ("Перечисления.ВидыТоваров.Еда│.", "EnumRef.ВидыТоваров"),
    ("Х = Документы.Заказ.СоздатьДокумент(); С = Х.Строки.Добавить(); С.Товар│.", "CatalogRef.Товары"),
    ("Х = Документы.Заказ.СоздатьДокумент(); Х.Предмет│.", "CatalogRef.Товары|String"),
    (
        "Х = Документы.Заказ.СоздатьДокумент(); Х.Движения.Остатки.Добавить()│.",
        "AccumulationRegisterRecord.Остатки",
    ),
    (
        "Х = Документы.Заказ.СоздатьДокумент(); Т = Х.Строки.Выгрузить(); Т│.",
        "ValueTable{НомерСтроки, Товар, Цена}",
    ),
    ("Константы.ГлавныйТовар.Получить()│.", "CatalogRef.Товары"),
    ("Х = РегистрыСведений.Цены.СоздатьНаборЗаписей(); Х.Отбор.Товар│.", "FilterItem"),
    ("Метаданные.Справочники.Товары│.", "MDCatalog.Товары"),
    ("Метаданные.Справочники.Товары.Реквизиты.Артикул│.", "MDAttribute"),
    ('ПредопределенноеЗначение("Перечисление.ВидыТоваров.Еда")│.', "EnumRef.ВидыТоваров"),
    ("Справочники.Товары.Новый_()│.", "Structure{Ключ}"),
    # half-typed
    ("Х = Новый Массив;\nЕсли Х│.\nКонецЕсли;", "Array"),
    ("Х = Новый Массив;\nМетод(1, Х│.", "Array"),
]


@pytest.mark.parametrize(("code", "expected"), VALUES, ids=[code for code, _ in VALUES])
def test_in_a_method(code: str, expected: str) -> None:
    assert before_dot(f'// 🙂\r\nПроцедура Тест()\r\n\tС = "𝄞";\r\n{code}\r\nКонецПроцедуры\r\n') == expected


def test_in_the_body_of_a_module() -> None:
    assert before_dot("Перем А;\nСправочники.Товары│.НайтиПоКоду();\n") == "CatalogManager.Товары"
    assert before_dot("// 🙂\nА = Новый Массив;\nБ = 1;\nА│.Добавить(Б);\n") == "Array"
    assert before_dot("А = Новый Массив;\nПроцедура П()\nА│.\nКонецПроцедуры\n") == "?"
    assert (
        before_dot("Процедура П()\nКонецПроцедуры\nА = 1;\nЕсли Б Тогда А = Новый Массив; А│.Х(); КонецЕсли;")
        == "Array"
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "#Если Клиент Тогда\nХ = Новый Массив;\n#Иначе\nХ = Новый Структура;\n#КонецЕсли\nХ│.",
            "Array|Structure",
        ),
        ("Х = Новый Массив;\n#Если Клиент Тогда\nХ = Новый Структура;\n#КонецЕсли\nХ│.", "Array|Structure"),
        ("Х = Новый Массив;\n#Если Клиент Тогда\nХ = Новый Структура;\nХ│.\n#КонецЕсли\n", "Structure"),
        (
            "#If Server Then\nХ = 1;\n#ElsIf Client Then\nВозврат;\n#Else\nХ = Новый Массив;\n#EndIf\nХ│.",
            "Array|Number",
        ),
        ("#КонецЕсли\nХ = Новый Массив;\n#Иначе\nХ│.", "Array"),
        ("#Если Клиент Тогда\nХ = Новый Массив;\nХ│.", "Array"),
    ],
)
def test_branches_of_the_preprocessor_meet(code: str, expected: str) -> None:
    assert before_dot(f"Процедура А()\n{code}\nКонецПроцедуры") == expected


DOCUMENTED = [
    ("Строка, Массив - что-то", "Х│.", "Array|String"),
    (
        "Структура:\n//  * К - Массив из Структура:\n//  ** Л - СправочникСсылка.Товары",
        "Х.К[0].Л│.",
        "CatalogRef.Товары",
    ),
    ("ОпределяемыйТип.Предмет", "Х│.", "CatalogRef.Товары|String"),
    ("см. Услуги.Параметры", "Х│.", "Structure{Из, Другого}"),
    ("см. Услуги.Параметры.Настройка", "Х│.", "?"),
    ("Произвольный", "Х│.", "?"),
    (
        "Соответствие из КлючИЗначение:\n//  * Ключ - Строка\n//  * Значение - Массив",
        'Х["А"]│.',
        "Array|Undefined",
    ),
    ("ТаблицаЗначений:\n//  * Цена - Число", "Х[0]│.", "ValueTableRow{Цена}"),
    ("Array of CatalogRef.Товары", "Х[0]│.", "CatalogRef.Товары"),
]


@pytest.mark.parametrize(("said", "code", "expected"), DOCUMENTED, ids=[one for one, _, _ in DOCUMENTED])
def test_of_a_documented_parameter(said: str, code: str, expected: str) -> None:
    text = (
        f"// Описание.\n//\n// Параметры:\n//  Х - {said}\n//\nПроцедура А(Х) Экспорт\n{code}\nКонецПроцедуры"
    )
    other = "// Возвращаемое значение:\n//  Структура:\n//   * Из - Число\n//   * Другого - Строка\nФункция Параметры() Экспорт\nКонецФункции"
    assert before_dot(text, modules={"Услуги": other}) == expected


RESULTS = [
    ("Возврат Новый Массив;", "Array"),
    ('Р = Новый Структура("А"); Р.Вставить("Б", 1); Возврат Р;', "Structure{А, Б}"),
    ("Если А Тогда Возврат Неопределено; КонецЕсли; Возврат Новый Массив;", "Array|Undefined"),
    ("Возврат Ф();", "?"),
    ("Возврат Услуги.Другая();", "ValueTable"),
    ("Возврат Иная();", "Structure{К}"),
]


@pytest.mark.parametrize(("body", "expected"), RESULTS, ids=[body for body, _ in RESULTS])
def test_of_a_function(body: str, expected: str) -> None:
    """The function's own module and another one give the same; `Ф` calls itself and says nothing."""
    other = f'Функция Ф() Экспорт\n{body}\nКонецФункции\nФункция Иная()\nВозврат Новый Структура("К");\nКонецФункции'
    services = f"{other}\nФункция Другая() Экспорт\nВозврат Новый ТаблицаЗначений;\nКонецФункции"
    modules = {
        "Услуги": services,
        "ОбщееГлобальный": "Функция Везде() Экспорт\nВозврат Новый Массив;\nКонецФункции",
    }
    assert before_dot(f"{other}\nПроцедура А()\nФ()│.\nКонецПроцедуры", modules=modules) == expected
    assert before_dot("Процедура А()\nУслуги.Ф()│.\nКонецПроцедуры", modules=modules) == expected
    code = 'М = ОбщегоНазначения.ОбщийМодуль("Услуги"); М.Ф()│.'
    assert before_dot(f"Процедура А()\n{code}\nКонецПроцедуры", modules=modules) == expected
    assert before_dot("Процедура А()\nВезде()│.\nКонецПроцедуры", modules=modules) == "Array"


def test_the_comment_goes_before_the_code() -> None:
    text = (
        "// Возвращаемое значение:\n//  Массив из Строка\nФункция Ф()\nВозврат Неопределено\nКонецФункции\n"
    )
    assert before_dot(f"{text}Процедура А()\nФ()│.\nКонецПроцедуры") == "Array<String>"


def test_a_comment_without_fields_is_completed_by_code() -> None:
    text = (
        '// Возвращаемое значение:\n//  Структура\nФункция Ф()\nВозврат Новый Структура("К")\nКонецФункции\n'
    )
    assert before_dot(f"{text}Процедура А()\nФ()│.\nКонецПроцедуры") == "Structure{К}"


def test_an_undocumented_parameter_has_the_types_that_callers_pass() -> None:
    text = "Процедура А(Х, Д)\nХ│.\nКонецПроцедуры\nПроцедура Б()\nА(Новый Массив, 1);\nКонецПроцедуры"
    assert before_dot(text) == "Array|?"
    notified = text.replace("Х│.", "Д│.").replace(
        "А(Новый Массив, 1)", 'Новый ОписаниеОповещения("А", ЭтотОбъект, Новый Структура("К"))'
    )
    assert before_dot(notified.replace("Б()\n", "Б()\nХ = ")) == "Structure{К}|?"


IN_A_FORM = [
    ("Объект│.", "FormDataStructure.DocumentObject.Заказ"),
    ("Объект.Товар│.", "CatalogRef.Товары"),
    ("Объект.Строки│.", "FormDataCollection.Document.Заказ.Строки"),
    ("Для Каждого С Из Объект.Строки Цикл С.Товар│. КонецЦикла", "CatalogRef.Товары"),
    ("С = Итоги.Добавить(); С│.", "FormDataCollectionItem{Сумма}"),
    ("ЭтотОбъект.Объект.Товар│.", "CatalogRef.Товары"),
    ("Элементы│.", "FormAllItems.Document.Заказ.ФормаДокумента"),
    ("Элементы.Товар│.", "FormField.@FormFieldExtensionForATextBox"),
    ("Элементы.Строки.ТекущиеДанные.Товар│.", "CatalogRef.Товары"),
    ("Команды.Пересчитать│.", "FormCommand"),
    ("Параметры.Основа│.", "CatalogRef.Товары"),
    ("Параметры.Ключ│.", "DocumentRef.Заказ"),
    ('Х = РеквизитФормыВЗначение("Объект"); Х│.', "DocumentObject.Заказ"),
    ("Итоги = 1; Итоги│.", "FormDataCollection{Сумма}"),
]


@pytest.mark.parametrize(("code", "expected"), IN_A_FORM, ids=[code for code, _ in IN_A_FORM])
def test_in_a_form(code: str, expected: str) -> None:
    assert before_dot(f"Процедура А()\n{code}\nКонецПроцедуры", FORM) == expected


def test_a_handler_knows_its_item() -> None:
    table = (
        "&НаКлиенте\nПроцедура СтрокиПриАктивизации(Элемент)\nЭлемент.ТекущиеДанные.Товар│.\nКонецПроцедуры"
    )
    assert before_dot(table, FORM) == "CatalogRef.Товары"
    assert before_dot("Процедура Пересчитать(Команда)\nКоманда│.\nКонецПроцедуры", FORM) == "FormCommand"


IN_AN_OBJECT = [
    ("ЭтотОбъект│.", "DocumentObject.Заказ"),
    ("Товар│.", "CatalogRef.Товары"),
    ("Движения.Остатки│.", "AccumulationRegisterRecordSet.Остатки"),
    ("Ссылка│.", "DocumentRef.Заказ"),
    ("Метаданные()│.", "MDDocument.Заказ"),
]


@pytest.mark.parametrize(("code", "expected"), IN_AN_OBJECT, ids=[code for code, _ in IN_AN_OBJECT])
def test_in_an_object(code: str, expected: str) -> None:
    assert before_dot(f"Процедура А()\n{code}\nКонецПроцедуры", OBJECT) == expected


def test_a_variable_hides_the_object_s_attribute() -> None:
    assert before_dot("Процедура А(Товар)\nТовар│.\nКонецПроцедуры", OBJECT) == "?"
    assert (
        before_dot("Процедура А()\nПерем Товар;\nТовар = Новый Массив;\nТовар│.\nКонецПроцедуры", OBJECT)
        == "Array"
    )


def test_nothing_is_said_where_nothing_stands() -> None:
    assert before_dot("│", COMMON) == "?"
    assert before_dot("Процедура А()\n// А│.\nКонецПроцедуры") == "?"


def test_a_variable_of_the_module_holds_what_methods_put_into_it() -> None:
    text = "Перем М;\nПроцедура А()\nМ = Новый Массив;\nКонецПроцедуры\nПроцедура Б()\nМ│.\nКонецПроцедуры"
    assert before_dot(text) == "Array|?"
