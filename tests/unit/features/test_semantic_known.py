"""Semantic tokens of names that no module declares."""

from __future__ import annotations

import pytest

from bsl_pilot.features.semantic import semantic_tokens
from bsl_pilot.features.semantic_known import KnownNames
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import PositionEncoding
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.types.catalogue import shipped

from tests.unit.features.test_semantic import decoded

KNOWN = KnownNames(shipped(), frozenset({"общий"}))
UTF16 = PositionEncoding.UTF16


def kinds(text: str, known: KnownNames | None = KNOWN) -> dict[str, str]:
    document = Document.parse(text)
    return dict(decoded(document, semantic_tokens(document, UTF16, known=known), UTF16))


CASES = [
    ("СтрДлина(А)", {"СтрДлина": "function.defaultLibrary"}),
    ("strlen(А)", {"strlen": "function.defaultLibrary"}),
    ("Сообщить(А)", {"Сообщить": "function.deprecated.defaultLibrary"}),
    ("Своя(А)", {"Своя": "method"}),
    ("НетТакой(А)", {"НетТакой": "function"}),
    ("Х = СтатусСообщения.Важное", {"СтатусСообщения": "enum.defaultLibrary"}),
    ("Х = СтатусСообщения.Важное", {"Важное": "enumMember.readonly.defaultLibrary"}),
    ("Х = СтатусСообщения.НетТакого", {"НетТакого": "property"}),
    ("Х = Справочники.Товары.НашТовар", {"Справочники": "namespace.defaultLibrary", "Товары": "class"}),
    ("Х = Справочники.Товары.НашТовар", {"НашТовар": "property"}),
    ("Х = Перечисления.Виды.Еда", {"Виды": "class", "Еда": "enumMember"}),
    ("Х = Перечисления.Виды.Еда.Имя", {"Имя": "property"}),
    ("Х = Перечисления.Виды.ПустаяСсылка()", {"ПустаяСсылка": "method"}),
    ("Х = А.Справочники.Товары", {"Справочники": "property", "Товары": "property"}),
    ("Х = ПараметрыСеанса", {"ПараметрыСеанса": "property.defaultLibrary"}),
    ("Общий.Сделать()", {"Общий": "namespace", "Сделать": "method"}),
    ("Х = НетТакого.Поле", {"НетТакого": "property", "Поле": "property"}),
    ("Х = Новый Массив", {"Массив": "class.defaultLibrary"}),
    ("Х = Новый НетТакого", {"НетТакого": "class"}),
    ("Справочники = 1; Х = Справочники.Товары", {"Справочники": "variable", "Товары": "property"}),
    ("Х = СВОЯ_ПЕРЕМЕННАЯ", {"СВОЯ_ПЕРЕМЕННАЯ": "variable.static"}),
    ('Х = "🙂"; Х = СтатусСообщения.Важное', {"Важное": "enumMember.readonly.defaultLibrary"}),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("line", "expected"), CASES)
def test_names(line: str, expected: dict[str, str], end: str) -> None:
    text = f"Перем СВОЯ_ПЕРЕМЕННАЯ;\nПроцедура Своя(А)\n\t{line};\nКонецПроцедуры\n".replace("\n", end)
    found = kinds(text)
    assert {name: found[name] for name in expected} == expected


def test_what_the_module_declares_counts_more() -> None:
    text = (
        "Перем СтатусСообщения;\nФункция СтрДлина(А)\n\tХ = СтрДлина(СтатусСообщения.Важное);\nКонецФункции\n"
    )
    found = kinds(text)
    assert found["СтрДлина"] == "method"
    assert found["СтатусСообщения"] == "variable.static"
    assert found["Важное"] == "property"


def test_nothing_known_leaves_them_as_they_were() -> None:
    text = "Процедура А()\n\tСтрДлина(Общий.Поле);\nКонецПроцедуры\n"
    assert kinds(text, None)["СтрДлина"] == "function"
    assert kinds(text, None)["Общий"] == "property"


def test_a_declaration_typed_later_and_other_names_known_later() -> None:
    text = "Процедура А()\n\tСтрДлина(Общий.Поле);\nКонецПроцедуры\n"
    document = Document.parse(text)
    before = dict(decoded(document, semantic_tokens(document, UTF16, known=KNOWN), UTF16))
    assert (before["СтрДлина"], before["Общий"]) == ("function.defaultLibrary", "namespace")
    others = KnownNames(shipped())
    after = dict(decoded(document, semantic_tokens(document, UTF16, known=others), UTF16))
    assert after["Общий"] == "property"
    own = b"\n" + "Функция СТРДЛИНА(А)\nКонецФункции\n".encode()
    edited = document.edit([ByteEdit(len(document.text.data), len(document.text.data), own)])
    assert dict(decoded(edited, semantic_tokens(edited, UTF16, known=KNOWN), UTF16))["СтрДлина"] == "method"
