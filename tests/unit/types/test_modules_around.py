"""What other modules give: classes of OneScript, exported variables, what a module of the application exports."""

from __future__ import annotations

import pytest

from bsl_pilot.project.layout import Module, ModuleKind, ObjectName
from bsl_pilot.syntax.document import Document
from bsl_pilot.types.members import MemberKind, members
from bsl_pilot.types.module import DocumentCode, ModuleCode, Variable

from tests.unit.types.world import before_dot, inference

READER = """// 🙂 Перем Закомментирована Экспорт;
Перем Настройки Экспорт; // 😀
Перем Своя, Журнал Экспорт;

Функция Прочитать() Экспорт
	Возврат Новый Массив;
КонецФункции

Процедура Внутри()
	Настройки = Новый Структура("Путь");
КонецПроцедуры
"""
APPLICATION = """Var ПараметрыПриложения Export;
Function Запуск() Export
	Return New Map;
EndFunction
ПараметрыПриложения = Новый Соответствие;
"""
AROUND = {"Классы/Чтение": READER, "Приложение": APPLICATION}
OWN = Module("Классы/Чтение.os", ModuleKind.CLASS, ObjectName("Class", "Чтение"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Х = Новый чтение(); Х│.", "Class.Чтение"),
        ('Х = Новый("Чтение"); Х│.', "Class.Чтение"),
        ("Х = Новый Чтение; Х.Прочитать()│.", "Array"),
        ("Х = Новый Чтение; Х.Настройки│.", "Structure{Путь}|?"),
        ("Х = Новый Чтение; Х.Своя│.", "?"),
        ("Х = Новый Чтение; Х.Внутри()│.", "?"),
        ("Х = Новый Неизвестное; Х│.", "?"),
        ("Запуск()│.", "Map"),
        ("ПараметрыПриложения│.Вставить(1);", "?"),
    ],
)
def test_in_a_method(code: str, expected: str) -> None:
    assert before_dot(f"Процедура А()\n{code}\nКонецПроцедуры", modules=AROUND) == expected


def test_a_class_in_its_comment_and_in_itself() -> None:
    said = "// Параметры:\n//  Х - Чтение - откуда\nПроцедура А(Х)\nХ│.\nКонецПроцедуры"
    assert before_dot(said, modules=AROUND) == "Class.Чтение"
    assert before_dot(f"{READER}Процедура Б()\nЭтотОбъект│.\nКонецПроцедуры", OWN, AROUND) == "Class.Чтение"


def test_members_of_a_class() -> None:
    known = inference("Процедура А()\nХ = Новый Чтение; Х.\nКонецПроцедуры", modules=AROUND)
    types = known.receiver(known.code.data.index("Х.".encode()) + 2)
    listed = {one.name.ru: one.kind for one in members(known, types)}
    assert listed == {
        "Прочитать": MemberKind.EXPORT,
        "Настройки": MemberKind.VARIABLE,
        "Журнал": MemberKind.VARIABLE,
    }


def test_variables_are_those_of_the_parsed_module() -> None:
    expected = {
        "настройки": Variable("Настройки", True),
        "своя": Variable("Своя", False),
        "журнал": Variable("Журнал", True),
    }
    assert ModuleCode(OWN, READER.encode()).declared == expected
    assert DocumentCode(OWN, Document.parse(READER)).declared == expected
    assert ModuleCode(OWN, b"").declared == {}
