"""What completion offers at a cursor, and what it does not: labels, their order, texts and ranges."""

from __future__ import annotations

import pytest

from bsl_pilot.features.completion import Completion, CompletionOptions, Item, ItemKind, completion
from bsl_pilot.syntax.document import Document

from tests import marks

IN = "Процедура А()\n"
OUT = "\nКонецПроцедуры\n"


def complete(marked: str, **options: object) -> Completion:
    text = marks.parse(marked)
    return completion(Document.parse(text.text), text.cursor, CompletionOptions(**options))  # type: ignore[arg-type]


def labels(marked: str, **options: object) -> list[str]:
    return [item.label for item in complete(marked, **options).items]


def item(marked: str, label: str, **options: object) -> Item:
    return next(one for one in complete(marked, **options).items if one.label == label)


OFFERED = [
    # text with the cursor, labels in this order among the others, labels that are not there
    ("│", "Процедура Функция Перем Асинх Если", "КонецПроцедуры Возврат Прервать Экспорт Тогда"),
    (f"{IN}\t│{OUT}", "КонецПроцедуры Если Для Пока Попытка Возврат", "Процедура Иначе Прервать КонецЕсли И"),
    (f"{IN}\t│", "КонецПроцедуры Если", "Процедура Функция КонецФункции"),
    ("Функция А()\n\t│\nКонецФункции", "КонецФункции Если", "КонецПроцедуры"),
    (f"{IN}\tЕсли Б Тогда\n\t\t│{OUT}", "Иначе ИначеЕсли КонецЕсли", "Исключение КонецЦикла КонецПроцедуры"),
    (f"{IN}\tЕсли Б Тогда\n\tИначе\n\t\t│\n\tКонецЕсли;{OUT}", "КонецЕсли", "Иначе ИначеЕсли"),
    (f"{IN}\tПопытка\n\t\t│{OUT}", "Исключение", "КонецПопытки Иначе"),
    (f"{IN}\tПопытка\n\tИсключение\n\t\t│{OUT}", "КонецПопытки", "Исключение"),
    (f"{IN}\tПока Б Цикл\n\t\tЕсли В Тогда\n\t\t\t│", "КонецЕсли Прервать Продолжить", "КонецЦикла"),
    (f"{IN}\tЕсли Б │{OUT}", "Тогда И Или", "Цикл Если Экспорт Б"),
    (f"{IN}\tЕсли Б\n\t\t│{OUT}", "Тогда И Или", "Если"),
    (f"{IN}\tЕсли Б(В │{OUT}", "И Или", "Тогда"),
    (f"{IN}\tЕсли Б Тогда\n\tИначеЕсли В │{OUT}", "Тогда", "Цикл"),
    (f"{IN}\tПока Б │{OUT}", "Цикл", "Тогда"),
    (f"{IN}\tДля │{OUT}", "Каждого", "Цикл По Если"),
    (f"{IN}\tДля Каждого Б │{OUT}", "Из", "Цикл И По"),
    (f"{IN}\tДля Каждого Б Из В │{OUT}", "Цикл", "Из По"),
    (f"{IN}\tДля Б = 1 │{OUT}", "По", "Цикл Из"),
    (f"{IN}\tДля Б = 1 По 2 │{OUT}", "Цикл", "По Из"),
    (f"{IN}\tБ = │{OUT}", "Не Новый Истина Ложь Неопределено Null", "Если И Тогда"),
    (f"{IN}\tБ = В │{OUT}", "И Или", "Если Тогда Новый"),
    (f"{IN}\tБ = В\n\t│{OUT}", "Если И Или", "Тогда"),
    (f"{IN}\tВозврат │{OUT}", "", "Истина Если"),
    ("Функция А()\n\tВозврат │\nКонецФункции", "Истина", "Если"),
    (f"{IN}\tБ() │{OUT}", "", "Если Тогда"),
    # headers and declarations
    ("Процедура │", "", "Если Экспорт"),
    ("Процедура Имя│", "", "Если Экспорт"),
    ("Функция А(│", "Знач", "Экспорт Если"),
    ("Функция А(Знач │", "", "Знач Экспорт"),
    ("Функция А(Б, │)", "Знач", "Экспорт Б"),
    ("Функция А(Б = │)", "Истина Ложь Неопределено Null", "Знач Не Новый"),
    ("Функция А() │", "Экспорт", "Если Знач"),
    ("Функция А(Б = 1, В) │\nКонецФункции", "Экспорт", "Если"),
    ("Функция А() Экспорт\n\t│\nКонецФункции", "Если", "Экспорт"),
    ("Перем │", "", "Если Экспорт"),
    ("Перем А │", "Экспорт", "Если"),
    ("Перем А, │", "", "Экспорт"),
    ("Асинх │", "Процедура Функция", "Если Перем"),
    ("Асинх Функция А()\n\tБ = │\nКонецФункции", "Ждать", ""),
    (f"{IN}\tБ = │{OUT}", "", "Ждать"),
    # names of the method: what has a value before the cursor, the nearest first, then the rest
    (
        "Процедура А(Пар)\n\tПерем Поздно;\n\tРанняя = 1;\n\tБлизкая = 2;\n\tХ = │;\n\tДальше = 3;\nКонецПроцедуры",
        "Близкая Ранняя Поздно Пар Дальше Новый А",
        "",
    ),
    ("Процедура А()\n\tДля Каждого Строка Из Т Цикл\n\t\tС│{0}", "Строка", "Процедура"),
    (f"{IN}\tБ = 1;{OUT}Процедура В()\n\t│{OUT}", "А В", "Б"),
    # the module
    ("Перем Общая;\nПроцедура А()\nКонецПроцедуры\nФункция Б(В)\n\tГ = │", "Общая А Б", ""),
    ("Процедура Перв()\nКонецПроцедуры\nФункция А()\n\tХ = 1 +\n\t│", "Перв А", ""),
    # members seen elsewhere
    (f"{IN}\tЗ.Код = 1;\n\tЗ.Найти(2);\n\tДругой.Имя = 1;\n\tз.│{OUT}", "Найти Код", "Имя Если А"),
    (f"{IN}\tЗ.Б.В = 1;\n\tЗ.Б.│{OUT}", "В", "Б"),
    (f"{IN}\tБ = З.Д().К;\n\tВ = З.Д().│{OUT}", "К", "Д"),
    (f'{IN}\t// З.Нет\n\tХ = "З.Нет"; ЯЗ.Нет; З.Да;\n\tЗ.│{OUT}', "Да", "Нет"),
    (f"{IN}\tЭтотОбъект.│{OUT}", "А", "Если"),
    (f"{IN}\tБ = Новый Массив;\n\tВ = Новый │{OUT}", "Массив", "Истина Если Б"),
    (f"{IN}\t~Метка:\n\tПерейти │{OUT}", "~Метка", "Если"),
    (f"{IN}\t~Метка:\n\tПерейти ~│{OUT}", "Метка", "Если"),
    # English code
    ("Procedure A()\n\tIf B Then\n\t\t│\nEndProcedure", "Else ElsIf EndIf While", "Иначе КонецЕсли"),
    ("Function A()\r\n\tFor Each B │\r\nEndFunction", "In", "Из"),
    ("Procedure A()\n\t// 🙂\n\tEs = 1;\n\te│\nEndProcedure", "Es EndProcedure", "Если"),
    # the other language where its letters are typed
    (f"{IN}\tI│{OUT}", "If", "Если"),
    ("Procedure A()\n\tЕс│\nEndProcedure", "Если", "If"),
    # humps, letter case, the wrong keyboard layout
    ("Процедура ПолучитьДанныеФормы()\n\tпДФ│", "ПолучитьДанныеФормы", "Попытка"),
    (f"{IN}\tЕСЛ│{OUT}", "Если", "Для"),
    (f"{IN}\ttckb│{OUT}", "Если", "Для"),
    (f"{IN}\tghth│{OUT}", "", "Процедура"),
    ("ghj│", "Процедура", "Перем"),
    # preprocessor and annotations
    ("#│", "Область Если Вставка Удаление", "КонецОбласти КонецЕсли Region Использовать"),
    ("#Область А\n#│", "КонецОбласти Область", "КонецЕсли"),
    ("#Если Сервер Тогда\n#Иначе\n#│", "КонецЕсли ИначеЕсли Иначе", "КонецОбласти"),
    ("Procedure A()\nEndProcedure\n#│", "Region If", "Область"),
    ("#Если │", "Сервер Клиент ТонкийКлиент Не", "Тогда Server"),
    ("#Если Сервер │", "Тогда Или И", "Клиент"),
    ("#Если Сервер Или Не │", "Клиент", "Тогда"),
    ("#If │", "Server Client", "Сервер"),
    ("#Область │", "ПрограммныйИнтерфейс СлужебныеПроцедурыИФункции", "Public Если"),
    ("#Region Pr│", "Private", "ПрограммныйИнтерфейс"),
    ("&│\nПроцедура А()\nКонецПроцедуры", "НаКлиенте НаСервере Перед", "AtClient Если"),
    ("&Пер│", "Перед", "НаКлиенте"),
    # the comment above a method
    ("// П│\nФункция А(Б)\nКонецФункции", "Параметры: Пример:", "Процедура"),
    ("// │\nФункция А(Б)\nКонецФункции", "Параметры: Возвращаемое_значение:", ""),
    ("// │\n&НаСервере\nПроцедура А(Б)\nКонецПроцедуры", "Параметры:", "Возвращаемое_значение:"),
    ("// А\n//\n// Параметры:\n//  │\nПроцедура А(Б, Знач В = 1)\nКонецПроцедуры", "Б В Пример:", ""),
    ("// │\nprocedure A(B)\nEndProcedure", "Parameters:", "Параметры:"),
    # nothing
    ("// Ес│\nБ = 1;", "", "Если"),
    (f'{IN}\tБ = "Ес│";{OUT}', "", "Если"),
    (f"{IN}\tБ = 'Ес│'{OUT}", "", "Если"),
    (f"{IN}\tБ = 12│{OUT}", "", "Если И"),
    (f'{IN}\tБ = "текст│{OUT}', "", "Если"),
    # broken code around
    (f"{IN}\tЕсли Б Тогда\n\t\tВ = ;\n\tЕс│\nФункция Г(", "Если", ""),
    (
        'Х = "\n////////////////////////////////////////////////////////////////////////////////\nЕс│',
        "Если",
        "",
    ),
]


