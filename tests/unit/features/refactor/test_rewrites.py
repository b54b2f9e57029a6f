"""Invert ``Если``, concatenation to ``СтрШаблон``, expand a constructor, describe a method, standard regions."""

from __future__ import annotations

import pytest

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context

from tests.refactoring import check, done, find, refused


def method(body: str) -> str:
    return f"Функция А(Б, В)\n\t{body}\nКонецФункции"


@pytest.mark.parametrize(
    ("condition", "opposite"),
    [
        ("Б = В", "Б <> В"),
        ("Б < В", "Б >= В"),
        ("Б <= В", "Б > В"),
        ("Б И В", "Не (Б И В)"),
        ("Б И В Или Г", "Не (Б И В Или Г)"),
        ("Б", "Не Б"),
        ("Б.В(1)", "Не Б.В(1)"),
        ("(Б = 1)", "(Б <> 1)"),
        ("Б + 1 > В * 2", "Б + 1 <= В * 2"),
        ("Не Б = В", "Б = В"),
    ],
)
def test_conditions_and_their_opposites(condition: str, opposite: str) -> None:
    def text(mark: str, one: str, first: str, second: str) -> str:
        return method(f"Е{mark}сли {one} Тогда // 1\n\t\t{first};\n\tИначе\n\t\t{second};\n\tКонецЕсли;")

    before = text("│", condition, "Г()", "Д()")
    after = f"Если {opposite} Тогда\n\t\tД();\n\tИначе // 1\n\t\tГ();\n\tКонецЕсли;"
    check("invert_if", before, method(after))
    if not condition.startswith("Не"):
        twice = done("invert_if", method("│" + after))
        assert twice == before.replace("│", "")


def test_invert_if_in_english_and_on_one_line() -> None:
    check(
        "invert_if",
        "Procedure A()\n\t│If B And C Then D(); Else E(); EndIf;\nEndProcedure",
        "Procedure A()\n\tIf Not (B And C) Then E(); Else D(); EndIf;\nEndProcedure",
    )


def test_invert_if_is_refused() -> None:
    chain = "│Если Б Тогда\n\t\tГ();\n\tИначеЕсли В Тогда\n\tИначе\n\t\tД();\n\tКонецЕсли;"
    assert "ElsIf" in refused("invert_if", method(chain))
    cut = "│Если Б Тогда\n\t#Если Сервер Тогда\n\t\tГ();\n\tИначе\n\t#КонецЕсли\n\t\tД();\n\tКонецЕсли;"
    assert "Preprocessor" in refused("invert_if", method(cut))
    first = "│Если Б Тогда\n\t\tГ = 1;\n\tИначе\n\t\tД(Г);\n\tКонецЕсли;"
    assert "first gets a value" in refused("invert_if", method(first))
    assert find("invert_if", method("│Если Б Тогда\n\t\tГ();\n\tКонецЕсли;")) is None
    assert find("invert_if", method("Если Б Тогда\n\t\t│Г();\n\tИначе\n\t\tД();\n\tКонецЕсли;")) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"Товар " + │Б + " по цене " + В', 'СтрШаблон("Товар %1 по цене %2", Б, В)'),
        ('"а" + │Б + "0%" + В + Б', 'СтрШаблон("а%(1)0%%%2%1", Б, В)'),
        ('Б + В + │" шт."', 'СтрШаблон("%1 шт.", Б + В)'),
        ('│Б() + ", " + Б()', 'СтрШаблон("%1, %2", Б(), Б())'),
        ('"""" + │(Б - В) + """"', 'СтрШаблон("""%1""", Б - В)'),
        ('"а\n\t|б" + │Б', 'СтрШаблон("а\n\t|б%1", Б)'),
        ('"а" +│ В.Г("x" + Б)', 'СтрШаблон("а%1", В.Г("x" + Б))'),
        ('"🙂 " +\n\t\t│Б', 'СтрШаблон("🙂 %1", Б)'),
    ],
)
def test_concatenation(before: str, after: str) -> None:
    check("to_template", method(f"Х = {before};"), method(f"Х = {after};"))


def test_concatenation_in_english() -> None:
    check(
        "to_template",
        'Procedure A(B)\n\tMessage("Total: " + │B);\nEndProcedure',
        'Procedure A(B)\n\tMessage(StrTemplate("Total: %1", B));\nEndProcedure',
    )


