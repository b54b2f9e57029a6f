"""Highlights: what is marked in the text for the cursor, and how (Write, Read, Text)."""

from __future__ import annotations

import pytest

from bsl_pilot.features.highlight import highlights
from bsl_pilot.syntax.document import Document

from tests.marks import parse, render


def check(marked: str, kinds: str) -> None:
    """The highlights for `│` are the ranges `⟦…⟧`, with these kinds; with LF and with CR LF."""
    for text in (marked, marked.replace("\n", "\r\n")):
        wanted = parse(text)
        found = highlights(Document.parse(wanted.text), wanted.cursor)
        ranges = [(one.start, one.end) for one in found]
        assert render(wanted.text, ranges) == render(wanted.text, wanted.ranges)
        assert "".join(one.kind.name[0] for one in found) == kinds


def test_parameter_within_its_method() -> None:
    check(
        'А = "🙂"; Процедура П(Знач ⟦А⟧)\n  Б("🙂", ⟦│а⟧.А, А(1)); ⟦А⟧ = 2;\nКонецПроцедуры\nПроцедура Р(А)\nКонецПроцедуры',
        "WRW",
    )


def test_local_variable_is_written_by_assignment_loop_and_declaration() -> None:
    check(
        "Процедура П()\n Перем ⟦Х⟧;\n Для ⟦Х⟧ = 1 По ⟦х⟧ Цикл ⟦Х│⟧ = Ы; КонецЦикла;\n"
        " Для Каждого ⟦Х⟧ Из Y Цикл КонецЦикла;\nКонецПроцедуры\nХ = 1;",
        "WWRWW",
    )


def test_module_variable_in_all_methods_that_do_not_hide_it() -> None:
    check(
        "Перем ⟦Кэш⟧ Экспорт;\nПроцедура П()\n ⟦кэш│⟧ = 1;\nКонецПроцедуры\n"
        'Процедура Р(Кэш)\n Кэш = 1;\nКонецПроцедуры\n⟦Кэш⟧ = "🙂" + ⟦Кэш⟧;',
        "WWWR",
    )


def test_method_with_its_calls_and_strings() -> None:
    check(
        'Процедура ⟦После⟧(Х) Экспорт\n После = Об.После();\nКонецПроцедуры\n⟦По│сле⟧("🙂");\n'
        'А = Новый ОписаниеОповещения("⟦После⟧", ЭтотОбъект);',
        "WRT",
    )


def test_string_that_names_a_method() -> None:
    check('Процедура ⟦После⟧()\nКонецПроцедуры\nА("⟦По│сле⟧");', "WT")
    check('Процедура После()\nКонецПроцедуры\nА("Пусто│е");', "")


def test_members_of_the_same_object() -> None:
    check("Процедура П(О, Р)\n О.А.⟦Ц│⟧ = о.а.⟦ц⟧ + Р.А.Ц + О.Ц + Ц;\nКонецПроцедуры", "RR")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Е│сли⟧ А ⟦Тогда⟧ Если Б Тогда КонецЕсли; ⟦ИначеЕсли⟧ В ⟦Тогда⟧ ⟦Иначе⟧ ⟦КонецЕсли⟧;",
        "⟦Для⟧ ⟦Каждого⟧ А ⟦Из⟧ Б ⟦Цикл⟧ Если В Тогда ⟦Прер│вать⟧; КонецЕсли; ⟦Продолжить⟧; ⟦КонецЦикла⟧;",
        "Пока А Цикл ⟦While⟧ B ⟦Do⟧ ⟦Break⟧; ⟦│EndDo⟧; Прервать; КонецЦикла;",
        "⟦Попытка⟧ А(); ⟦Исклю│чение⟧ Б(); ⟦КонецПопытки⟧;",
        "⟦Функция⟧ А() Если Б Тогда ⟦Возврат│⟧ 1; КонецЕсли; ⟦Возврат⟧ 2; ⟦КонецФункции⟧",
        "#Область А\n⟦#Обл│асть Б⟧\n⟦#КонецОбласти⟧\n#КонецОбласти",
        "⟦#Если Сервер Тогда⟧\nА();\n⟦#Ин│аче⟧\n⟦#КонецЕсли⟧",
    ],
)
def test_what_belongs_together(marked: str) -> None:
    check(marked, "T" * marked.count("⟦"))


def test_unfinished_blocks() -> None:
    check("Процедура П()\n ⟦Ес│ли⟧ А ⟦Тогда⟧\n Для Б\nКонецПроцедуры", "TT")
    check("Конец│Если;", "")


def test_labels() -> None:
    check("Процедура П()\n ⟦~М⟧: А(М); Перейти ⟦~│М⟧;\nКонецПроцедуры".replace("⟦~", "~⟦"), "WR")


def test_alias_of_a_table_in_one_query_text() -> None:
    check(
        'З = "ВЫБРАТЬ ⟦│Т⟧.Ц КАК Т1, ""🙂""\n |ИЗ Док КАК ⟦Т⟧ ГДЕ ⟦т⟧.Т = 1"; Х = "ВЫБРАТЬ Т.Ц ИЗ Т КАК Т"; Т = 1;',
        "RWR",
    )


def test_temporary_table_across_the_batch() -> None:
    check(
        'З = "ВЫБРАТЬ 1 КАК Ц ПОМЕСТИТЬ ⟦ВТ⟧\n |;\n |ВЫБРАТЬ ⟦ВТ⟧.Ц ИЗ ⟦В│Т⟧ УПОРЯДОЧИТЬ ПО ⟦ВТ⟧.Ц";',
        "WRRR",
    )


@pytest.mark.parametrize("places", [("&⟦Да│та", "Дата"), ("&⟦Дата", "Да│та")])
def test_parameter_of_a_query_and_where_it_is_set(places: tuple[str, str]) -> None:
    in_query, in_code = places
    check(
        f'Процедура П()\n З = "ВЫБРАТЬ 🙂 ГДЕ А = {in_query}⟧ И Б = ⟦&дата⟧ И &Дата1";\n'.replace("&⟦", "⟦&")
        + f' З.УстановитьПараметр("⟦{in_code}⟧", "Дата");\nКонецПроцедуры',
        "RRW",
    )
