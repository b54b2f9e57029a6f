"""Settings while the server runs: given by the client, asked of it, and read from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.raw import FULL_CLIENT, URI, Json, Server

BROKEN = "Процедура А() // 🙂\n\tЕсли Б Тогда\nКонецПроцедуры\n"
ASKED_CLIENT: Json = {
    **FULL_CLIENT,
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}
HIDING: Json = {"check": {"ignore": ["ParseError"]}}
WRONG: Json = {"format": {"tabSize": "широко"}}
OWN_FILE = "bsl-pilot.toml"


def is_push(message: Json) -> bool:
    return message.get("method") == "textDocument/publishDiagnostics"


def until_pushed(server: Server, wanted: list[str], uri: str = URI) -> Json:
    """Diagnostics of a document, as soon as its faults of the syntax have these codes; rules may find more."""

    def right(message: Json) -> bool:
        if not is_push(message) or message["params"]["uri"] != uri:
            return False
        found = [one["code"] for one in message["params"]["diagnostics"]]
        return [one for one in found if one == "ParseError"] == wanted

    found: Json = server.until(right)["params"]["diagnostics"]
    return found


def severities(push: Json) -> list[int]:
    """Of faults of the syntax."""
    return [one["severity"] for one in push["params"]["diagnostics"] if one["code"] == "ParseError"]


def pulled(server: Server, *answers: Any) -> Json:
    """Answers the server's next question for settings; what it asked."""
    message = server.until(lambda one: one.get("method") == "workspace/configuration")
    server.send({"id": message["id"], "result": [silent(one) for one in answers]})
    items: Json = message["params"]
    return items


def messages(server: Server) -> list[str]:
    """What the user was shown so far; a request is answered after what was sent before it."""
    server.about("textDocument/documentSymbol")
    shown = [one["params"] for one in server.seen if one.get("method") == "window/showMessage"]
    assert {one["type"] for one in shown} <= {2}
    return [one["message"] for one in shown]


def configure(server: Server, given: Any) -> None:
    if given:
        given = {"bslPilot": silent(given["bslPilot"])}
    server.tell("workspace/didChangeConfiguration", {"settings": given})


def silent(given: Any) -> Any:
    """Settings as given, without ghost text, whose model would be loaded in every test."""
    return {**given, "completion": {"enabled": False}} if isinstance(given, dict) else given


def folder(path: Path) -> Json:
    return {"uri": path.as_uri(), "name": path.name}


def watched(server: Server, path: Path, kind: int) -> None:
    changes = [{"uri": (path / OWN_FILE).as_uri(), "type": kind}]
    server.tell("workspace/didChangeWatchedFiles", {"changes": changes})


def test_settings_are_asked_of_a_client_that_can_tell_them() -> None:
    with Server() as server:
        server.initialize(ASKED_CLIENT)
        registered = server.until(lambda one: one.get("method") == "client/registerCapability")
        server.send({"id": registered["id"], "result": None})
        wanted = {one["method"]: one["registerOptions"] for one in registered["params"]["registrations"]}
        assert wanted["workspace/didChangeConfiguration"] == {"section": "bslPilot"}
        (watcher,) = wanted["workspace/didChangeWatchedFiles"]["watchers"]
        assert OWN_FILE in watcher["globPattern"]
        assert pulled(server, HIDING) == {"items": [{"section": "bslPilot"}]}
        server.open(BROKEN)
        until_pushed(server, [])
        configure(server, None)
        pulled(server, {})
        until_pushed(server, ["ParseError"])
        configure(server, None)
        pulled(server, HIDING)
        until_pushed(server, [])
        assert messages(server) == []
        assert server.leave() == 0


def test_settings_that_come_with_the_notification() -> None:
    with Server() as server:
        server.initialize()
        server.open(BROKEN)
        until_pushed(server, ["ParseError"])
        configure(server, {"bslPilot": HIDING})
        until_pushed(server, [])
        configure(server, {"bslPilot": {"check": {"ignore": []}}})
        until_pushed(server, ["ParseError"])
        configure(server, {"bslPilot": {"check": {"severity": {"ParseError": "hint"}}}})
        server.until(lambda one: is_push(one) and 4 in severities(one))
        assert messages(server) == []