@pytest.mark.parametrize("sum_", ["Б +│ В", '"а" +│ "б"', "1 +│ 2", '"" +│ ""', '"" +│ Б', '"а" -│ Б'])
def test_no_concatenation(sum_: str) -> None:
    assert find("to_template", method(f"Х = {sum_};")) is None


def test_concatenation_is_refused() -> None:
    many = " + ".join(f'"а" + Б{at}' for at in range(11))
    assert "ten" in refused("to_template", method(f"Х = │{many};"))
    assert "comments" in refused("to_template", method('Х = │"а" + // первый\n\t\tБ;'))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'Х = Новый │Структура("Б, В", Б, В + 1);',
            'Х = Новый Структура;\n\tХ.Вставить("Б", Б);\n\tХ.Вставить("В", В + 1);',
        ),
        (
            'Х.У = Новый │Структура("Б,В,Г", , В);',
            'Х.У = Новый Структура;\n\tХ.У.Вставить("Б");\n\tХ.У.Вставить("В", В);\n\tХ.У.Вставить("Г");',
        ),
        (
            'Возврат Новый │Structure("Б", Результат)',
            'Результат2 = Новый Structure;\n\tРезультат2.Insert("Б", Результат);\n\tВозврат Результат2;',
        ),
    ],
)
def test_structure(before: str, after: str) -> None:
    check("expand_structure", method(before), method(after))


def test_structure_that_is_left_as_it_is() -> None:
    assert "use the variable" in refused("expand_structure", method('Х = Новый │Структура("Б", Х);'))
    assert "comments" in refused("expand_structure", method('Х = Новый │Структура("Б", // б\n\t\t1);'))
    for other in ("Ключи", '"Б В"', '"Б", 1, 2', '"Б" + "В"', ""):
        assert find("expand_structure", method(f"Х = Новый │Структура({other});")) is None
    assert find("expand_structure", method('Г(Новый │Структура("Б", 1));')) is None
    assert find("expand_structure", method('Х().У = Новый │Структура("Б", 1);')) is None


def test_description() -> None:
    check(
        "describe_method",
        '\t&НаСервере\n\tФункция │А(Б, Знач В = "", Г = Неопределено) Экспорт\n\t\tЕсли Б Тогда\n\t\t\tВозврат Ложь;\n'
        "\t\tКонецЕсли;\n\t\tВозврат Новый Массив;\n\tКонецФункции",
        "\t// Описание.\n\t//\n\t// Параметры:\n\t//  Б - Тип - описание\n\t//  В - Строка - описание\n"
        "\t//  Г - Тип, Неопределено - описание\n\t//\n\t// Возвращаемое значение:\n\t//  Булево, Массив - описание\n"
        '\t//\n\t&НаСервере\n\tФункция А(Б, Знач В = "", Г = Неопределено) Экспорт\n\t\tЕсли Б Тогда\n'
        "\t\t\tВозврат Ложь;\n\t\tКонецЕсли;\n\t\tВозврат Новый Массив;\n\tКонецФункции",
    )
    check(
        "describe_method",
        "Procedure │A()\nEndProcedure",
        "// Description.\n//\nProcedure A()\nEndProcedure",
    )


@pytest.mark.parametrize(
    "marked",
    ["// Есть.\nПроцедура │А()\nКонецПроцедуры", "Процедура А()\n\t│Б();\nКонецПроцедуры", "│Б = 1;"],
)
def test_no_description(marked: str) -> None:
    assert find("describe_method", marked) is None


def region(name: str) -> str:
    return f"#Область {name}\n\n#КонецОбласти\n"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("common", "ПрограммныйИнтерфейс СлужебныйПрограммныйИнтерфейс СлужебныеПроцедурыИФункции"),
        ("command", "ОбработчикиСобытий СлужебныеПроцедурыИФункции"),
        (
            "form",
            """ОписаниеПеременных ОбработчикиСобытийФормы ОбработчикиСобытийЭлементовШапкиФормы
            ОбработчикиСобытийЭлементовТаблицыФормыТовары ОбработчикиКомандФормы СлужебныеПроцедурыИФункции""",
        ),
    ],
)
def test_regions_of_an_empty_module(kind: str, names: str) -> None:
    regions = "\n".join(map(region, names.split()))
    context = Context(ModuleFacts(kind, tables=("Товары",)))
    check("standard_regions", "│\n", regions, context)
    check("standard_regions", "// 🙂\n│", "// 🙂\n\n" + regions, context)


