"""What is found in one module: every use of a name with its place, every declaration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.index.gather import Gatherer
from bsl_pilot.index.kinds import Directive, Overlay
from bsl_pilot.index.layer import Layer
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.index.view import View
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

from tests.unit.index.workspaces import told

STAMP = Stamp(0, 0, bytes(16))


def view_of(text: str) -> View:
    gatherer = Gatherer()
    gatherer.add("м.bsl", STAMP, Document.parse(text))
    return View(Layer.of([Segment(memoryview(gatherer.packed()))]), "", 1)


def uses(text: str) -> list[str]:
    return [told(use) for use in view_of(text).occurrences_in("м.bsl")]


USES = [
    ("Метод(А);", ["CALL метод"]),
    ("А.Метод();", ["HEAD а", "METHOD а.метод"]),
    ("А = Б.В.Г;", ["HEAD б", "PROPERTY б.в", "PROPERTY б.в.г"]),
    ("А.Б.В = 1;", ["HEAD а", "PROPERTY а.б", "ASSIGNED а.б.в"]),
    ("Ф(А).Метод();", ["CALL ф", "METHOD метод behind"]),
    ("А[0].Б.В();", ["HEAD а", "PROPERTY б behind", "METHOD б.в behind"]),
    ("А.Б().В();", ["HEAD а", "METHOD а.б", "METHOD в behind"]),
    ("А\n\t// пояснение\n\t.Б();", ["HEAD а", "METHOD а.б"]),
    ("А = Новый Массив;", ["TYPE массив"]),
    ("А = Новый Структура; А.Ключ = 1;", ["TYPE структура", "HEAD а local", "ASSIGNED а.ключ local"]),
    ("Процедура П(А)\nА.Б();\nКонецПроцедуры\nА.Б();", ["HEAD а local", "METHOD а.б local", "HEAD а", "METHOD а.б"]),
    ("Перем А;\nПроцедура П()\nА.Б();\nКонецПроцедуры", ["HEAD а local", "METHOD а.б local"]),
    ("Для Каждого А Из Б.В Цикл А.Г(); КонецЦикла", ["HEAD б", "PROPERTY б.в", "HEAD а local", "METHOD а.г local"]),
    ('Ф("Имя", "Два слова", "");', ["CALL ф", "STRING имя"]),
    ('Ф("Модуль.Метод");', ["CALL ф", "STRING модуль", "STRING модуль.метод"]),
    ('А = Новый ОписаниеОповещения("М", ЭтотОбъект);', ["TYPE описаниеоповещения", "HANDLER м"]),
    ('А = New NotifyDescription("M", ThisObject);', ["TYPE notifydescription", "HANDLER m"]),
    (
        'А = Новый ОписаниеОповещения("М", Модуль,, "О", Ф());',
        ["TYPE описаниеоповещения", "HEAD модуль", "HANDLER модуль.м", "HANDLER о behind", "CALL ф"],
    ),
    (
        'Процедура П(Модуль)\nА = Новый ОписаниеОповещения("М", Модуль);\nКонецПроцедуры',
        ["TYPE описаниеоповещения", "HEAD модуль local", "HANDLER модуль.м local"],
    ),
    ('А = Новый Действие(ЭтотОбъект, "М");', ["TYPE действие", "HANDLER м"]),
    ('ПодключитьОбработчикОжидания("М", 1);', ["CALL подключитьобработчикожидания", "HANDLER м"]),
    (
        'Элементы.А.УстановитьДействие("ПриИзменении", "М");',
        ["HEAD элементы", "PROPERTY элементы.а", "METHOD элементы.а.установитьдействие", "STRING приизменении", "HANDLER м"],
    ),
    ("ДобавитьОбработчик А.Б, М;", ["HEAD а", "PROPERTY а.б", "HANDLER м"]),
    ('&Вместо("Метод")\nПроцедура Р_Метод()\nКонецПроцедуры', ["STRING метод", "ANNOTATION метод"]),
    (
        'З = "ВЫБРАТЬ Т.Код КАК К, Ссылка ИЗ Справочник.Валюты КАК Т";',
        ["FIELD т", "FIELD т.код", "FIELD ссылка", "TABLE справочник", "TABLE справочник.валюты"],
    ),
    (
        'З = "ВЫБРАТЬ СУММА(А) ПОМЕСТИТЬ ВТ ИЗ РегистрСведений.Р.СрезПоследних(&Д) Где Б ССЫЛКА Документ.Д";',
        ["FIELD а", "TABLE вт", "TABLE регистрсведений", "TABLE регистрсведений.р",
         "TABLE регистрсведений.р.срезпоследних", "FIELD б", "TABLE документ", "TABLE документ.д"],
    ),
    ("Если А.Б(", ["HEAD а", "METHOD а.б"]),
    ("А.", ["HEAD а"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), USES)
def test_uses(text: str, expected: list[str]) -> None:
    found = uses(text)
    if "&Вместо" in text:  # the literal is a name too
        found = [one for one in found if one != "STRING метод"]
        expected = expected[1:]
    assert found == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_use_stands_where_it_says(end: str) -> None:
    """With Cyrillic, characters outside of the BMP, and strings of several lines before the names."""
    lines = [
        "#Область Ё",
        '\tА = "😀" + Общий.Метод("Модуль.Имя"); // 😀',
        '\tЗапрос.Текст = "ВЫБРАТЬ',
        '\t|\t""😀"" КАК С, // 😀',
        "\t|\tТ.Код",
        '\t|ИЗ Справочник.Валюты КАК Т";',
        'Б = Новый ОписаниеОповещения("Обработчик", Модуль);',
        'Б = "😀"; В = Новый ОписаниеОповещения("Обработчик", Модуль);',
        "#КонецОбласти",
    ]
    found = list(view_of(end.join(lines)).occurrences_in("м.bsl"))
    assert len(found) > 12
    for use in found:
        line = lines[use.place.line].encode("utf-16-le")
        start = use.place.character * 2
        assert fold(line[start : start + use.place.length * 2].decode("utf-16-le")) == use.name


DECLARED = """Перем А Экспорт, Б;
#Область Внешняя
#Область Внутренняя