@pytest.mark.parametrize("asked", [False, True])
def test_a_wrong_setting_is_said_once(asked: bool) -> None:
    with Server() as server:
        server.initialize(ASKED_CLIENT if asked else FULL_CLIENT)
        if asked:
            pulled(server, None)
        server.open(BROKEN)
        until_pushed(server, ["ParseError"])
        for turn in range(3):
            configure(server, {"bslPilot": {**WRONG, **HIDING}})
            if asked:
                pulled(server, {**WRONG, **HIDING})
            if turn == 0:
                until_pushed(server, [])  # what is right beside it counts
        for version in range(2, 6):
            server.change([{"text": BROKEN * version}], version)
        server.diagnostics(5)
        (text,) = messages(server)
        assert "tabSize" in text
        assert "широко" in text


def test_a_wrong_setting_is_said_in_the_user_s_language_and_again_after_it_was_right() -> None:
    with Server() as server:
        server.initialize(locale="ru")
        for given in (WRONG, {}, WRONG):
            configure(server, {"bslPilot": given})
        first, second = messages(server)
        assert first == second
        assert "ожидается" in first


@pytest.mark.parametrize("answer", [None, {}, [], [1, 2], ["x"], [[]]])
def test_a_strange_answer_leaves_the_defaults(answer: Any) -> None:
    with Server() as server:
        server.initialize(ASKED_CLIENT)
        asked = server.until(lambda one: one.get("method") == "workspace/configuration")
        server.send({"id": asked["id"], "result": answer})
        server.open(BROKEN)
        until_pushed(server, ["ParseError"])
        assert server.leave() == 0
        assert "Traceback" not in server.log


def test_folders_come_and_go_with_their_settings(tmp_path: Path) -> None:
    quiet, loud = tmp_path / "Тихая", tmp_path / "Громкая"
    for one in (quiet, loud):
        one.mkdir()
    (quiet / OWN_FILE).write_text('[check]\nignore = ["ParseError"]\n', encoding="utf-8")
    inside = (quiet / "Модуль.bsl").as_uri()
    with Server() as server:
        server.initialize(workspaceFolders=[folder(loud)])
        server.open(BROKEN, inside)
        until_pushed(server, ["ParseError"], inside)
        event: Json = {"added": [folder(quiet)], "removed": []}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        until_pushed(server, [], inside)
        event = {"added": [], "removed": [folder(quiet)]}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        until_pushed(server, ["ParseError"], inside)
        assert server.leave() == 0


def test_each_folder_is_asked_for_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "Один", tmp_path / "Другой"
    first, second = ((path / "Модуль.bsl").as_uri() for path in (one, other))
    with Server() as server:
        server.initialize(ASKED_CLIENT, workspaceFolders=[folder(one)])
        scopes = pulled(server, HIDING)["items"]
        assert [item["scopeUri"] for item in scopes] == [one.as_uri()]
        event: Json = {"added": [folder(other)], "removed": []}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        scopes = pulled(server, HIDING, {})["items"]
        assert [item["scopeUri"] for item in scopes] == [one.as_uri(), other.as_uri()]
        server.open(BROKEN, first)
        until_pushed(server, [], first)
        server.open(BROKEN, second)
        until_pushed(server, ["ParseError"], second)


def test_a_settings_file_that_appears_changes_and_goes(tmp_path: Path) -> None:
    file = tmp_path / OWN_FILE
    with Server() as server:
        server.initialize(workspaceFolders=[folder(tmp_path)])
        server.open(BROKEN)
        until_pushed(server, ["ParseError"])
        file.write_bytes(b'\xef\xbb\xbf[check]\r\nignore = ["ParseError"]\r\n')
        watched(server, tmp_path, 1)
        until_pushed(server, [])
        file.write_text("[check]\nignore = []\n", encoding="utf-8")
        watched(server, tmp_path, 2)
        until_pushed(server, ["ParseError"])
        file.write_text('[check]\nignore = ["ParseError"]\n', encoding="utf-8")
        watched(server, tmp_path, 2)
        until_pushed(server, [])
        file.unlink()
        watched(server, tmp_path, 3)
        until_pushed(server, ["ParseError"])
        assert messages(server) == []


def test_a_broken_settings_file_is_named_once_and_left_out(tmp_path: Path) -> None:
    with Server() as server:
        server.initialize(workspaceFolders=[folder(tmp_path)])
        (tmp_path / OWN_FILE).write_text('[check\nignore = "🙂"\n', encoding="utf-8")
        for _ in range(3):
            watched(server, tmp_path, 2)
        server.open(BROKEN)
        until_pushed(server, ["ParseError"])
        (text,) = messages(server)
        assert OWN_FILE in text
        assert "\n" not in text
