"""Definition, references, call hierarchy, symbols and lenses on the fixture projects, all in one workspace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lsp.workspaces import CLIENT, FIXTURES, Workspace, indexed

LEDGER = "ledger/Documents/Операция/Ext/ObjectModule.bsl"
LEDGER_FORM = "ledger/Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
ENTRIES = "ledger/CommonModules/ПроводкиСервер/Ext/Module.bsl"
EDT = "ledger_edt/src/Documents/Операция/ObjectModule.bsl"
EDT_ENTRIES = "ledger_edt/src/CommonModules/ПроводкиСервер/Module.bsl"
EDT_OVER = "ledger_edt_extension/src/CommonModules/ПроводкиСервер/Module.bsl"
MAIN = "oscript_lib/src/cmd/main.os"
MANAGER = "ledger/Catalogs/Контрагенты/Ext/ManagerModule.bsl"


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with indexed(FIXTURES) as one:
        yield one


IN_METHOD = "\nПроцедура Проба_(Отбор) // 🙂\n\t{}\nКонецПроцедуры\n"

DEFINITIONS = {
    "a method of a common module": (LEDGER, "ПроводкиСервер.Отраз│ить(А, Б);", [f"{ENTRIES}: Отразить"]),
    "in any letter case": (LEDGER, "проводкисервер.ОТРАЗИТЬ│(А);", [f"{ENTRIES}: Отразить"]),
    "half a statement": (LEDGER, "Если ПроводкиСервер.Отразить│", [f"{ENTRIES}: Отразить"]),
    "after an emoji": (LEDGER, 'А = "🙂🙂"; ПроводкиСервер.Отра│зить(', [f"{ENTRIES}: Отразить"]),
    "a common module": (LEDGER, "Проводки│Сервер.Отразить(А);", [ENTRIES]),
    "a manager's method": (LEDGER, "А = Справочники.Контрагенты.ИННВ│ерен(1);", [f"{MANAGER}: ИННВерен"]),
    "an object of metadata": (LEDGER, "А = Справочники.Контр│агенты;", ["ledger/Catalogs/Контрагенты.xml"]),
    "an English name": (
        LEDGER,
        "A = LedgerServerCall.Ra│te(1);",
        ["ledger/CommonModules/LedgerServerCall/Ext/Module.bsl: Rate"],
    ),
    "a method of a global module": (
        LEDGER,
        "ОткрытьЖурнал│Учета();",
        ["ledger/CommonModules/УчетКлиентГлобальный/Ext/Module.bsl: ОткрытьЖурналУчета"],
    ),
    "a parameter": (LEDGER, "А = От│бор;", [f"{LEDGER}: Отбор"]),
    "a variable": (LEDGER, "Итог = 1; Сообщить(Ит│ог);", [f"{LEDGER}: Итог"]),
    "by the type of a variable": (
        LEDGER,
        "М = Справочники.Контрагенты; М.ИННВ│ерен(1);",
        [f"{MANAGER}: ИННВерен"],
    ),
    "an attribute behind a dot": (
        LEDGER,
        "С = Справочники.Контрагенты.СоздатьЭлемент(); С.И│НН = 1;",
        ["ledger/Catalogs/Контрагенты.xml: ИНН"],
    ),
    "an attribute of a form": (LEDGER_FORM, "А = ИННВер│ен;", [
        "ledger/Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form.xml: ИННВерен"
    ]),
    "a handler in a string": (
        LEDGER_FORM,
        'А = Новый ОписаниеОповещения("Проверить│ИНН", ЭтотОбъект);',
        [f"{LEDGER_FORM}: ПроверитьИНН"],
    ),
    "a module in a string": (LEDGER, 'А = "ПроводкиСервер.Отра│зить";', [f"{ENTRIES}: Отразить"]),
    "a form in a string": (LEDGER, 'А = "Справочник.Контрагенты.Форма.ФормаЭле│мента";', [LEDGER_FORM]),
    "a table of a query": (
        LEDGER,
        'А = "ВЫБРАТЬ К.ИНН ИЗ Справочник.Контр│агенты КАК К";',
        ["ledger/Catalogs/Контрагенты.xml"],
    ),
    "in a comment": (LEDGER, "// См. ПроводкиСервер.Отра│зить", [f"{ENTRIES}: Отразить"]),
    "in EDT, with the extension": (EDT, "ПроводкиСервер.Пересчитать│Итоги();", [
        f"{EDT_ENTRIES}: ПересчитатьИтоги",
        f"{EDT_OVER}: Фил_ПересчитатьИтоги",
    ]),
    "a class of OneScript": (MAIN, "А = Новый Чтение│Прайса();", ["oscript_lib/src/Классы/ЧтениеПрайса.os"]),
    "a module of OneScript": (
        MAIN,
        "А = ЧислаИзТекста.Про│читать(1);",
        ["oscript_lib/src/Модули/ЧислаИзТекста.os: Прочитать"],
    ),
    "the platform": (LEDGER, "Сооб│щить(1);", []),
    "a local variable that is called as a module": (LEDGER, "Отбор.Отра│зить();", []),
    "a member of nothing known": (LEDGER, "Отбор.Товары.Отра│зить();", []),
    "a keyword": (LEDGER, "Если│ Истина Тогда КонецЕсли;", []),
    "a plain string": (LEDGER, 'А = "Отра│зить";', []),
}  # fmt: skip


@pytest.mark.parametrize("case", DEFINITIONS)
def test_definition(workspace: Workspace, case: str) -> None:
    file, code, expected = DEFINITIONS[case]
    assert workspace.definition(file, IN_METHOD.format(code)) == expected


def test_definition_with_lone_line_ends(workspace: Workspace) -> None:
    code = IN_METHOD.format("ПроводкиСервер.Отра│зить(А);").replace("\n", "\r\n")
    assert workspace.definition(LEDGER, code) == [f"{ENTRIES}: Отразить"]


def test_what_stands_over_a_method(workspace: Workspace) -> None:
    method = "textDocument/implementation"
    with workspace.open(EDT_ENTRIES) as opened:
        found = opened.ask(method, opened.at("ПересчитатьИтоги"))
        assert [workspace.told(one) for one in found] == [f"{EDT_OVER}: Фил_ПересчитатьИтоги"]
    with workspace.open(EDT_OVER) as opened:
        for word in ('ПересчитатьИтоги")', "Фил_ПересчитатьИтоги"):
            found = opened.ask("textDocument/definition", opened.at(word))
            assert f"{EDT_ENTRIES}: ПересчитатьИтоги" in [workspace.told(one) for one in found]


def test_the_definition_of_a_type(workspace: Workspace) -> None:
    method = "textDocument/typeDefinition"
    code = "Св = Справочники.Контрагенты.НайтиПоКоду(1); Сообщить(С│в);"
    assert workspace.definition(LEDGER, IN_METHOD.format(code), method) == ["ledger/Catalogs/Контрагенты.xml"]
    assert workspace.definition(LEDGER, IN_METHOD.format("Итог│ = 1;"), method) == []


def test_references_across_modules_and_metadata(workspace: Workspace) -> None:
    context = {"includeDeclaration": False}
    with workspace.open(ENTRIES) as opened:
        found = opened.ask("textDocument/references", opened.at("Отразить"), context=context)
        assert [workspace.told(one) for one in found] == [f"{LEDGER}: Отразить"]
        job = opened.ask("textDocument/references", opened.at("ПересчитатьИтоги"), context=context)
        assert [workspace.told(one) for one in job] == [
            "ledger/ScheduledJobs/ПересчетИтогов.xml: ПересчитатьИтоги"
        ]
    with workspace.open(LEDGER_FORM) as opened:
        found = opened.ask(
            "textDocument/references", opened.at("ИННПриИзменении"), context={"includeDeclaration": True}
        )
        assert [workspace.told(one) for one in found] == [
            "ledger/Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form.xml: ИННПриИзменении",
            f"{LEDGER_FORM}: ИННПриИзменении",
            f"{LEDGER_FORM}: ИННПриИзменении",
        ]


def test_references_see_what_was_typed_just_now(workspace: Workspace) -> None:
    typed = IN_METHOD.format("ПроводкиСервер.Отразить(1, 2);")
    with workspace.open(LEDGER, typed) as opened:
        found = opened.ask("textDocument/references", opened.at("Отразить"), context={})
        assert [one["range"]["start"] for one in found] == [{"line": 2, "character": 16}]


def test_references_of_an_object_and_a_local_name(workspace: Workspace) -> None:
    with workspace.open(LEDGER_FORM) as opened:
        found = opened.ask("textDocument/references", opened.at("Контрагенты.ИННВерен"), context={})
        assert {workspace.told(one) for one in found} == {
            f"{LEDGER_FORM}: Контрагенты",
            "ledger/Catalogs/Контрагенты/Ext/ObjectModule.bsl: Контрагенты",
        }
    with workspace.open(ENTRIES) as opened:
        context = {"includeDeclaration": False}
        found = opened.ask("textDocument/references", opened.at("Набор)"), context=context)
        assert [one["range"]["start"]["line"] for one in found] == [10, 12]


def test_call_hierarchy(workspace: Workspace) -> None:
    with workspace.open(LEDGER) as opened:
        (item,) = opened.ask("textDocument/prepareCallHierarchy", opened.at("Отразить"))
        assert (item["name"], item["detail"]) == ("Отразить", "CommonModule.ПроводкиСервер")
        (call,) = workspace.server.request("callHierarchy/incomingCalls", {"item": item})
        assert call["from"]["name"] == "ОбработкаПроведения"
        assert [one["start"] for one in call["fromRanges"]] == [{"line": 6, "character": 16}]
        (back,) = workspace.server.request("callHierarchy/outgoingCalls", {"item": call["from"]})
        assert back["to"]["name"] == "Отразить"
        assert workspace.server.request("callHierarchy/outgoingCalls", {"item": item}) == []
    with workspace.open(MAIN) as opened:
        (item,) = opened.ask("textDocument/prepareCallHierarchy", opened.at("ПоказатьСправку"))
        (call,) = workspace.server.request("callHierarchy/incomingCalls", {"item": item})
        assert call["from"]["name"] == "main.os"


def test_workspace_symbols(workspace: Workspace) -> None:
    found = workspace.server.request("workspace/symbol", {"query": "ПерИт"})
    assert ("ПересчитатьИтоги", "CommonModule.ПроводкиСервер") in {
        (one["name"], one["containerName"]) for one in found
    }
    found = workspace.server.request("workspace/symbol", {"query": "СтавкиНалогов"})
    assert found[0]["name"] == "СтавкиНалогов"
    assert found[0]["containerName"] == "InformationRegister"
    assert workspace.server.request("workspace/symbol", {"query": ""}) == []


def test_lenses_say_what_a_method_is_worth(workspace: Workspace) -> None:
    with workspace.open(ENTRIES) as opened:
        lenses = workspace.server.about("textDocument/codeLens", opened.uri)
        told = [workspace.server.request("codeLens/resolve", one)["command"] for one in lenses]
    assert [one["title"] for one in told] == [
        *("references: 1", "complexity: 1"),
        *("references: 1", "complexity: 1"),
        *("references: 1", "complexity: 0"),
    ]
    uri, position, locations = told[0]["arguments"]
    assert (uri, position) == (opened.uri, {"line": 8, "character": 10})
    assert [workspace.told(one) for one in locations] == [f"{LEDGER}: Отразить"]


def test_links_for_clients_that_take_them_and_positions_in_bytes() -> None:
    client = {
        **CLIENT,
        "general": {"positionEncodings": ["utf-8"]},
        "textDocument": {**CLIENT["textDocument"], "definition": {"linkSupport": True}},
    }
    with (
        indexed(FIXTURES / "ledger", client) as one,
        one.open("Documents/Операция/Ext/ObjectModule.bsl") as opened,
    ):
        position = {"line": 6, "character": len("\tПроводкиСервер.".encode())}
        (link,) = one.server.about("textDocument/definition", opened.uri, position=position)
        size = len("Отразить".encode())
        start = len("Процедура ".encode())
        assert link["originSelectionRange"]["end"]["character"] == position["character"] + size
        assert link["targetSelectionRange"] == {
            "start": {"line": 8, "character": start},
            "end": {"line": 8, "character": start + size},
        }
        assert link["targetRange"]["start"]["line"] == 8
