"""Findings that need the workspace, repairs that are worked out when chosen, ways not to be told, explanations."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bsl_pilot.lsp.uri import path_of

from tests.lsp.raw import FULL_CLIENT, PULLING_CLIENT, SILENT, URI, Json, Server
from tests.lsp.test_diagnostics import WHOLE, apply
from tests.lsp.workspaces import READY
from tests.unit.review.configurations import placed

COMMON = "CommonModules/Общий/Ext/Module.bsl"
USER = "CommonModules/Иной/Ext/Module.bsl"
CALLS = "Процедура Тест() Экспорт\n\t// 🙂\n\tОбщий.Есть();\n\tОбщий.Нет();\nКонецПроцедуры\n"
MISSING = "MissingCommonModuleMethod"
RESOLVING: Json = {
    "dataSupport": True,
    "resolveSupport": {"properties": ["edit"]},
    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
}
CLIENT: Json = {
    **FULL_CLIENT,
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "codeLens": {"refreshSupport": True},
    },
    "textDocument": {
        **FULL_CLIENT["textDocument"],
        "codeAction": RESOLVING,
        "publishDiagnostics": {
            **FULL_CLIENT["textDocument"]["publishDiagnostics"],
            "tagSupport": {"valueSet": [1, 2]},
            "dataSupport": True,
            "codeDescriptionSupport": True,
        },
    },
}
SWAP = "Процедура А(П)\r\n\tП = П;\r\n\tБ(П);\r\n\tП = П;\r\nКонецПроцедуры\r\n"


def only(*keys: str) -> Json:
    return {"settings": {**SILENT["settings"], "check": {"select": list(keys)}}}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A configuration with two common modules."""
    placed(tmp_path, USER, CALLS, {COMMON: "Процедура Есть() Экспорт\nКонецПроцедуры\n"})
    return tmp_path


@contextmanager
def known(folder: Path, capabilities: Json, options: Json) -> Iterator[Server]:
    """A server that knows the folder."""
    with Server() as server:
        server.initialize(capabilities, rootUri=folder.as_uri(), initializationOptions=options)
        asked = server.until(lambda one: one.get("method") == READY)
        server.send({"id": asked["id"], "result": None})
        yield server
        assert "Traceback" not in server.log, server.log


def codes(found: list[Json]) -> list[str]:
    return [one["code"] for one in found]


def test_what_the_workspace_tells_comes_with_the_rest_and_moves_with_the_text(project: Path) -> None:
    uri = (project / USER).as_uri()
    with known(project, CLIENT, only(MISSING, "ParseError")) as server:
        server.open(CALLS, uri)
        (finding,) = until_codes(server, uri, [MISSING])
        assert finding["range"]["start"]["line"] == 3
        top = {"line": 0, "character": 0}
        server.change([{"range": {"start": top, "end": top}, "text": "Если\n"}], 2, uri)
        found = until_codes(server, uri, ["ParseError", MISSING])
        assert found[-1]["range"]["start"]["line"] == 4
        fixed = CALLS.replace("Нет", "Есть")
        server.change([{"text": fixed}], 3, uri)
        assert until_codes(server, uri, []) == []


def until_codes(server: Server, uri: str, wanted: list[str]) -> list[Json]:
    """The next diagnostics of a document that have these codes."""

    def right(message: Json) -> bool:
        params = message.get("params", {})
        is_push = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
        return is_push and codes(params["diagnostics"]) == wanted

    found: list[Json] = server.until(right)["params"]["diagnostics"]
    return found


def test_nothing_of_the_workspace_is_said_before_it_is_known(project: Path) -> None:
    uri = (project / USER).as_uri()
    with Server() as server:
        off = {"settings": {**only(MISSING)["settings"], "index": {"enabled": False}}}
        server.initialize(PULLING_CLIENT, rootUri=project.as_uri(), initializationOptions=off)
        server.open(CALLS, uri)
        assert server.about("textDocument/diagnostic", uri)["items"] == []


def test_pulled_findings_of_the_workspace_have_result_ids(project: Path) -> None:
    uri = (project / USER).as_uri()
    pulling = {
        **CLIENT,
        "textDocument": {**CLIENT["textDocument"], "diagnostic": {}},
    }
    with known(project, pulling, only(MISSING)) as server:
        server.open(CALLS, uri)
        first = server.about("textDocument/diagnostic", uri)
        assert first["items"] == []  # nothing waits for the workspace
        while not first["items"]:
            time.sleep(1)  # as after typing: while questions come one after the other, nothing is looked for
            first = server.about("textDocument/diagnostic", uri)
        assert codes(first["items"]) == [MISSING]
        again = server.about("textDocument/diagnostic", uri, previousResultId=first["resultId"])
        assert again == {"kind": "unchanged", "resultId": first["resultId"]}
        server.change([{"text": CALLS.replace("Нет", "Есть")}], 2, uri)
        assert server.about("textDocument/diagnostic", uri)["items"] == []


