"""A base with its extensions over it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.model import Handler
from bsl_pilot.project.metadata.overlay import Overlay
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.metadata.standard import standard_attributes
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def metadata(name: str) -> Metadata:
    return load(find_roots(FIXTURES / name).roots[0])


@pytest.fixture(scope="module")
def overlay() -> Overlay:
    return Overlay(metadata("ledger_edt"), [metadata("ledger_edt_extension")])


def test_an_adopted_object_has_what_both_say(overlay: Overlay) -> None:
    one = overlay.get("Catalog", "контрагенты")
    assert one
    assert not one.adopted
    assert one.number("CodeLength") == 9
    assert [part.name for part in one.attributes][-2:] == ["Комментарий", "Фил_КодФилиала"]
    assert [part.name for part in one.tabular_sections[0].attributes][-1] == "Фил_Должность"
    assert one.forms == ("ФормаЭлемента", "ФормаСписка")
    kinds = overlay.get("Enum", "ВидыОпераций")
    assert kinds
    assert [value.name for value in kinds.enum_values] == ["Ручная", "Закрытие", "Сторно", "Фил_Передача"]


def test_objects_of_the_extension_are_there_and_nothing_twice(overlay: Overlay) -> None:
    assert "Фил_Отчетность" in overlay.names("CommonModule")
    assert len(overlay.names("CommonModule")) == len(metadata("ledger_edt").names("CommonModule")) + 1
    headers = [(one.kind, one.name) for one in overlay.headers()]
    assert len(headers) == len(set(headers))
    assert overlay.has("CommonModule", "фил_отчетность")
    assert not overlay.has("Catalog", "Нет")
    assert overlay.get("Catalog", "Нет") is None
    assert "CalculationRegister" in overlay.kinds()


def test_an_adopted_module_keeps_the_flags_of_its_base(overlay: Overlay) -> None:
    module = overlay.common_module("ПроводкиСервер")
    assert module
    assert module.server
    own = overlay.common_module("Фил_Отчетность")
    assert own
    assert own.server
    assert len(list(overlay.common_modules())) == len(overlay.names("CommonModule"))


def test_an_adopted_form_has_items_and_handlers_of_both(overlay: Overlay) -> None:
    one = overlay.form(ObjectName("Catalog", "Контрагенты"), "ФормаЭлемента")
    assert one
    assert one.handlers == (
        Handler("OnCreateAtServer", "ПриСозданииНаСервере"),
        Handler("OnCreateAtServer", "Фил_ПриСозданииНаСервере", "After"),
    )
    assert [attribute.name for attribute in one.attributes] == ["Объект", "ИННВерен", "История", "Фил_Филиал"]
    assert {"Наименование", "Фил_КодФилиала"} <= {item.name for item in one.items}
    untouched = overlay.form(ObjectName("Catalog", "Контрагенты"), "ФормаСписка")
    assert untouched == metadata("ledger_edt").form(ObjectName("Catalog", "Контрагенты"), "ФормаСписка")


def test_an_adopted_object_alone_may_have_all_that_its_kind_has() -> None:
    one = metadata("ledger_edt_extension").get("Catalog", "Контрагенты")
    assert one
    assert one.adopted
    assert "Owner" in [attribute.en for attribute in standard_attributes(one)]


def test_an_extension_of_a_designer_dump() -> None:
    over = Overlay(metadata("trade"), [metadata("trade_extension")])
    one = over.get("Document", "ЗаказПокупателя")
    base = metadata("trade").get("Document", "ЗаказПокупателя")
    assert one
    assert base
    assert {part.name for part in one.attributes} > {part.name for part in base.attributes}
    prices = over.get("Catalog", "ВидыЦен")
    assert prices
    assert len(prices.predefined) > 2
    assert over.findings == ()
