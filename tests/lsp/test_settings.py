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


def pushed(server: Server, uri: str = URI) -> list[str]:
    """Codes of the next diagnostics of a document."""
    message = server.until(lambda one: is_push(one) and one["params"]["uri"] == uri)
    return [one["code"] for one in message["params"]["diagnostics"]]


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
        assert pushed(server) == []
        configure(server, None)
        pulled(server, {})
        assert pushed(server) == ["ParseError"]
        configure(server, None)
        pulled(server, HIDING)
        assert pushed(server) == []
        assert messages(server) == []
        assert server.leave() == 0


def test_settings_that_come_with_the_notification() -> None:
    with Server() as server:
        server.initialize()
        server.open(BROKEN)
        assert pushed(server) == ["ParseError"]
        configure(server, {"bslPilot": HIDING})
        assert pushed(server) == []
        configure(server, {"bslPilot": {"check": {"ignore": []}}})
        assert pushed(server) == ["ParseError"]
        configure(server, {"bslPilot": {"check": {"severity": {"ParseError": "hint"}}}})
        pushed(server)
        assert server.seen[-1]["params"]["diagnostics"][0]["severity"] == 4
        assert messages(server) == []


@pytest.mark.parametrize("asked", [False, True])
def test_a_wrong_setting_is_said_once(asked: bool) -> None:
    with Server() as server:
        server.initialize(ASKED_CLIENT if asked else FULL_CLIENT)
        if asked:
            pulled(server, None)
        server.open(BROKEN)
        assert pushed(server) == ["ParseError"]
        for turn in range(3):
            configure(server, {"bslPilot": {**WRONG, **HIDING}})
            if asked:
                pulled(server, {**WRONG, **HIDING})
            if turn == 0:
                assert pushed(server) == []  # what is right beside it counts
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
        assert pushed(server) == ["ParseError"]
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
        assert pushed(server, inside) == ["ParseError"]
        event: Json = {"added": [folder(quiet)], "removed": []}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert pushed(server, inside) == []
        event = {"added": [], "removed": [folder(quiet)]}
        server.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert pushed(server, inside) == ["ParseError"]
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
        assert pushed(server, first) == []
        server.open(BROKEN, second)
        assert pushed(server, second) == ["ParseError"]


def test_a_settings_file_that_appears_changes_and_goes(tmp_path: Path) -> None:
    file = tmp_path / OWN_FILE
    with Server() as server:
        server.initialize(workspaceFolders=[folder(tmp_path)])
        server.open(BROKEN)
        assert pushed(server) == ["ParseError"]
        file.write_bytes(b'\xef\xbb\xbf[check]\r\nignore = ["ParseError"]\r\n')
        watched(server, tmp_path, 1)
        assert pushed(server) == []
        file.write_text("[check]\nignore = []\n", encoding="utf-8")
        watched(server, tmp_path, 2)
        assert pushed(server) == ["ParseError"]
        file.write_text('[check]\nignore = ["ParseError"]\n', encoding="utf-8")
        watched(server, tmp_path, 2)
        assert pushed(server) == []
        file.unlink()
        watched(server, tmp_path, 3)
        assert pushed(server) == ["ParseError"]
        assert messages(server) == []


def test_a_broken_settings_file_is_named_once_and_left_out(tmp_path: Path) -> None:
    with Server() as server:
        server.initialize(workspaceFolders=[folder(tmp_path)])
        (tmp_path / OWN_FILE).write_text('[check\nignore = "🙂"\n', encoding="utf-8")
        for _ in range(3):
            watched(server, tmp_path, 2)
        server.open(BROKEN)
        assert pushed(server) == ["ParseError"]
        (text,) = messages(server)
        assert OWN_FILE in text
        assert "\n" not in text