def test_missing_regions_find_their_places() -> None:
    code = "Процедура А() Экспорт\nКонецПроцедуры\n"
    check(
        "standard_regions",
        f"│#Область программныйинтерфейс\n\n{code}\n#КонецОбласти\n\nБ = 1;\n",
        f"#Область программныйинтерфейс\n\n{code}\n#КонецОбласти\n\n{region('СлужебныйПрограммныйИнтерфейс')}\n"
        f"{region('СлужебныеПроцедурыИФункции')}\nБ = 1;\n",
        Context(ModuleFacts("common")),
    )
    check(
        "standard_regions",
        "│#Region Private\n\nProcedure A()\nEndProcedure\n\n#EndRegion",
        "#Region EventHandlers\n\n#EndRegion\n\n#Region Private\n\nProcedure A()\nEndProcedure\n\n#EndRegion",
        Context(ModuleFacts("session")),
    )


MIXED = (
    "// Авторские права 🙂\n\nПерем Счетчик; // всего\n\n// О первом\n// и еще\nПроцедура Первая()\nКонецПроцедуры\n"
    "// О событии\nПроцедура ПередЗаписью(Отказ)\nКонецПроцедуры // конец\nФункция Вторая() Экспорт\nКонецФункции\n\n"
    "Счетчик = 0;\n"
)
SORTED = """// Авторские права 🙂

#Область ОписаниеПеременных

Перем Счетчик; // всего

#КонецОбласти

#Область ПрограммныйИнтерфейс

Функция Вторая() Экспорт
КонецФункции

#КонецОбласти

#Область ОбработчикиСобытий

// О событии
Процедура ПередЗаписью(Отказ)
КонецПроцедуры // конец

#КонецОбласти

#Область СлужебныеПроцедурыИФункции

// О первом
// и еще
Процедура Первая()
КонецПроцедуры

#КонецОбласти

#Область Инициализация

Счетчик = 0;

#КонецОбласти
"""
OBJECT = Context(ModuleFacts("object", handlers=(("передзаписью", "event"),)))


def test_methods_are_sorted_into_regions_with_their_comments() -> None:
    check("sort_into_regions", "│" + MIXED, SORTED, OBJECT)
    wrapped = "#Если Сервер Тогда\n{}#КонецЕсли\n"
    check("sort_into_regions", "│" + wrapped.format(MIXED), wrapped.format(SORTED), OBJECT)


def test_handlers_of_a_form_have_regions_of_their_own() -> None:
    code = "Процедура {}()\nКонецПроцедуры"
    names = ("Прочее", "Команда", "ТоварыЦена", "Код", "ПриОткрытии")
    handlers = (
        ("команда", "command"),
        ("товарыцена", "table:Товары"),
        ("код", "item"),
        ("приоткрытии", "form"),
    )
    facts = ModuleFacts("form", frozenset(), ("Товары",), handlers)
    regions = (
        "ОбработчикиСобытийФормы ОбработчикиСобытийЭлементовШапкиФормы "
        "ОбработчикиСобытийЭлементовТаблицыФормыТовары ОбработчикиКомандФормы СлужебныеПроцедурыИФункции"
    )
    expected = "\n\n".join(
        f"#Область {region}\n\n{code.format(name)}\n\n#КонецОбласти"
        for region, name in zip(regions.split(), reversed(names), strict=True)
    )
    check("sort_into_regions", "│" + "\n".join(map(code.format, names)), expected, Context(facts))


@pytest.mark.parametrize(
    "text",
    [
        "#Область А\nПроцедура А()\nКонецПроцедуры\n#КонецОбласти",
        "Процедура А()\nКонецПроцедуры\n#Если Сервер Тогда\nПроцедура Б()\nКонецПроцедуры\n#КонецЕсли",
        "Процедура А()\nЕсли\nКонецПроцедуры\n",
        "А = 1;\n",
        "// пусто\n",
    ],
)
def test_nothing_is_sorted_where_places_are_not_sure(text: str) -> None:
    assert find("sort_into_regions", "│" + text, OBJECT) is None


def test_no_regions_where_nobody_knows() -> None:
    assert (
        find("standard_regions", "│Процедура А()\nКонецПроцедуры\n", Context(ModuleFacts("common"))) is None
    )
    assert find("standard_regions", "│", Context(ModuleFacts("unknown"))) is None
    method = "│Процедура А()\nКонецПроцедуры\n"
    assert find("sort_into_regions", method, Context(ModuleFacts("object"))) is None
