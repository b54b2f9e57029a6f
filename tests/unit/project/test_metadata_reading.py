"""What is read out of the example configurations, in both layouts."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.model import (
    Form,
    FormItem,
    Handler,
    MetadataObject,
    Operation,
    Predefined,
    Template,
    TypeRef,
)
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.metadata.standard import standard_attributes
from bsl_pilot.project.roots import find_roots

FIXTURES = Path(__file__).parents[2] / "fixtures"
LAYOUTS = ("ledger", "ledger_edt")


@cache
def metadata(name: str) -> Metadata:
    return load(find_roots(FIXTURES / name).roots[0])


def known(name: str, kind: str, object_name: str) -> MetadataObject:
    found = metadata(name).get(kind, object_name)
    assert found
    return found


def form(name: str, kind: str, owner: str, form_name: str = "") -> Form:
    found = metadata(name).form(ObjectName(kind, owner), form_name)
    assert found
    return found


@pytest.mark.parametrize("name", ["trade", "warehouse", *LAYOUTS])
def test_the_examples_have_no_findings(name: str) -> None:
    assert metadata(name).findings == ()


def test_both_layouts_say_the_same_of_every_object() -> None:
    designer, edt = (metadata(name) for name in LAYOUTS)
    kinds = [kind for kind in designer.kinds() if kind != "Language"]  # EDT keeps it in the configuration
    assert kinds == list(edt.kinds())
    assert len(kinds) > 40
    for kind in kinds:
        assert designer.names(kind) == edt.names(kind)
        for object_name in designer.names(kind):
            one, other = known("ledger", kind, object_name), known("ledger_edt", kind, object_name)
            different = [
                part.name for part in fields(one) if getattr(one, part.name) != getattr(other, part.name)
            ]
            assert different == (["path", "lists"] if kind == "Configuration" else ["path"]), (
                kind,
                object_name,
            )


def test_both_layouts_say_the_same_of_every_form() -> None:
    designer, edt = (metadata(name) for name in LAYOUTS)
    found = list(designer.forms())
    assert len(found) == len(list(edt.forms())) == 4
    for owner, header in found:
        one, other = designer.form(owner, header.name), edt.form(owner, header.name)
        assert one
        assert other
        assert [
            part.name for part in fields(one) if getattr(one, part.name) != getattr(other, part.name)
        ] == ["path"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_catalog(name: str) -> None:
    one = known(name, "Справочники", "КОНТРАГЕНТЫ")
    assert (one.kind, one.name, one.synonym) == ("Catalog", "Контрагенты", Text("Контрагенты", "Partners"))
    assert one.flag("Hierarchical")
    assert one.number("CodeLength") == 9
    assert one.properties["CodeType"] == "String"
    assert one.lists["InputByString"] == (
        "Catalog.Контрагенты.StandardAttribute.Description",
        "Catalog.Контрагенты.Attribute.ИНН",
    )
    attributes = {part.name: part for part in one.attributes}
    assert attributes["ИНН"].types == (TypeRef("String", "12"),)
    assert attributes["ИНН"].properties == {"Indexing": "Index"}
    assert attributes["ОсновнойДоговор"].types == (TypeRef("CatalogRef.Договоры"),)
    assert attributes["Комментарий"].types == (TypeRef("String"),)
    assert attributes["Комментарий"].properties == {"Use": "ForFolderAndItem"}
    (section,) = one.tabular_sections
    assert [(part.name, part.types) for part in section.attributes] == [
        ("ФИО", (TypeRef("String", "100"),)),
        ("Телефон", (TypeRef("String", "20"),)),
        ("ДатаРождения", (TypeRef("Date", "Date"),)),
    ]
    assert one.forms == ("ФормаЭлемента", "ФормаСписка")
    assert one.templates[1] == Template("СхемаРасчетов", "DataCompositionSchema", Text("Схема расчетов", ""))
    assert one.commands[0].types == (TypeRef("CatalogRef.Контрагенты"),)
    assert one.predefined == (
        Predefined("НашиОрганизации", "Наши организации", "000000001", is_folder=True),
        Predefined("ГоловнаяОрганизация", "Головная организация", "000000002", parent="НашиОрганизации"),
        Predefined("РозничныйПокупатель", "Розничный покупатель", "000000003"),
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_types_of_every_sort(name: str) -> None:
    operation = {part.name: part.types for part in known(name, "Document", "Операция").attributes}
    assert operation["Основание"] == (TypeRef("DocumentRef"),)
    assert operation["Субконто"] == (TypeRef("Characteristic.ВидыСубконто"),)
    state = known(name, "InformationRegister", "СостоянияДокументов").dimensions[0]
    assert state.types == (TypeRef("DefinedType.ВладелецФайлов"),)
    contract = {part.name: part.types for part in known(name, "Catalog", "Договоры").attributes}
    assert contract["Сумма"] == (TypeRef("Number", "15,2"),)
    assert contract["Файл"] == (TypeRef("ValueStorage"),)
    assert TypeRef("CatalogRef.Договоры").head == "CatalogRef"
    assert TypeRef("CatalogRef.Договоры").object == "Договоры"
    chart = known(name, "ChartOfCharacteristicTypes", "ВидыСубконто")
    assert chart.types[-1] == TypeRef("String", "50")
    assert chart.predefined[0].types == (TypeRef("CatalogRef.Контрагенты"),)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_metadata_says_of_code(name: str) -> None:
    subscription = known(name, "EventSubscription", "ПроверитьДатуЗапрета")
    assert subscription.handlers == (
        Handler("BeforeWrite", "CommonModule.ПроводкиСервер.ПроверитьДатуЗапрета"),
    )
    assert [one.name for one in subscription.types] == [
        "DocumentObject.Операция",
        "DocumentObject.НачислениеЗарплаты",
    ]
    job = known(name, "ScheduledJob", "ПересчетИтогов")
    assert job.handlers == (Handler("MethodName", "CommonModule.ПроводкиСервер.ПересчитатьИтоги"),)
    assert job.flag("Use")
    assert job.flag("Predefined")
    assert known(name, "HTTPService", "Остатки").operations == (
        Operation("GET", "ПолучитьСчет", "Счет", "/v1/accounts/{Код}", "GET"),
        Operation("POST", "ЗаписатьСчет", "Счет", "/v1/accounts/{Код}", "POST"),
    )
    (loading,) = known(name, "WebService", "ОбменДанными").operations
    assert (loading.handler, loading.types) == ("Загрузить", (TypeRef("boolean"),))
    assert [one.name for one in loading.parameters] == ["Узел", "Данные"]
    assert known(name, "IntegrationService", "Шина").operations[0].handler == "ОбработатьСообщение"


@pytest.mark.parametrize("name", LAYOUTS)
def test_common_modules_without_decoding(name: str) -> None:
    found = metadata(name)
    server = found.common_module("проводкисервер")
    assert server
    assert (server.server, server.client, server.external_connection, server.reuse) == (
        True,
        False,
        True,
        "DontUse",
    )
    cached = found.common_module("НастройкиУчетаПовтИсп")
    assert cached
    assert cached.reuse == "DuringSession"
    called = found.common_module("LedgerServerCall")
    assert called
    assert called.server_call
    assert called.privileged
    assert [one.name for one in found.common_modules() if one.is_global] == ["УчетКлиентГлобальный"]
    assert found.common_module("Нет") is None


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_form(name: str) -> None:
    one = form(name, "Catalog", "Контрагенты", "формаэлемента")
    assert one.handlers == (Handler("OnCreateAtServer", "ПриСозданииНаСервере"),)
    assert one.main_attribute
    assert one.main_attribute.types == (TypeRef("CatalogObject.Контрагенты"),)
    assert [column.name for column in one.main_attribute.columns] == ["КонтактныеЛица.Возраст"]
    at = {item.name: place for place, item in enumerate(one.items)}
    tax = one.items[at["ИНН"]]
    assert tax == FormItem(
        "ИНН", "InputField", at["Шапка"], "Объект.ИНН", "", (Handler("OnChange", "ИННПриИзменении"),)
    )
    assert one.items[at["КонтактныеЛицаФИО"]].parent == at["КонтактныеЛица"]
    assert one.items[at["КонтактныеЛицаКоманднаяПанель"]].kind == "AutoCommandBar"
    assert one.items[at["ПроверитьИНН"]].command == "Form.Command.ПроверитьИНН"
    assert one.items[at["Подсказка"]].kind == "LabelDecoration"
    assert one.commands[0].handlers == (Handler("Action", "ПроверитьИНН"),)
    history = one.attributes[2]
    assert history.types == (TypeRef("ValueTable"),)
    assert [(part.name, part.types) for part in history.columns] == [
        ("Дата", (TypeRef("Date", "DateTime"),)),
        ("Событие", (TypeRef("String", "200"),)),
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_dynamic_list_and_parameters(name: str) -> None:
    one = form(name, "Catalog", "Контрагенты", "ФормаСписка")
    (listed,) = one.attributes
    assert listed.main_table == "Catalog.Контрагенты"
    assert listed.query.splitlines()[-1] == "\tСправочник.Контрагенты КАК Контрагенты"
    assert {part.name: part.flag("KeyParameter") for part in one.parameters} == {
        "ТолькоЧтение": False,
        "Ключ": True,
    }
    assert form(name, "CommonForm", "ВыборПериода").attributes[0].types == (TypeRef("StandardPeriod"),)
    report = form(name, "Report", "ОборотноСальдоваяВедомость", "ФормаОтчета")
    assert [part.types[0].name for part in report.attributes[1:]] == [
        "SpreadsheetDocument",
        "DataCompositionSettingsComposer",
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_parts_that_few_kinds_have(name: str) -> None:
    accounts = known(name, "ChartOfAccounts", "Хозрасчетный")
    assert [part.name for part in accounts.accounting_flags] == ["Валютный", "Количественный"]
    assert [part.name for part in accounts.ext_dimension_accounting_flags] == ["Суммовой"]
    assert accounts.predefined[1].parent == "РасчетыСПоставщиками"
    journal = known(name, "DocumentJournal", "Учет")
    assert [part.name for part in journal.columns] == ["Организация", "ПериодРегистрации"]
    assert journal.lists["Column.Организация"] == ("Document.Операция.Attribute.Организация",)
    accruals = known(name, "CalculationRegister", "Начисления")
    assert [(part.kind, part.name) for part in accruals.nested] == [("Recalculation", "Перерасчет")]
    bank = known(name, "ExternalDataSource", "БазаБанка")
    assert [(part.name, part.types) for part in bank.nested[0].fields] == [
        ("Номер", (TypeRef("String", "20"),)),
        ("Сумма", (TypeRef("Number", "15,2"),)),
    ]
    assert known(name, "ExchangePlan", "ОбменСФилиалами").lists["Content"] == (
        "Catalog.Контрагенты",
        "Document.Операция",
    )
    assert known(name, "Task", "ЗадачаСотрудника").addressing_attributes[0].name == "Исполнитель"
    assert known(name, "Enum", "ВидыОпераций").enum_values[2].name == "Сторно"


@pytest.mark.parametrize("name", LAYOUTS)
def test_nested_subsystems_and_the_configuration(name: str) -> None:
    assert list(metadata(name).names("Subsystem")) == ["Учет", "Учет.Зарплата"]
    assert "Catalog.Сотрудники" in known(name, "Subsystem", "Учет.Зарплата").lists["Content"]
    configuration = known(name, "Configuration", "")
    assert (configuration.name, configuration.properties["CompatibilityMode"]) == ("Учет", "8.3.24")


@pytest.mark.parametrize("name", LAYOUTS)
def test_common_attributes_reach_who_has_them(name: str) -> None:
    found = metadata(name)
    reached = {
        object_name: [one.name for one in found.common_attributes(known(name, "Catalog", object_name))]
        for object_name in found.names("Catalog")
    }
    assert reached == {
        "Договоры": ["Ответственный"],
        "Контрагенты": ["Ответственный"],
        "Организации": ["ОбластьДанных", "Ответственный"],
        "Сотрудники": [],
    }
    assert found.common_attributes(known(name, "Enum", "ВидыОпераций")) == ()


STANDARD = [
    ("Catalog", "Организации", "Ref DeletionMark PredefinedDataName Predefined Description"),
    (
        "Catalog",
        "Контрагенты",
        "Ref DeletionMark PredefinedDataName Predefined Code Description IsFolder Parent",
    ),
    ("Catalog", "Сотрудники", "Ref DeletionMark PredefinedDataName Predefined Code Description Parent"),
    ("Catalog", "Договоры", "Ref DeletionMark PredefinedDataName Predefined Code Description Owner"),
    ("InformationRegister", "ГрафикиРаботы", ""),
    ("InformationRegister", "СтавкиНалогов", "Period"),
    ("InformationRegister", "СостоянияДокументов", "Recorder LineNumber Active"),
    ("AccumulationRegister", "Взаиморасчеты", "Period Recorder LineNumber Active RecordType"),
    ("AccumulationRegister", "ЗатратыНаОплатуТруда", "Period Recorder LineNumber Active"),
    ("DocumentJournal", "Учет", "Ref DeletionMark Date Number Posted Type"),
    ("Role", "Бухгалтер", ""),
]


@pytest.mark.parametrize(("kind", "name", "expected"), STANDARD)
def test_standard_attributes_that_an_object_has(kind: str, name: str, expected: str) -> None:
    for layout in LAYOUTS:
        assert " ".join(one.en for one in standard_attributes(known(layout, kind, name))) == expected


def test_external_objects() -> None:
    root = find_roots(FIXTURES / "external").roots[0]
    found = load(root)
    assert found.findings == ()
    assert [(one.kind, one.name, one.path) for one in found.headers()] == [
        ("ExternalDataProcessor", "ПечатьЭтикеток", "ПечатьЭтикеток.xml"),
        ("ExternalReport", "СписокТоваров", "reports/СписокТоваров.xml"),
    ]
    labels = found.form(ObjectName("ВнешняяОбработка", "ПечатьЭтикеток"), "Форма")
    assert labels
    assert labels.path == "ПечатьЭтикеток/Forms/Форма/Ext/Form.xml"


def test_a_root_without_metadata_is_empty() -> None:
    found = load(find_roots(FIXTURES / "oscript_lib").roots[0])
    assert (list(found.kinds()), list(found.headers()), found.findings) == ([], [], ())
    assert found.get("Catalog", "Т") is None
    assert found.names("нет такого вида") == ()
