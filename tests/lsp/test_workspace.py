"""The index behind the editor: its progress, its growth, what is known without it, and its end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.lsp.raw import FULL_CLIENT, SILENT, Json, Server
from tests.lsp.workspaces import FIXTURES, Opened, Workspace, indexed

MODULE = "CommonModules/ПроводкиСервер/Ext/Module.bsl"
ALONE = "Перем Общий;\nПроцедура А(Б) // 🙂\n\tВ = Б + Общий;\n\tГ(В);\nКонецПроцедуры\nПроцедура Г(Д)\nКонецПроцедуры\n"
OFF: Json = {"settings": {"index": {"enabled": False}, "completion": {"enabled": False}}}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A project that is not cached."""
    return Path(shutil.copytree(FIXTURES / "ledger", tmp_path / "ledger"))


def lines(opened: Opened, method: str, word: str, nth: int = 0, **more: object) -> list[int]:
    return [one["range"]["start"]["line"] for one in opened.ask(method, opened.at(word, nth), **more)]


@pytest.mark.parametrize("options", [OFF, SILENT])
def test_a_module_alone_knows_itself(tmp_path: Path, options: Json) -> None:
    with Server() as server:
        folder = {"rootUri": tmp_path.as_uri()} if options is OFF else {}
        server.initialize(FULL_CLIENT, initializationOptions=options, **folder)
        with Workspace(server, tmp_path).open("м.bsl", ALONE) as opened:
            assert lines(opened, "textDocument/definition", "Б +") == [1]
            assert lines(opened, "textDocument/definition", "Общий", 1) == [0]
            assert lines(opened, "textDocument/definition", "Г(В)") == [5]
            assert lines(opened, "textDocument/references", "Г(Д)", context={}) == [3]
            edit = opened.ask("textDocument/rename", opened.at("Г(В)"), newName="Е")
            assert [one["range"]["start"]["line"] for one in edit["documentChanges"][0]["edits"]] == [3, 5]
        assert server.request("workspace/symbol", {"query": "Г"}) == []
        assert server.leave() == 0


def test_while_the_index_is_not_ready_answers_are_missing_or_right(ledger: Path) -> None:
    with Server() as server:
        server.initialize(FULL_CLIENT, rootUri=ledger.as_uri())
        with Workspace(server, ledger).open("Documents/Операция/Ext/ObjectModule.bsl") as opened:
            found = opened.ask("textDocument/definition", opened.at("Отразить"))
            assert [one["range"]["start"]["line"] for one in found] in ([], [8])
            answer = server.answer(
                server.ask(
                    "textDocument/rename",
                    {
                        "textDocument": {"uri": opened.uri},
                        "position": opened.position(opened.at("ОбработкаПроведения")),
                        "newName": "А",
                    },
                )
            )
            assert "error" in answer
        assert server.leave() == 0


def test_files_and_documents_that_change(ledger: Path) -> None:
    use = "Процедура А()\n\tПроводкиСервер.Вторая();\nКонецПроцедуры\n"
    with indexed(ledger) as one, one.open("Documents/Операция/Ext/ObjectModule.bsl", use) as opened:
        assert opened.ask("textDocument/definition", opened.at("Вторая")) == []
        with one.open(MODULE, "// 🙂\nПроцедура Вторая() Экспорт\nКонецПроцедуры\n") as other:
            (use_place,) = other.ask("textDocument/references", other.at("Вторая"), context={})
            assert use_place["range"]["start"] == {"line": 1, "character": 16}
            (place,) = opened.ask("textDocument/definition", opened.at("Вторая"))
            assert place["range"]["start"] == {"line": 1, "character": 10}


def test_a_folder_that_is_added_and_removed(ledger: Path) -> None:
    with Server() as server:
        server.initialize(FULL_CLIENT, initializationOptions=SILENT)
        one = Workspace(server, ledger)
        with one.open("Documents/Операция/Ext/ObjectModule.bsl") as opened:
            folder = {"uri": ledger.as_uri(), "name": "ledger"}
            change = {"event": {"added": [folder], "removed": []}}
            server.tell("workspace/didChangeWorkspaceFolders", change)
            at = opened.at("Отразить")
            while not (found := opened.ask("textDocument/definition", at)):
                pass
            assert [one.told(place) for place in found] == [f"{MODULE}: Отразить"]
            server.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
            assert opened.ask("textDocument/definition", at) == []
        assert server.leave() == 0


def test_no_folder_at_all(tmp_path: Path) -> None:
    with Server() as server:
        server.initialize(FULL_CLIENT, rootUri=(tmp_path / "нет").as_uri())
        with Workspace(server, tmp_path).open("нет/м.bsl", ALONE) as opened:
            assert lines(opened, "textDocument/definition", "Б +") == [1]
        assert server.leave() == 0


def test_lenses_can_be_turned_off(ledger: Path) -> None:
    settings = {"codeLens": {"references": False, "complexity": False}, **OFF["settings"]}
    with Server() as server:
        server.initialize(FULL_CLIENT, initializationOptions={"settings": settings}, rootUri=ledger.as_uri())
        with Workspace(server, ledger).open(MODULE) as opened:
            assert server.about("textDocument/codeLens", opened.uri) == []
        assert server.leave() == 0