@pytest.mark.parametrize(("marked", "expected", "unexpected"), OFFERED)
def test_offered(marked: str, expected: str, unexpected: str) -> None:
    found = labels(marked.format(""), snippets=False) if "{0}" in marked else labels(marked, snippets=False)
    wanted = [word.replace("_", " ") for word in expected.split()]
    assert [one for one in wanted if one not in found] == []
    assert sorted(wanted, key=found.index) == wanted
    assert [one for one in unexpected.split() if one.replace("_", " ") in found] == []


def test_same_answer_twice_and_no_label_twice() -> None:
    marked = "Перем Б;\nФункция Б(б)\n\tБ = 1;\n\t│\nКонецФункции"
    found = labels(marked, snippets=False)
    assert found == labels(marked, snippets=False)
    assert len({one.casefold() for one in found}) == len(found)


@pytest.mark.parametrize("marked", ["Если│", f"{IN}\tКонецПроцедуры│"])
def test_a_list_of_nothing_but_the_complete_word_is_not_shown(marked: str) -> None:
    assert labels(marked, snippets=False) == []


def test_range_is_the_word_at_the_cursor() -> None:
    text = marks.parse(f'{IN}\tА = "𝄞"; ⟦Воз│врат⟧;\r\n{OUT}')
    found = completion(Document.parse(text.text), text.cursor)
    assert (found.start, found.end) == text.ranges[0]
    assert found.cursor == text.cursor


