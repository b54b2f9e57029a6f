"""One broken text, one finding: where it is, what it says in both languages, and what its repair makes.

The cases are in fault_cases.json as [text with the finding's range marked, Russian, English, repaired text or
null]: statements inside a procedure, whole modules, query texts inside a string.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from bsl_pilot.features.diagnostics import Severity, diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import QUERY_PARSE_ERROR
from bsl_pilot.syntax.faults import faults
from bsl_pilot.syntax.faults.examine import MOST
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot, apply

from tests import marks

AROUND = {
    "in_method": ("Процедура А()\n\t", "\nКонецПроцедуры\n"),
    "module": ("", ""),
    "query": ('А = "', '";'),
}
CASES = [
    pytest.param(before + text + after, ru, en, repaired and before + repaired + after, id=f"{kind}-{number}")
    for kind, rows in json.loads(Path(__file__).with_name("fault_cases.json").read_text("utf-8")).items()
    for before, after in [AROUND[kind]]
    for number, (text, ru, en, repaired) in enumerate(rows)
]
IN_METHODS = [case for case in CASES if str(case.values[0]).startswith(("Процедура", "Функция", "&"))]


@pytest.mark.parametrize(("marked", "ru", "en", "repaired"), CASES)
def test_one_finding(marked: str, ru: str, en: str, repaired: str | None) -> None:
    document = Document.parse(marks.parse(marked).text)
    found = diagnostics(document, Locale.RU)
    assert marks.render(document.text.text, [(one.start, one.end) for one in found]) == marked
    assert [one.message for one in found] == [ru]
    assert [one.message for one in diagnostics(document, Locale.EN)] == [en]
    fixed = [apply(document.text, fix.edits) for one in found for fix in one.fixes]
    assert [text.text for text in fixed] == ([repaired] if repaired else [])
    assert [faults(Document.parse(text)) for text in fixed] == [[]] * len(fixed)


@pytest.mark.parametrize(("marked", "ru", "en", "repaired"), IN_METHODS)
def test_same_between_other_methods(marked: str, ru: str, en: str, repaired: str | None) -> None:
    """What stands before and after in the module changes nothing but the place."""
    text = marks.parse(marked)
    before = "Функция До()\n\tВозврат 1;\nКонецФункции\n\n"
    after = "\nФункция После()\n\tВозврат 1;\nКонецФункции\n"
    document = Document.parse(before + text.text + after)
    shift = len(before.encode())
    assert [(one.start - shift, one.end - shift) for one in faults(document)] == list(text.ranges)


VALID = [
    "",
    "\ufeff",
    "// одно примечание 𝄞",
    "Перем А Экспорт, Б;\n\n&НаКлиенте\nПерем В;\n",
    "Процедура А(Знач Б = -1, В = \"\" , Г = '20240101', Д) Экспорт\nКонецПроцедуры",
    "Процедура А()\n\tЕсли А Тогда Б() КонецЕсли\nКонецПроцедуры",
    "Процедура А()\n\tПопытка\n\t\tБ()\n\tИсключение\n\t\tВызватьИсключение\n\tКонецПопытки\nКонецПроцедуры",
    "Функция А()\n\tВозврат\n\t\t1;\nКонецФункции",
    "Процедура А()\n\tВозврат\nКонецПроцедуры",
    'Процедура А()\n\tВызватьИсключение("А", , "Б");\n\tВызватьИсключение ("А") + "Б";\nКонецПроцедуры',
    "А.Если = Б.КонецЕсли().Цикл[1].Тогда;",
    'А = "Я\n// примечание\n\n\t|Б" "В";',
    "~М:\nА = 1;\nПерейти ~М;",
    "Пока Истина Цикл Прервать; Продолжить КонецЦикла;",
    "А = ?(Б, В, ?(Г, Д, Е)).Ж();",
    'А = Новый Массив; Б = Новый("Массив", В); В = Новый Массив(1)[0];',
    "А(, , 1,);",
    "А = Не Б = -1 И (В Или Не Г);",
    "ДобавитьОбработчик А.Б, В; УдалитьОбработчик А.Б, Г.Д;",
    "Асинх Функция А()\n\tЖдать Б();\n\tВ = Ждать Г();\n\tВозврат Ждать(Б);\nКонецФункции",
    "Выполнить(А); Выполнить Б; В.Выполнить();",
    ";;",
    "#Если Сервер Или (Не ВебКлиент И Клиент) Тогда // так\n#ИначеЕсли Linux Then\n#Иначе\n#КонецЕсли",
    "#Если Сервер Тогда\nПроцедура А()\n#Иначе\nПроцедура А(Б)\n#КонецЕсли\n\tВ();\nКонецПроцедуры",
    "Процедура А()\n#Если Сервер Тогда\n\tЕсли Б Тогда\n#Иначе\n\tЕсли В Тогда\n#КонецЕсли\n\tКонецЕсли;\nКонецПроцедуры",
    "Процедура А()\n#Удаление\n\tЕсли Б Тогда\n#КонецУдаления\n#Вставка\n\tБ();\n#КонецВставки\nКонецПроцедуры",
    "#!/usr/bin/oscript\n#Использовать lib\n#native\nА();",
    '&Аннотация(А = 1, &Б("В"))\n// примечание\n&НаКлиенте Процедура А(&В Г)\nКонецПроцедуры',
    'А = "ВЫБРАТЬ А, %1 ИЗ Т"; Б = "ВЫБРАТЬ А, " + Б; В = "ВЫБРАТЬ А ИЗ Т ГДЕ";',
    'А = "SELECT Group, Order FROM T INDEX BY User, Group";',
    "Объект.\n\tМетод();\nОбъект\n\t.Метод()\n\t.Метод();",
    "Если А Тогда\r\n\tБ();\r\nКонецЕсли\r\n",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_code_has_no_finding(text: str) -> None:
    assert faults(Document.parse(text)) == []


STATES = json.loads((Path(__file__).parents[2] / "grammars" / "half_typed_states.json").read_text("utf-8"))
HALF_TYPED = [one["text"] for one in STATES if one["where"] in ("inside a procedure", "between procedures")]
HALF_TYPED += ["'2024", "|", "~", "Х = 𝄞", "Если А = 1 И\n\t\tБ", "Для Каждого Х Из"]


@pytest.mark.parametrize("typed", HALF_TYPED)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_half_typed_code_gets_one_or_two_findings(typed: str, line_end: str) -> None:
    text = f"Процедура Первая()\n\tА = 1;\n\t{typed}\n\tБ = 2;\nКонецПроцедуры\n\nФункция Вторая()\n\tВозврат 1;\nКонецФункции\n"
    found = faults(Document.parse(text.replace("\n", line_end)))
    assert len(found) <= 2
    second = text.replace("\n", line_end).encode().index("Функция Вторая".encode())
    assert all(fault.start < second for fault in found)


def test_few_findings_in_a_method_that_is_all_wrong() -> None:
    document = Document.parse("Процедура А()\n" + "\tА = ;\n" * 50 + "КонецПроцедуры\n")
    assert 1 <= len(faults(document)) <= MOST


def test_findings_survive_edits_elsewhere() -> None:
    """After any edit the findings are those of the text read afresh."""
    rng = random.Random(7)
    broken = [marks.parse(str(case.values[0])).text for case in CASES[::7]]
    document = Document.parse(
        "\n".join(f"Процедура П{n}()\n\t{text}\nКонецПроцедуры\n" for n, text in enumerate(broken))
    )
    for _ in range(60):
        data = document.text.data
        start = _boundary(data, rng.randrange(len(data)))
        end = _boundary(data, min(len(data), start + rng.choice([0, 0, 1, 5])))
        typed = rng.choice(["", "А", "\n", ";", "(", '"', "КонецЕсли;", "𝄞", "\r\n"])
        document = document.edit([ByteEdit(start, end, typed.encode())])
        assert faults(document) == faults(Document.parse(TextSnapshot(document.text.data)))


def _boundary(data: bytes, at: int) -> int:
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def test_diagnostic_shows_the_opener_and_a_fix() -> None:
    text = marks.parse("Процедура А()\n\t⟦Если⟧ Б Тогда\n\t\tВ();\nКонецПроцедуры")
    (found,) = diagnostics(Document.parse(text.text), Locale.EN)
    assert found.severity is Severity.ERROR
    assert found.code == "ParseError"
    assert [(one.start, one.end) for one in found.related] == [text.ranges[0]]
    assert [fix.title for fix in found.fixes] == ["Add `КонецЕсли`"]


def test_query_finding_has_its_own_code() -> None:
    (found,) = faults(Document.parse('А = "ВЫБРАТЬ А, ИЗ Т";'))
    assert found.code == QUERY_PARSE_ERROR
