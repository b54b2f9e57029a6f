"""Members of types as one list."""

from __future__ import annotations

import pytest

from bsl_pilot.types.members import MemberKind, has_member, members, members_named
from bsl_pilot.types.model import Field, Type, Types, one

from tests.unit.types.world import FORM, inference

HAS = [
    (one("Array"), ("Добавить", "add", "КОЛИЧЕСТВО"), ("Вставка", "Имя")),
    (one("CatalogRef", "Товары"), ("Артикул", "ссылка", "Ref", "ПолучитьОбъект"), ("Цена",)),
    (one("CatalogManager", "Товары"), ("Услуга", "НайтиПоКоду", "Новый_"), ("Артикул",)),
    (one("EnumManager", "ВидыТоваров"), ("Еда", "EmptyRef"), ("Услуга",)),
    (
        one("LineOfATabularSection", "Document.Заказ.Строки"),
        ("Цена", "НомерСтроки", "LineNumber"),
        ("Артикул",),
    ),
    (one("CommonModule", "Услуги"), ("Открытая",), ("Закрытая",)),
    (one("ClientApplicationForm", "Document.Заказ.ФормаДокумента"), ("Объект", "Закрыть", "Items"), ("Нет",)),
    (one("FormField", "@FormFieldExtensionForATextBox"), ("КнопкаВыбора", "Видимость"), ("ТекущиеДанные",)),
    (one("Enumeration", "MessageStatus"), ("БезСтатуса", "Important"), ("Нет",)),
    (one("Enumeration", "StyleColors"), ("ВажныйТекст",), ("Нет",)),
    (
        Types((Type("Structure", fields=(Field("Ключ"),)), Type("Array"))),
        ("ключ", "Вставить", "ВГраница"),
        ("Нет",),
    ),
    (Types(), (), ("Имя",)),
]
MODULES = {"Услуги": "Процедура Открытая() Экспорт\nКонецПроцедуры\nПроцедура Закрытая()\nКонецПроцедуры"}


@pytest.mark.parametrize(
    ("types", "there", "absent"), HAS, ids=[str([t.name for t in types]) for types, _, _ in HAS]
)
def test_has(types: Types, there: tuple[str, ...], absent: tuple[str, ...]) -> None:
    found = inference("", FORM, MODULES)
    listed = {name.lower() for member in members(found, types) for name in member.name if name}
    for name in there:
        assert has_member(found, types, name)
        assert name.lower() in listed
    for name in absent:
        assert not has_member(found, types, name)
        assert name.lower() not in listed


def test_each_name_once_and_fields_first() -> None:
    types = Types((Type("Structure", fields=(Field("Вставить"), Field("А"))), Type("Structure", "Х")))
    found = members(inference(""), types)
    assert len({member.name.ru.lower() for member in found}) == len(found)
    assert [(one_.name.ru, one_.kind) for one_ in found[:2]] == [
        ("Вставить", MemberKind.FIELD),
        ("А", MemberKind.FIELD),
    ]


def test_an_exported_method_comes_with_its_code() -> None:
    (member,) = members_named(inference("", modules=MODULES), one("CommonModule", "Услуги"), "открытая")
    assert member.kind is MemberKind.EXPORT
    assert member.method is not None
    assert member.method.name == "Открытая"