def test_method_is_inserted_with_its_parentheses_unless_they_are_there() -> None:
    head = "Процедура Пусто()\nКонецПроцедуры\nФункция Полно(А, Знач Б = -1) Экспорт\n"
    full = item(f"{head}\tХ = П│", "Полно")
    assert (full.text, full.snippet, full.kind) == ("Полно($1)", True, ItemKind.FUNCTION)
    assert full.detail == "(А, Знач Б = -1) Экспорт"
    assert item(f"{head}\tХ = П│", "Полно", snippets=False).text == "Полно"
    assert item(f"{head}\tХ = П│", "Пусто").text == "Пусто()"
    assert item(f"{head}\tХ = П│(1)", "Полно").text == "Полно"


@pytest.mark.parametrize(("case", "expected"), [("upper", "ЕСЛИ"), ("lower", "если"), ("keep", "Если")])
def test_letter_case_of_keywords_is_a_setting(case: str, expected: str) -> None:
    assert expected in labels(f"{IN}\tЕс│", snippets=False, keyword_case=case)


def test_wrong_layout_is_found_by_what_is_typed() -> None:
    assert item(f"{IN}\ttck│", "Если").key == "tckb"


SNIPPETS = [
    (f"{IN}\tЕс│{OUT}", "Если …", "Если ${1:Условие} Тогда\n\t$0\nКонецЕсли;"),
    ("Procedure A()\r\n\tFo│\r\nEndProcedure", "For Each …",
     "For Each ${1:Item} In ${2:Collection} Do\r\n\t$0\r\nEndDo;"),
    ("Проц│", "Процедура …", "Процедура ${1:Имя}($2)\n\n\t$0\n\nКонецПроцедуры"),
    (f"{IN}\tПоп│{OUT}", "Попытка …", "Попытка\n\t$1\nИсключение\n\t${0:ВызватьИсключение;}\nКонецПопытки;"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "label", "body"), SNIPPETS)