// Складывает.
//
// Параметры:
//  А - Число
&НаСервереБезКонтекста
Асинх Функция Сложить(Знач А, Б = 1, В, Г = Неопределено) Экспорт
	Возврат А + Б; // 😀
КонецФункции
#КонецОбласти

// не сюда

&AtClient
Procedure Show()
EndProcedure
#КонецОбласти
&ИзменениеИКонтроль("Печать")
Процедура Р_Печать()
КонецПроцедуры
"""


def test_declarations() -> None:
    view = view_of(DECLARED)
    add, show, printing = view.methods_of("м.bsl")
    assert (add.name, add.function, add.export, add.is_async, add.parameters, add.required) == (
        *("Сложить", True, True, True, 4, 3),
    )
    assert (add.directive, add.lines, add.place.line, add.place.character) == (
        Directive.AT_SERVER_NO_CONTEXT,
        (8, 11),
        9,
        14,
    )
    data = DECLARED.encode()
    assert data[add.doc.start : add.doc.end].decode().startswith("// Складывает.")
    assert data[add.header.start : add.header.end].decode().endswith("Экспорт")
    assert data[: add.end].decode().endswith("КонецФункции")
    assert (show.name, show.directive, show.doc.start == show.doc.end) == ("Show", Directive.AT_CLIENT, True)
    assert (printing.overlay, printing.target) == (Overlay.CHANGE_AND_VALIDATE, "печать")
    assert [(one.name, one.export) for one in view.variables_of("м.bsl")] == [("А", True), ("Б", False)]
    assert [(one.name, one.lines) for one in view.regions_of("м.bsl")] == [
        ("Внешняя", (1, 19)),
        ("Внутренняя", (2, 12)),
    ]
    assert view.method("м.bsl", "сложить") == add
    assert [view.method_at("м.bsl", line) for line in (8, 11, 12, 17)] == [add, add, None, show]


PIECES = st.lists(
    st.sampled_from(
        [
            "Процедура",
            "А",
            ".",
            "(",
            ")",
            '"',
            "\n",
            "|",
            "Новый",
            "=",
            "ВЫБРАТЬ",
            "ИЗ",
            "КонецПроцедуры",
            "&",
            "😀",
            "#Область",
            " ",
            "Перем",
            "[",
            "ОписаниеОповещения",
            ",",
            "//",
            "\r",
            "Б;",
        ]
    ),
    max_size=40,
)


@given(PIECES)
def test_any_text_has_rows(pieces: list[str]) -> None:
    view = view_of("".join(pieces))
    assert view.stats().files == 1
    assert len(list(view.occurrences_in("м.bsl"))) == view.stats().occurrences
    assert len(view.methods_of("м.bsl")) == view.stats().methods