def actions(server: Server, **context: object) -> dict[str, Json]:
    found = server.about("textDocument/codeAction", range=WHOLE, context={"diagnostics": [], **context})
    return {one["title"]: one for one in found}


def edits(action: Json) -> list[Json]:
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"]["uri"] == URI
    found: list[Json] = change["edits"]
    return found


def test_repairs_are_worked_out_when_they_are_chosen() -> None:
    with Server() as server:
        server.initialize(CLIENT, initializationOptions=only("SelfAssign"))
        server.open(SWAP)
        assert codes(server.diagnostics(1)) == ["SelfAssign", "SelfAssign"]
        found = actions(server)
        one = next(action for action in found.values() if action.get("isPreferred"))
        assert "edit" not in one
        resolved = server.request("codeAction/resolve", one)
        assert apply(SWAP, edits(resolved)).count("П = П") == 1
        every = server.request("codeAction/resolve", found["Fix all SelfAssign in the file: 2"])
        fixed = apply(SWAP, edits(every))
        assert fixed == "Процедура А(П)\r\n\tБ(П);\r\nКонецПроцедуры\r\n"
        on_save = actions(server, only=["source.fixAll"])
        assert apply(SWAP, edits(on_save["Fix all that can be fixed safely"])) == fixed
        server.change([{"text": fixed}], 2)
        assert server.diagnostics(2) == []
        assert "since the action" in server.error("codeAction/resolve", one)["message"]


def test_what_needs_a_reader_is_not_repaired_on_save() -> None:
    unused = "Процедура А(П)\r\n\tБ = 1; // 😀\r\nКонецПроцедуры\r\n"
    with Server() as server:
        server.initialize(CLIENT, initializationOptions=only("UnusedLocalVariable"))
        server.open(unused)
        assert [one["code"] for one in server.diagnostics(1)] == ["UnusedLocalVariable"]
        assert "Fix all that can be fixed safely" not in actions(server, only=["source.fixAll"])


def test_a_rule_is_suppressed_in_the_language_of_the_module() -> None:
    with Server() as server:
        server.initialize(CLIENT, initializationOptions=only("SelfAssign"))
        for version, text in enumerate((SWAP, SWAP.replace("П = П;\r\n\tБ", "// 🙂\r\n\tБ")), 1):
            server.change([{"text": text}], version) if version > 1 else server.open(text)
            server.diagnostics(version)
            found = actions(server)
            here = apply(text, edits(found["Suppress SelfAssign on this line"]))
            assert "П = П; // bsl-pilot:выкл SelfAssign\r\n" in here
            method = apply(text, edits(found["Suppress SelfAssign in this method"]))
            assert method.startswith("// bsl-pilot:выкл SelfAssign\r\nПроцедура")
            assert method.endswith("КонецПроцедуры\r\n// bsl-pilot:вкл SelfAssign\r\n")
            server.change([{"text": method}], version + 10)
            assert server.diagnostics(version + 10) == []


def test_a_rule_is_turned_off_in_a_file_that_is_made_for_it(tmp_path: Path) -> None:
    with Server() as server:
        server.initialize(CLIENT, rootUri=tmp_path.as_uri(), initializationOptions=only("SelfAssign"))
        server.open(SWAP)
        server.diagnostics(1)
        action = actions(server)["Turn SelfAssign off in the settings (bsl-pilot.toml)"]
        create, change = server.request("codeAction/resolve", action)["edit"]["documentChanges"]
        assert create["kind"] == "create"
        path = path_of(create["uri"])
        assert path == tmp_path / "bsl-pilot.toml"
        assert change["textDocument"] == {"uri": create["uri"], "version": None}
        assert tomllib.loads(apply("", change["edits"])) == {"check": {"ignore": ["SelfAssign"]}}
        path.write_text("[check\n", encoding="utf-8")
        assert "bsl-pilot.toml" in server.error("codeAction/resolve", action)["message"]


