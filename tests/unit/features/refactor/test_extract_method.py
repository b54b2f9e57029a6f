"""Extract method: parameters and results, what is refused, and where the new method stands."""

from __future__ import annotations

import pytest

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context

from tests.refactoring import check, done, find, refused

KEY = "extract_method"


def test_nothing_is_exchanged() -> None:
    check(
        KEY,
        "Процедура А()\n\t⟦Сообщить(1);⟧\nКонецПроцедуры\n",
        "Процедура А()\n\tНоваяПроцедура();\nКонецПроцедуры\n\n"
        "Процедура НоваяПроцедура()\n\n\tСообщить(1);\n\nКонецПроцедуры\n",
    )


def test_one_result_makes_a_function_and_comments_come_along() -> None:
    check(
        KEY,
        "&НаСервере\nПроцедура А(Знач Б)\n\tХ = 1;\n\tДля Каждого С Из Б Цикл\n\t\t⟦// сумма\n"
        "\t\tЕсли С > Х Тогда\n\t\t\tУ = С + Х; // больше\n\t\t\tХ = У;\n\t\tКонецЕсли;⟧\n\tКонецЦикла;\n"
        "\tСообщить(Х);\nКонецПроцедуры // А\n",
        "&НаСервере\nПроцедура А(Знач Б)\n\tХ = 1;\n\tДля Каждого С Из Б Цикл\n\t\tХ = НоваяФункция(С, Х);\n"
        "\tКонецЦикла;\n\tСообщить(Х);\nКонецПроцедуры // А\n\n"
        "&НаСервере\nФункция НоваяФункция(С, Знач Х)\n\n\t// сумма\n\tЕсли С > Х Тогда\n\t\tУ = С + Х; // больше\n"
        "\t\tХ = У;\n\tКонецЕсли;\n\n\tВозврат Х;\n\nКонецФункции\n",
    )


def test_several_results_come_back_by_reference() -> None:
    check(
        KEY,
        "Функция А(Б)\n\t⟦В = Б;\n\tГ = В + 1⟧;\n\tВозврат В + Г;\nКонецФункции",
        "Функция А(Б)\n\tВ = Неопределено;\n\tГ = Неопределено;\n\tНоваяПроцедура(Б, В, Г);\n"
        "\tВозврат В + Г;\nКонецФункции\n\n"
        "Процедура НоваяПроцедура(Б, В, Г)\n\n\tВ = Б;\n\tГ = В + 1;\n\nКонецПроцедуры",
    )


def test_english_code_gets_english_words_and_its_own_indentation() -> None:
    check(
        KEY,
        "Function A(B)\n    ⟦C = B;\n    C = C + 1;⟧\n    Return C;\nEndFunction\n",
        "Function A(B)\n    C = NewFunction(B);\n    Return C;\nEndFunction\n\n"
        "Function NewFunction(B)\n\n    C = B;\n    C = C + 1;\n\n    Return C;\n\nEndFunction\n",
    )


def test_a_value_before_that_may_stay_is_a_parameter() -> None:
    after = done(
        KEY,
        "Функция А(Б)\n\tВ = 0;\n\t⟦Если Б Тогда\n\t\tВ = 1;\n\tКонецЕсли;⟧\n\tВозврат В;\nКонецФункции",
    )
    assert "В = НоваяФункция(Б, В);" in after
    assert "Функция НоваяФункция(Б, Знач В)" in after


def test_a_parameter_by_reference_outlives_the_method() -> None:
    after = done(KEY, "Процедура А(Б)\n\t⟦Б = 1;⟧\nКонецПроцедуры")
    assert "\tБ = НоваяФункция();\n" in after
    by_value = done(KEY, "Процедура А(Знач Б)\n\t⟦Б = 1;⟧\nКонецПроцедуры")
    assert "\tНоваяПроцедура();\n" in by_value


def test_values_go_around_a_loop() -> None:
    after = done(
        KEY,
        "Процедура А(Б)\n\tВ = 0;\n\tПока В < 10 Цикл\n\t\tСообщить(В);\n\t\t⟦В = В + Б;⟧\n\tКонецЦикла;\n"
        "КонецПроцедуры",
    )
    assert "\t\tВ = НоваяФункция(Б, В);\n" in after or "\t\tВ = НоваяФункция(В, Б);\n" in after


