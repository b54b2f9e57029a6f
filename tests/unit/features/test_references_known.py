"""References that names alone don't explain: attributes, forms, libraries, chains; and what they may cost."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bsl_pilot.features.meanings.asked import asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.identity import symbols_of
from bsl_pilot.features.named_places import library_place, named_place
from bsl_pilot.features.patience import Patience
from bsl_pilot.features.references import references, uses

from tests import marks
from tests.unit.features.projects import Project, indexed

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
CHAIN = "CommonModules/НастройкиУчетаПовтИсп/Ext/Module.bsl"
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
ENTRIES = "CommonModules/ПроводкиСервер/Ext/Module.bsl"
MAIN = "src/cmd/main.os"
READER = "src/Классы/ЧтениеПрайса.os"
NUMBERS = "src/Модули/ЧислаИзТекста.os"


@pytest.fixture(scope="module")
def ledger() -> Iterator[Project]:
    with indexed(FIXTURES / "ledger") as one:
        yield one


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("library") / "прайсы"
    shutil.copytree(FIXTURES / "oscript_lib", folder)
    with indexed(folder) as one:
        yield one


def used(project: Project, name: str, marked: str) -> set[str]:
    """Files and lines that use the name at the cursor of a document that is opened at ``name``."""
    found = marks.parse(marked)
    document = project.open(name, found.text)
    try:
        view = project.live.view(fresh=True)
        answer = references(document, found.cursor, view, project.path(name), declaration=False)
        return {f"{Path(one.path).relative_to(project.live.folder).as_posix()}:{one.line}" for one in answer}
    finally:
        project.close(name)


def text_of(project: Project, name: str) -> str:
    return (project.live.folder / name).read_text(encoding="utf-8-sig")


def test_an_attribute_of_a_form_in_its_own_module(ledger: Project) -> None:
    text = text_of(ledger, FORM)
    assert used(ledger, FORM, text.replace("ИННВерен = Спр", "ИНН│Верен = Спр", 1)) == {
        f"{FORM}:5",
        f"{FORM}:16",
    }


def test_a_variable_hides_the_attribute_of_a_form(ledger: Project) -> None:
    text = text_of(ledger, FORM).replace("ИННВерен = СтрДлина", "Перем ИННВерен; ИННВерен = СтрДлина")
    assert used(ledger, FORM, text.replace("ИННВерен = Спр", "ИНН│Верен = Спр", 1)) == {f"{FORM}:5"}


def test_a_form_in_a_string(ledger: Project) -> None:
    text = '// 🙂\nПроцедура А()\n\tБ("Справочник.Контрагенты.Форма.ФормаЭл│емента");\nКонецПроцедуры\n'
    other = text.replace("│", "").replace(
        '"Справочник.Контрагенты.Форма', "Метаданные.Справочники.Контрагенты.Формы"
    )
    ledger.open(CHAIN, other.replace('мента"', "мента"))
    try:
        assert used(ledger, ENTRIES, text) == {f"{ENTRIES}:2", f"{CHAIN}:2"}
    finally:
        ledger.close(CHAIN)


def test_an_object_by_its_description(ledger: Project) -> None:
    text = "Процедура А()\n\tБ = Метаданные.Справочники.Контра│генты;\n\tВ = Справочники.Контрагенты;\nКонецПроцедуры\n"
    assert {f"{ENTRIES}:1", f"{ENTRIES}:2"} <= used(ledger, ENTRIES, text)


def test_a_common_module_without_a_dot(ledger: Project) -> None:
    text = "Функция А() Экспорт\n\tВозврат Проводки│Сервер;\nКонецФункции\n"
    assert f"{CHAIN}:1" in used(ledger, CHAIN, text)


def test_a_chain_over_lines(ledger: Project) -> None:
    text = (
        "// 🙂\nФункция Что() Экспорт\n\tВозврат Цепочка;\nКонецФункции\n"
        "Функция Равно() Экспорт\n\tВозврат Цепочка;\nКонецФункции\n"
        "Процедура В()\n\tЦепочка.Что()\n\t\t.Рав│но()\n\t\t.Равно();\nКонецПроцедуры\n"
    )
    found = used(ledger, ENTRIES, text.replace("Цепочка", "ПроводкиСервер"))
    assert found == {f"{ENTRIES}:9", f"{ENTRIES}:10"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("А = Числа│ИзТекста.Прочитать(1);\nБ = ЧислаИзТекста;", {f"{MAIN}:0", f"{MAIN}:1"}),
        ("А = Новый Чтение│Прайса();", {f"{MAIN}:0"}),
        ("А = Новый ЧтениеПрайса();\nА.Проч│итать(1);", {f"{MAIN}:1"}),
    ],
)
def test_modules_and_classes_of_a_library(library: Project, text: str, expected: set[str]) -> None:
    assert expected <= used(library, MAIN, text)
    assert used(library, MAIN, text) - expected != {f"{MAIN}:0"}


def test_what_is_left_out_is_found_when_asked_again(
    ledger: Project, caplog: pytest.LogCaptureFixture
) -> None:
    found = marks.parse(
        "Процедура А()\n\tК = Справочники.Контрагенты.ПустаяСсылка(); А = К.ИН│Н;\nКонецПроцедуры\n"
    )
    document = ledger.open(ENTRIES, found.text)
    other = ledger.open(CHAIN, found.text)
    assert other.text.data == document.text.data
    try:
        view, path = ledger.live.view(fresh=True), ledger.path(ENTRIES)
        at = meaning_at(asked(document, view, path), found.cursor)
        assert at is not None
        (what,) = symbols_of(at, view, path)
        with caplog.at_level(logging.INFO):
            first = {one.path for one in uses(document, what, view, path, Patience(0))}
        assert path in first
        assert ledger.path(CHAIN) not in first
        assert "not looked at yet" in caplog.text
        whole = {one.path for one in uses(document, what, view, path)}
        assert ledger.path(CHAIN) in whole
        assert {one.path for one in uses(document, what, view, path, Patience(0))} == whole
    finally:
        ledger.close(ENTRIES)
        ledger.close(CHAIN)


def test_patience_ends_with_its_clock() -> None:
    now = [5.0]
    patience = Patience(1, lambda: now[0])
    assert not patience.is_over
    now[0] = 6.0
    assert patience.is_over


def test_links_lead_where_definition_leads(ledger: Project) -> None:
    document = ledger.open(ENTRIES, "Процедура А()\nКонецПроцедуры\n")
    try:
        view, path = ledger.live.view(fresh=True), ledger.path(ENTRIES)
        cases = {
            ("А",): f"{ENTRIES}:0",
            ("справочник", "Контрагенты", "ИННВерен"): "Catalogs/Контрагенты/Ext/ManagerModule.bsl",
            ("Справочник", "Контрагенты", "Нет"): None,
            ("УправляемаяФорма", "ПриСозданииНаСервере"): None,
        }
        for names, expected in cases.items():
            place = named_place(document, view, path, names)
            shown = (
                f"{Path(place.path).relative_to(ledger.live.folder).as_posix()}:{place.line}"
                if place
                else None
            )
            assert (shown or "").startswith(expected or ""), names
            assert (shown is None) is (expected is None), names
    finally:
        ledger.close(ENTRIES)


@pytest.mark.parametrize(
    ("library_", "expected"),
    [
        ('"../.."', "lib.config"),
        ('"..\\..\\"', "lib.config"),
        ('"../Классы"', READER.replace("ЧтениеПрайса", "СравнениеПрайсов")),
        ('"../нет"', None),
        ("logos", None),
    ],
)
def test_a_library_that_is_used(library: Project, library_: str, expected: str | None) -> None:
    place = library_place(library.live.view(), library.path(MAIN), library_)
    found = Path(place.path).relative_to(library.live.folder).as_posix() if place is not None else None
    assert found == expected
