"""Definition, references and renaming of what types lead to: attributes, exported variables, parameters of queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bsl_pilot.errors import RenameRefused
from bsl_pilot.features.definition import definition
from bsl_pilot.features.hover import hover
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.references import references
from bsl_pilot.features.rename import prepare
from bsl_pilot.locale import Locale

from tests import marks
from tests.unit.features.projects import Project, indexed

LEDGER = Path(__file__).parent.parent.parent / "fixtures" / "ledger"
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
PARTNER = "Catalogs/Контрагенты/Ext/ObjectModule.bsl"
ENTRIES = "CommonModules/ПроводкиСервер/Ext/Module.bsl"
DOCUMENT = "Documents/Операция/Ext/ObjectModule.bsl"
STYLE = Style(markdown=False, locale=Locale.EN)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Project]:
    with indexed(LEDGER) as one:
        yield one


def in_method(line: str) -> str:
    return f"// 🙂\r\nПроцедура А(Отбор)\r\n\t{line}\r\nКонецПроцедуры\r\n"


def defined(ledger: Project, line: str) -> list[str]:
    """Files and lines that the name at the cursor leads to."""
    found = marks.parse(in_method(line))
    document = ledger.open(ENTRIES, found.text)
    answer = definition(document, found.cursor, ledger.live.view(fresh=True), ledger.path(ENTRIES))
    return [short(ledger, one.place.path, one.place.line) for one in answer.targets] if answer else []


def used(ledger: Project, line: str) -> set[str]:
    """Files and lines that use the name at the cursor."""
    found = marks.parse(in_method(line))
    document = ledger.open(ENTRIES, found.text)
    project = ledger.live.view(fresh=True)
    answer = references(document, found.cursor, project, ledger.path(ENTRIES), declaration=False)
    return {short(ledger, one.path, one.line) for one in answer}


def short(ledger: Project, path: str, line: int) -> str:
    return f"{Path(path).relative_to(ledger.live.folder).as_posix()}:{line}"


def test_an_attribute_is_found_by_types_in_queries_and_in_its_own_module(ledger: Project) -> None:
    line = 'К = Справочники.Контрагенты.ПустаяСсылка(); А = К.ИН│Н; Б = "ВЫБРАТЬ Т.ИНН ИЗ Справочник.Контрагенты КАК Т";'
    expected = {f"{ENTRIES}:2", f"{FORM}:5", f"{FORM}:16", f"{PARTNER}:6"}
    assert used(ledger, line) == expected
    assert used(ledger, line.replace("К.ИН│Н", "К.ИНН").replace("Т.ИНН", "Т.ИН│Н")) == expected
    assert used(ledger, "А = Отбор.ИН│Н;") == set()


def test_a_common_attribute_leads_to_its_own_file(ledger: Project) -> None:
    line = "Д = Документы.Операция.ПустаяСсылка(); А = Д.Ответ│ственный;"
    (found,) = defined(ledger, line)
    assert found.startswith("CommonAttributes/Ответственный.xml:")
    assert f"{ENTRIES}:2" in used(ledger, line)


def test_a_variable_that_another_module_exports(ledger: Project) -> None:
    ledger.open(
        DOCUMENT, "Перем Сумма Экспорт; // 🙂\nПерем Своя;\nПроцедура Б()\n\tСумма = 1;\nКонецПроцедуры\n"
    )
    line = "Д = Документы.Операция.СоздатьДокумент(); Д.Сум│ма = 2;"
    try:
        assert defined(ledger, line) == [f"{DOCUMENT}:0"]
        assert used(ledger, line) == {f"{DOCUMENT}:3", f"{ENTRIES}:2"}
        assert defined(ledger, line.replace("Сум│ма", "Сво│я")) == []
        found = marks.parse(in_method(line))
        project = ledger.live.view(fresh=True)
        question = asked(ledger.open(ENTRIES, found.text), project, ledger.path(ENTRIES), values=True)
        said = hover(question, found.cursor, STYLE)
        assert said is not None
        assert "exported variable" in said.text
    finally:
        ledger.close(DOCUMENT)


def test_every_type_that_a_receiver_may_be_of_is_followed(ledger: Project) -> None:
    kinds = (
        "Справочники.Контрагенты",
        "Документы.Операция",
        "Справочники.Сотрудники",
        "Справочники.Организации",
    )
    values = " ".join(f"Если Отбор = {at} Тогда К = {kind}; КонецЕсли;" for at, kind in enumerate(kinds))
    found = defined(ledger, f"{values} А = К.ИННВ│ерен(1);")
    assert [one.partition(":")[0] for one in found] == ["Catalogs/Контрагенты/Ext/ManagerModule.bsl"]


def test_a_parameter_of_a_query_leads_to_where_it_is_set(ledger: Project) -> None:
    line = 'З = Новый Запрос("ВЫБРАТЬ 1 ГДЕ К = &Ко│д");\r\n\tЗ.УстановитьПараметр("КОД", 1);'
    assert defined(ledger, line) == [f"{ENTRIES}:3"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("К = Справочники.Контрагенты.ПустаяСсылка(); А = К.ИН│Н;", "part of metadata (Catalog.Контрагенты)"),
        ("Д = Документы.Операция.ПустаяСсылка(); А = Д.Ответ│ственный;", "CommonAttribute.Ответственный"),
        ("К = Справочники.Контрагенты.ПустаяСсылка(); А = К.Ко│д;", "the platform gives"),
        ("Сооб│щить(1);", "the platform gives"),
        ("А = Нов│ый Массив;", "no name here"),
        ('З = "ВЫБРАТЬ 1 ГДЕ К = &Ко│д"; З.УстановитьПараметр("Код", 1);', "no name here"),
    ],
)
def test_what_can_not_be_renamed_is_refused_with_the_reason(ledger: Project, line: str, reason: str) -> None:
    found = marks.parse(in_method(line))
    document = ledger.open(ENTRIES, found.text)
    with pytest.raises(RenameRefused) as refused:
        prepare(document, found.cursor, ledger.live.view(fresh=True), ledger.path(ENTRIES))
    assert reason in str(refused.value)
