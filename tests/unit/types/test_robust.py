"""Inference on broken, endless and huge code: it answers, and goes on answering."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bsl_pilot.evaluation.receivers import Receivers, Sureness
from bsl_pilot.project.layout import Module
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.model import UNKNOWN
from bsl_pilot.types.module import DocumentCode, ModuleCode

from tests.unit.types.world import COMMON, FORM, OBJECT, described, inference

PIECES = (
    "Процедура А(Х, Знач У = 1) Экспорт\n", "КонецПроцедуры\n", "Функция Ф(", "Возврат Х.", "Возврат А(Х);\n",
    "Если ТипЗнч(Х) = Тип(\"Массив\") ", "Тогда\n", "Иначе\n", "КонецЕсли;\n", "Для Каждого Х Из Х ", "Цикл\n",
    "Пока Х.Следующий() ", "КонецЦикла;\n", "Попытка\n", "Исключение\n", "КонецПопытки;\n", "Прервать;\n",
    "Х = Х.", "Х = Новый Структура(\"А, Б\", ", "Х.Вставить(\"К\", Х);\n", "Х = Ф(Х);\n", "У = ?(Х, У, Х);\n",
    "З = Новый Запрос(\"ВЫБРАТЬ А.Б ИЗ ", "\");\n", "З.Выполнить().Выбрать().", "[0]", "(", ")", ";", "Объект.Строки.",
    "Х.Колонки.Добавить(\"🙂\");\n", "// Параметры:\n//  Х - см. А.Х\n", "&НаСервере\n", "Перем Х;\n", "~М:\n", "#Если",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from((COMMON, FORM, OBJECT)))
@example(["Функция Ф(", "Функция Ф(", 'Х = Новый Структура("А, Б", '], COMMON)  # two of one name
@settings(deadline=None)
def test_any_code_is_answered(pieces: list[str], where: Module) -> None:
    text = "".join(pieces)
    found = inference(text, where)
    for offset in range(0, len(text.encode()) + 2, 3):
        found.receiver(offset)
        found.at(offset)
        found.variable(offset, "х")


ENDLESS = [
    "Функция А() Возврат А(); КонецФункции\nПроцедура В() А()│.Х КонецПроцедуры",
    "Функция А(Х) Возврат Б(Х); КонецФункции\nФункция Б(Х) Возврат А(Х); КонецФункции\nПроцедура В() А(1)│.Х КонецПроцедуры",
    "// Возвращаемое значение: см. Б\nФункция А() КонецФункции\n// Возвращаемое значение: см. А\nФункция Б() КонецФункции\nПроцедура В() А()│.Х КонецПроцедуры",
    "Процедура А(Х)\nА(Х); Х│.К КонецПроцедуры",
    "// Параметры:\n//  Х - см. А.Х\nПроцедура А(Х)\nХ│.К КонецПроцедуры",
    "Процедура А()\nПока Истина Цикл Х = У; У = З; З = Х; КонецЦикла; Х│.К КонецПроцедуры",
]


@pytest.mark.parametrize("marked", ENDLESS)
def test_what_goes_in_circles_is_unknown(marked: str) -> None:
    offset = len(marked.partition("│")[0].encode())
    assert not inference(marked.replace("│", "")).receiver(offset)


def test_a_long_row_of_changes() -> None:
    lines = "".join(f'Х.Вставить("К{at}", {at});\nТ = Т + "{at}" + Т2;\n' for at in range(3000))
    text = f"Процедура А()\nХ = Новый Структура;\nТ = Б;\n{lines}Х.К5.Т();\nТ.Т();\nКонецПроцедуры"
    found = inference(text)
    structure = found.receiver(text.encode().rindex("Х.К5.Т".encode()) + 2)
    assert len(structure.options[0].fields) > 300
    assert described(found.receiver(text.encode().rindex(".Т();".encode()))) == "String"


def test_deep_blocks() -> None:
    text = (
        "Процедура А()\nХ = Новый Массив;\n"
        + "Если А Тогда\n" * 400
        + "Х.Б();\n"
        + "КонецЕсли;\n" * 400
        + "Х.В();\nКонецПроцедуры"
    )
    found = inference(text)
    assert described(found.receiver(text.encode().index("Х.В".encode()) + 2)) == "Array"


def test_only_the_edited_method_is_read_again() -> None:
    text = "Процедура А()\nХ = Новый Массив;\nХ.А();\nКонецПроцедуры\nПроцедура Б()\nУ = Новый Массив;\nУ.А();\nКонецПроцедуры\n"
    document = Document.parse(text)
    old = DocumentCode(COMMON, document)
    before = old.methods["б"].flow
    at = text.encode().index("Массив".encode())
    edited = document.edit([ByteEdit(at, at + len("Массив".encode()), "Структура".encode())])
    code = DocumentCode(COMMON, edited)
    assert code.methods["б"].flow is before
    found = Inference(inference("").world, code)
    assert described(found.receiver(edited.text.data.index("Х.А".encode()) + 2)) == "Structure"
    assert described(found.receiver(edited.text.data.index("У.А".encode()) + 2)) == "Array"


def test_a_module_s_text_has_the_methods_of_its_document() -> None:
    text = (
        '#Область Х\n// О чём\n&НаСервере\nПроцедура А(Б = "(", В) Экспорт\nКонецПроцедуры\n\n// Другое\n\n'
        "Функция Г()\nКонецФункции\nasync function Д(Е) export\nendfunction\n"
    )
    plain, parsed = ModuleCode(COMMON, text.encode()), DocumentCode(COMMON, Document.parse(text))
    assert [*plain.methods] == [*parsed.methods] == ["а", "г", "д"]
    for one, other in zip(plain.methods.values(), parsed.methods.values(), strict=True):
        assert (one.name, one.exported, one.doc) == (other.name, other.exported, other.doc)
    assert plain.methods["а"].exported
    assert plain.methods["а"].doc == "// О чём\n".encode()
    assert plain.methods["г"].doc == b""


def test_receivers_are_counted() -> None:
    text = (
        "Процедура А(Х)\nМ = Новый Массив;\nМ.Добавить(1);\nМ.НетТакого();\nХ.Поле = 1;\n"
        'С = Новый Структура("К");\nС.К = 1;\nС.Л = 2;\nС.Нет.Да();\nКонецПроцедуры'
    )
    found = Receivers()
    found.add(DocumentCode(COMMON, Document.parse(text)), inference("").world)
    assert (found.modules, found.dots, found.known) == (1, 7, 5)
    assert found.judged == {Sureness.LISTED: 2, Sureness.FIELDS: 3}
    assert found.correct(Sureness.LISTED) == 0.5
    assert found.misses["LISTED Array.неттакого"] == 1


def test_nothing_is_known_of_an_empty_module() -> None:
    assert inference("").receiver(0) == UNKNOWN
    assert inference("").at(0) == UNKNOWN