def test_what_a_try_sets_before_it_fails_stays_set() -> None:
    after = done(
        KEY,
        "Функция А()\n\tВ = 0;\n\tПопытка\n\t\t⟦В = 1;\n\t\tБ();⟧\n\tИсключение\n\t\tГ();\n\tКонецПопытки;\n"
        "\tВозврат В;\nКонецФункции",
    )
    assert "\t\tНоваяПроцедура(В);\n" in after
    assert "Процедура НоваяПроцедура(В)\n" in after


def test_asynchronous_code_stays_asynchronous() -> None:
    check(
        KEY,
        "&НаКлиенте\nАсинх Процедура А(Б)\n\t⟦В = Ждать Г(Б);⟧\n\tСообщить(В);\nКонецПроцедуры",
        "&НаКлиенте\nАсинх Процедура А(Б)\n\tВ = Ждать НоваяФункция(Б);\n\tСообщить(В);\nКонецПроцедуры\n\n"
        "&НаКлиенте\nАсинх Функция НоваяФункция(Б)\n\n\tВ = Ждать Г(Б);\n\n\tВозврат В;\n\nКонецФункции",
    )
    two = "Асинх Функция А()\n\t⟦Б = Ждать Г();\n\tВ = 1;⟧\n\tВозврат Б + В;\nКонецФункции"
    assert "asynchronous" in refused(KEY, two)


def test_an_expression_becomes_a_function() -> None:
    check(
        KEY,
        "Процедура А(Б)\n\tВ = ⟦(Б.Г(1) + Б)⟧ * 2;\nКонецПроцедуры",
        "Процедура А(Б)\n\tВ = НоваяФункция(Б) * 2;\nКонецПроцедуры\n\n"
        "Функция НоваяФункция(Б)\n\n\tВозврат Б.Г(1) + Б;\n\nКонецФункции",
    )


def test_names_differ_from_those_of_the_module() -> None:
    after = done(
        KEY, "Процедура А()\n\t⟦Б();⟧\nКонецПроцедуры\n\nПроцедура новаяпроцедура()\nКонецПроцедуры\n"
    )
    assert "Процедура НоваяПроцедура2()" in after


def test_only_directives_are_copied() -> None:
    after = done(
        KEY,
        '&НаКлиенте\n&Вместо("Б")\nПроцедура Р_Б()\n\t⟦В();⟧\nКонецПроцедуры\n',
        Context(ModuleFacts("form")),
    )
    assert after.count("&НаКлиенте") == 2
    assert after.count("&Вместо") == 1


@pytest.mark.parametrize(
    ("selected", "reason"),
    [
        ("⟦Если Б Тогда\n\t\tВозврат 1;\n\tКонецЕсли;⟧", "`Return`"),
        ("Пока Б Цикл\n\t\t⟦Прервать;⟧\n\tКонецЦикла;", "`Прервать`"),
        ("Пока Б Цикл\n\t\t⟦Если В Тогда Продолжить; КонецЕсли;⟧\n\tКонецЦикла;", "`Продолжить`"),
        ("⟦Перем В;\n\tВ = 1;⟧", "`Var`"),
        ("⟦Г = 1;⟧ Выполнить(Б);", "code in strings"),
        ("⟦Г = 1;⟧ Х = Вычислить(Б);", "code in strings"),
        ("~М: ⟦Г = 1;⟧ Перейти ~М;", "labels"),
        ("⟦ПродолжитьВызов(Б);⟧", "ProceedWithCall"),
        ("⟦Г = 1;\n\t#Если Сервер Тогда\n\tГ = 2;⟧\n\t#КонецЕсли", "preprocessor"),
        ("⟦Г = 1;⟧ Если Тогда", "syntax error"),
        ("Пока Б Цикл\n\t\t⟦Если В Тогда Г = 1; КонецЕсли;⟧\n\t\tСообщить(Г);\n\tКонецЦикла;", "one step"),
    ],
)
def test_refused_with_a_reason(selected: str, reason: str) -> None:
    assert reason in refused(KEY, f"Функция А(Б, В)\n\t{selected}\nКонецФункции\n")