def test_snippet(marked: str, label: str, body: str) -> None:
    found = item(marked, label)
    assert found.snippet
    assert found.text == body


def test_snippets_fit_their_place_and_the_client() -> None:
    inside, outside = f"{IN}\t│{OUT}", "│"
    assert "Процедура …" in labels(outside)
    assert "Запрос …" not in labels(outside)
    assert "Процедура …" not in labels(inside)
    assert "Запрос …" in labels(inside)
    assert not any(one.endswith("…") for one in labels(inside, snippets=False))
    assert not any(one.endswith("…") for one in labels(f"{IN}\tБ = │{OUT}"))


def test_every_snippet_is_valid_code_when_its_holes_are_filled() -> None:
    for marked in ("│", f"{IN}│{OUT}", "Procedure A()\n│\nEndProcedure"):
        for one in complete(marked).items:
            if one.kind is ItemKind.SNIPPET:
                code = marked.replace(marks.CURSOR, _filled(one.text))
                assert not Document.parse(code).root.has_error, code


def _filled(body: str) -> str:
    """A snippet's text with every hole filled in."""
    import re  # noqa: PLC0415

    known: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        if match[3] is not None:
            known[number] = match[3].replace("$2", "Товары")
        return known.get(number, "" if number in "0123456789" else "Х")

    return re.sub(r"\$(\d)|\$\{(\d)(?::((?:[^{}])*))?\}", fill, body)


def test_description_of_a_method_has_all_it_needs() -> None:
    found = item("//│\nФункция Ф(А, Знач Б = 1) Экспорт\nКонецФункции", "// Ф")
    assert found.text == (
        " ${1:Описание}.\n//\n// Параметры:\n//  А - ${2:Тип} - ${3:описание}\n//  Б - ${4:Тип} - ${5:описание}\n"
        "//\n// Возвращаемое значение:\n//  ${6:Тип} - ${7:описание}\n//"
    )


def test_annotation_asks_for_its_method() -> None:
    assert item("&Вме│", "Вместо").text == 'Вместо("$1")'


def test_limit_makes_the_list_incomplete() -> None:
    found = complete(f"{IN}\t│{OUT}", limit=3)
    assert len(found.items) == 3
    assert found.incomplete


