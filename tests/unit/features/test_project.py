"""What a project knows, how long what was inferred holds, and that no question about broken code fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bsl_pilot.app.live_project import LiveProject
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import RenameRefused
from bsl_pilot.features.definition import definition, implementation, type_definition
from bsl_pilot.features.project import NOTHING_KNOWN, ProjectView
from bsl_pilot.features.references import references
from bsl_pilot.features.rename import rename
from bsl_pilot.features.surroundings import Surroundings
from bsl_pilot.locale import Locale
from bsl_pilot.settings import Settings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import read

from tests.unit.features.projects import Project, indexed

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
LEDGER = FIXTURES / "ledger"
FORM = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
ENTRIES = "CommonModules/ПроводкиСервер/Ext/Module.bsl"
OBJECT = "Documents/Операция/Ext/ObjectModule.bsl"
RETURNS = "Функция Дата_() Экспорт\n\tВозврат {};\nКонецФункции\n"
ASKS = "Процедура А()\nА = ПроводкиСервер.Дата_();\nБ = А;"
SCRAPS = (
    'Процедура А(Б\n\tВ = Новый ОписаниеОповещения("А", ЭтотОбъект\n\tБ.В.Г(',
    '&Вместо("\n Функция (\n Справочники.Контрагенты.\n🙂.А.Б',
    '"ВЫБРАТЬ К. ИЗ Справочник.Контрагенты КАК\n| К ГДЕ К.ИНН = &',
    "// См. \n// См. ПроводкиСервер.\n// См. А.Б.В.Г\nПерем ;\n~:\nПерейти ~;",
    "",
)


NOWHERE = ProjectView(None, NOTHING_KNOWN, None, Surroundings(1 << 20))
"""Of a file outside of folders."""


@pytest.fixture(scope="module")
def ledger() -> Iterator[Project]:
    with indexed(LEDGER) as one:
        yield one


def test_a_project_knows_its_modules_and_metadata(ledger: Project) -> None:
    view = ledger.live.view()
    assert view.complete
    module = view.module(ledger.path(FORM))
    assert module is not None
    assert (module.kind, module.form) == ("form", "ФормаЭлемента")
    assert view.metadata(ledger.path(FORM)).common_module("проводкисервер")
    root = view.root(ledger.path(FORM))
    assert root is not None
    assert root.folder == LEDGER


def test_nothing_is_known_outside_of_folders() -> None:
    view = NOWHERE
    assert (view.resolver, view.complete, view.module("/м.bsl"), view.root("/м.bsl")) == (
        None,
        False,
        None,
        None,
    )
    document = Document.parse("Процедура А()\nА = Новый Структура;\nБ = А;")
    assert [one.name for one in view.inference(document, "/м.bsl").at(len(document.text.data) - 2)] == [
        "Structure"
    ]


def test_types_follow_other_documents_and_stay_while_this_one_is_typed(ledger: Project) -> None:
    ledger.open(ENTRIES, RETURNS.format("Новый Структура"))
    asks = ledger.open(OBJECT, ASKS)

    def types(document: Document) -> list[str]:
        inference = ledger.live.view().inference(document, ledger.path(OBJECT))
        return [one.name for one in inference.at(len(document.text.data) - 2)]

    try:
        assert types(asks) == ["Structure"]
        world = ledger.live.view().world(ledger.path(OBJECT))
        asks = ledger.open(OBJECT, f"\n\n{ASKS}")
        assert ledger.live.view().world(ledger.path(OBJECT)) is world, "what others return did not change"
        ledger.open(ENTRIES, RETURNS.format("Новый Массив"))
        assert types(asks) == ["Array"]
        assert ledger.live.view().world(ledger.path(OBJECT)).memory is not world.memory
    finally:
        ledger.close(ENTRIES)
        ledger.close(OBJECT)


def test_uses_are_found_by_types(ledger: Project) -> None:
    code = "М = Справочники.Контрагенты;\nА = М.ИННВерен(1);\nБ = Неизвестно.ИННВерен(2);\n"
    document = ledger.open(OBJECT, f"Процедура А()\n{code}КонецПроцедуры\n")
    manager = "Catalogs/Контрагенты/Ext/ManagerModule.bsl"
    text = read(LEDGER / manager).text
    declared = Document.parse(text)
    offset = len(text[: text.index("ИННВерен(")].encode()) + 1
    try:
        project = ledger.live.view(fresh=True)
        found = references(declared, offset, project, ledger.path(manager), declaration=False)
    finally:
        ledger.close(OBJECT)
    assert [one.line for one in found if one.path == ledger.path(OBJECT)] == [2]
    assert document.text.lines.line_bytes(2).startswith("А = М".encode())


@pytest.mark.parametrize("known", [True, False])
def test_no_place_of_broken_code_breaks_a_feature(ledger: Project, known: bool) -> None:
    path = ledger.path(FORM)
    texts = [*SCRAPS, read(LEDGER / FORM).text[:700], read(LEDGER / ENTRIES).text[:500].replace("\n", "\r\n")]
    for text in texts:
        document = ledger.open(FORM, text)
        project = ledger.live.view(fresh=True) if known else NOWHERE
        for offset in range(0, len(document.text.data) + 1, 3):
            for find in (definition, type_definition, implementation):
                found = find(document, offset, project, path)
                assert found is None or found.span.start <= offset <= found.span.end
            references(document, offset, project, path, declaration=True)
            with suppress(RenameRefused):
                assert rename(document, offset, "Новое", project, path)
    ledger.close(FORM)


def test_a_project_can_be_asked_at_any_time(tmp_path: Path) -> None:
    live = LiveProject(Workspace(tmp_path, Settings(), [], Locale.RU), lambda _: None)
    document = Document.parse("Процедура А()\nА();\nКонецПроцедуры\n")
    path = (tmp_path / "м.bsl").as_posix()
    found = definition(document, len("Процедура А()\nА".encode()), live.view(fresh=True), path)
    assert found is not None
    assert [one.place.line for one in found.targets] == [0]
    live.close()