def test_a_loop_with_its_own_jumps_may_go() -> None:
    after = done(KEY, "Процедура А(Б)\n\t⟦Пока Б Цикл\n\t\tПрервать;\n\tКонецЦикла;⟧\nКонецПроцедуры")
    assert "НоваяПроцедура(Б);" in after


def test_a_method_under_change_control_is_left_alone() -> None:
    marked = '&ИзменениеИКонтроль("А")\nПроцедура Р_А()\n\t⟦Б();⟧\nКонецПроцедуры'
    assert "&ChangeAndValidate" in refused(KEY, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Процедура А()\n\tБ⟦ = 1;\n\tВ⟧ = 2;\nКонецПроцедуры",
        "Процедура А()\n\tЕсли ⟦Б Тогда\n\t\tВ();⟧\n\tКонецЕсли;\nКонецПроцедуры",
        "Процедура А()\n\t⟦Б⟧ = 1;\nКонецПроцедуры",
        "Процедура А()\n\t⟦Б.В⟧ = 1;\nКонецПроцедуры",
        "Процедура А(Б = ⟦1⟧)\nКонецПроцедуры",
        "Процедура А()\n\t│Б = 1;\nКонецПроцедуры",
        "⟦Б = 1;⟧",
        "⟦Процедура А()\nКонецПроцедуры⟧",
        "Процедура А()\n\t⟦// только слова⟧\nКонецПроцедуры",
    ],
)
def test_nothing_to_extract(marked: str) -> None:
    assert find(KEY, marked) is None


def test_attributes_of_a_form_keep_their_values() -> None:
    """`Сумма` may be the form's: what is written to it must reach it."""
    text = "&НаСервере\nПроцедура А()\n\tСумма = 1;\n\t⟦Сумма = Сумма + 1;⟧\nКонецПроцедуры"
    assert "\tСумма = НоваяФункция(Сумма);\n" in done(KEY, text, Context(ModuleFacts("form")))
    assert "\tНоваяПроцедура(Сумма);\n" in done(KEY, text, Context(ModuleFacts("form", frozenset())))
    assert "\tНоваяПроцедура(Сумма);\n" in done(
        KEY, text.replace("Сервере", "СервереБезКонтекста"), Context(ModuleFacts("form"))
    )
    alone = "Процедура А()\n\t⟦Сумма = 1;\n\tБ(Сумма);⟧\nКонецПроцедуры"
    assert "\tНоваяПроцедура();\n" in done(KEY, alone, Context(ModuleFacts("form")))
    two = "Процедура А()\n\tБ = 0; В = 0;\n\t⟦Б = 1;\n\tВ = 2;⟧\nКонецПроцедуры"
    assert "attribute" in refused(KEY, two, Context(ModuleFacts("object")))


def test_a_multi_line_string_moves_without_its_contents() -> None:
    check(
        KEY,
        'Процедура А()\n\tЕсли Б Тогда\n\t\t⟦Т = "ВЫБРАТЬ\n\t\t|\t1";\n\t\tВ(Т);⟧\n\tКонецЕсли;\nКонецПроцедуры',
        "Процедура А()\n\tЕсли Б Тогда\n\t\tНоваяПроцедура();\n\tКонецЕсли;\nКонецПроцедуры\n\n"
        'Процедура НоваяПроцедура()\n\n\tТ = "ВЫБРАТЬ\n\t|\t1";\n\tВ(Т);\n\nКонецПроцедуры',
    )


def test_the_compiler_still_knows_a_variable_of_another_branch() -> None:
    text = "Функция А(Б)\n\tЕсли Б Тогда\n\t\t⟦В = 1;⟧\n\tИначе\n\t\tВозврат В;\n\tКонецЕсли;\nКонецФункции"
    assert "\t\tВ = НоваяФункция();\n" in done(KEY, text)