QUERIES = [
    # query text with the cursor, labels in order, labels that are not there
    ("ВЫБРАТЬ │", "РАЗРЕШЕННЫЕ РАЗЛИЧНЫЕ ПЕРВЫЕ ВЫБОР СУММА", "ГДЕ Если SELECT Справочник"),
    ("ВЫБРАТЬ │ ИЗ Справочник.Товары КАК Т", "Т РАЗРЕШЕННЫЕ СУММА", "Справочник"),
    ("ВЫБРАТЬ Т.│ ИЗ Справочник.Товары КАК Т ГДЕ Т.Код = 1 И т.Имя = 2", "Код Имя", "Т СУММА"),
    ("ВЫБРАТЬ Т.Код │", "КАК ИЗ ПОМЕСТИТЬ", "ГДЕ ЛЕВОЕ_СОЕДИНЕНИЕ"),
    ("ВЫБРАТЬ Т.Код КАК │", "", "ИЗ Т"),
    ("ВЫБРАТЬ 1 ИЗ │", "Справочник Документ РегистрСведений", "СУММА ГДЕ"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.Товары │", "КАК ЛЕВОЕ_СОЕДИНЕНИЕ ГДЕ СГРУППИРОВАТЬ_ПО", "И СУММА"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.А КАК А ЛЕВОЕ │", "СОЕДИНЕНИЕ", "ГДЕ"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.А КАК А ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Б КАК Б │", "ПО", "ГДЕ"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.А КАК А ЛЕВОЕ СОЕДИНЕНИЕ Справочник.Б КАК Б ПО │", "А Б", "ГДЕ Справочник"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.А КАК А ГДЕ А.Код = 1 │", "И ИЛИ СГРУППИРОВАТЬ_ПО УПОРЯДОЧИТЬ_ПО", "ГДЕ КАК"),
    ("ВЫБРАТЬ А.Б КАК Поле ИЗ Справочник.А КАК А УПОРЯДОЧИТЬ ПО │", "А Поле", "ГДЕ"),
    ("ВЫБРАТЬ А.Б КАК Поле ИЗ Справочник.А КАК А УПОРЯДОЧИТЬ ПО Поле │", "ВОЗР УБЫВ", "ГДЕ"),
    ("ВЫБРАТЬ ВЫБОР КОГДА А = 1 │", "ТОГДА И", "ИЗ"),
    ("ВЫБРАТЬ ВЫБОР КОГДА А = 1 ТОГДА 2 │", "КОГДА ИНАЧЕ КОНЕЦ", "ИЗ"),
    ("ВЫБРАТЬ 1 ОБЪЕДИНИТЬ │", "ВСЕ ВЫБРАТЬ", "ГДЕ"),
    # temporary tables of the batch, their fields, fields of a subquery, parameters
    ("ВЫБРАТЬ Т.К КАК Код ПОМЕСТИТЬ ВТ ИЗ Справочник.Т КАК Т; ВЫБРАТЬ 1 ИЗ │", "ВТ Справочник", ""),
    ("ВЫБРАТЬ Т.К КАК Код, 1 КАК Один ПОМЕСТИТЬ ВТ ИЗ Т КАК Т; ВЫБРАТЬ В.│ ИЗ ВТ КАК В", "Код Один", "К"),
    ("ВЫБРАТЬ В.│ ИЗ (ВЫБРАТЬ Т.Имя, Т.Код КАК К ИЗ Справочник.Т КАК Т) КАК В", "Имя К", "Т"),
    ("ВЫБРАТЬ 1 ИЗ А КАК А ГДЕ А.К = &Код И А.Б = &│", "Код Внешний", "СУММА А"),
    ("ВЫБРАТЬ 1; УНИЧТОЖИТЬ │", "", "ГДЕ"),
    # English, and either language by what is typed
    ("SELECT │ FROM Catalog.Products AS P", "P ALLOWED DISTINCT TOP SUM", "РАЗЛИЧНЫЕ СУММА"),
    ("SELECT P.Ref FROM Catalog.Products AS P │", "LEFT_JOIN WHERE GROUP_BY", "ГДЕ"),
    ("ВЫБРАТЬ 1 ИЗ Справочник.А КАК А WH│", "WHERE", "ГДЕ"),
]


@pytest.mark.parametrize(("query", "expected", "unexpected"), QUERIES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_in_a_query(query: str, expected: str, unexpected: str, line_end: str) -> None:
    text = query.replace("; ", f";{line_end}\t|// 🙂{line_end}\t|")
    marked = (
        f'Процедура А(){line_end}\tЗ.Текст = "{text}";{line_end}'
        f'\tЗ.УстановитьПараметр("Внешний", 1);{line_end}КонецПроцедуры{line_end}'
    )
    found = labels(marked, snippets=False)
    wanted = [word.replace("_", " ") for word in expected.split()]
    assert [one for one in wanted if one not in found] == []
    assert sorted(wanted, key=found.index) == wanted
    assert [one for one in unexpected.split() if one.replace("_", " ") in found] == []


def test_function_of_a_query_puts_the_cursor_in_its_parentheses() -> None:
    assert item('З = "ВЫБРАТЬ СУ│', "СУММА").text == "СУММА($1)"