def test_a_finding_says_how_it_is_painted_and_where_more_is_told() -> None:
    with Server() as server:
        server.initialize(CLIENT, initializationOptions=only("SelfAssign"))
        server.open(SWAP)
        finding = server.diagnostics(1)[0]
        assert finding["tags"] == [1]
        assert finding["data"] == {"fixable": True}
    with Server() as server:
        options = {**only("SelfAssign"), "commandLinks": True}
        server.initialize(CLIENT, initializationOptions=options, locale="ru")
        server.open(SWAP)
        link = server.diagnostics(1)[0]["codeDescription"]["href"]
        assert link.startswith("command:bslPilot.explainRule?%5B%22SelfAssign%22")
        action = actions(server)["Что такое SelfAssign?"]
        key, uri, span = action["command"]["arguments"]
        page = server.request("bslPilot/explainRule", {"key": key, "uri": uri, "range": span})
        assert page["title"] in page["markdown"]
        assert "Здесь:\n\n```bsl\n\tП = П;\n```" in page["markdown"]
        assert "SelfAssign" in page["markdown"]
        assert server.request("bslPilot/explainRule", {"key": "Нет", "uri": uri}) is None


def workspace_report(server: Server, known: list[Json], token: str | None = None) -> int:
    params = {"previousResultIds": known, **({"partialResultToken": token} if token else {})}
    return server.ask("workspace/diagnostic", params)


def test_the_workspace_is_checked_once_and_then_what_is_saved(project: Path) -> None:
    path, uri = project / USER, (project / USER).as_uri()
    with known(project, {**CLIENT, "textDocument": {"diagnostic": {}}}, only(MISSING)) as server:
        (report,) = server.answer(workspace_report(server, []))["result"]["items"]
        assert (report["uri"], report["kind"], codes(report["items"])) == (uri, "full", [MISSING])
        assert report["items"][0]["range"]["start"] == {"line": 3, "character": 7}
        had = [{"uri": uri, "value": report["resultId"]}]
        waits = workspace_report(server, had, "часть")
        path.write_text(CALLS.replace("Нет", "Есть"), encoding="utf-8")
        server.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert server.answer(waits)["result"] == {"items": []}
        parts = [one["params"]["value"] for one in server.seen if one.get("method") == "$/progress"]
        (gone,) = next(one["items"] for one in parts if "items" in one)
        assert (gone["uri"], gone["items"]) == (uri, [])


def test_a_question_about_the_workspace_is_cancelled(project: Path) -> None:
    with known(project, {**CLIENT, "textDocument": {"diagnostic": {}}}, only(MISSING)) as server:
        assert server.answer(workspace_report(server, []))["result"]["items"]
        waits = workspace_report(server, [])
        server.tell("$/cancelRequest", {"id": waits})
        assert server.answer(waits)["error"]["code"] == -32800


def test_a_mistake_about_rules_is_told_once() -> None:
    with Server() as server:
        server.initialize(CLIENT)
        check = {"ignore": ["LineLenght"], "parameters": {"LineLength": {"maxLineLength": "много"}}}
        for tab in (2, 3):
            given = {**only()["settings"], "check": check, "format": {"tabSize": tab}}
            server.tell("workspace/didChangeConfiguration", {"settings": {"bslPilot": given}})
        told = server.notified("window/showMessage")["message"]
        assert "LineLenght; did you mean LineLength?" in told
        assert "maxLineLength" in told
        given["check"] = {}
        server.tell("workspace/didChangeConfiguration", {"settings": {"bslPilot": given}})
        server.open(SWAP)
        server.diagnostics(1)
        assert sum(one.get("method") == "window/showMessage" for one in server.seen) == 1


def test_renaming_an_exported_method_shows_where_it_is_called_in_another_open_module(project: Path) -> None:
    uri, other = (project / USER).as_uri(), (project / COMMON).as_uri()
    with known(project, CLIENT, only(MISSING)) as server:
        server.open(CALLS.replace("Нет", "Есть"), uri)
        text = "// 🙂\nПроцедура Есть() Экспорт\nКонецПроцедуры\n"
        server.open(text, other)
        server.diagnostics(1, uri)
        name = {"start": {"line": 1, "character": 10}, "end": {"line": 1, "character": 14}}
        server.change([{"range": name, "text": "Было"}], 2, other)
        found = until_codes(server, uri, [MISSING, MISSING])
        assert [one["range"]["start"]["line"] for one in found] == [2, 3]
        server.change([{"text": text}], 3, other)
        assert until_codes(server, uri, []) == []
