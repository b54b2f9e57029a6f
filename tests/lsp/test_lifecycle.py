"""From the start of the process to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.lsp.raw import FULL_CLIENT, PATIENCE, URI, Server

NOT_INITIALIZED, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32002, -32600, -32601, -32602


def test_initialize_names_the_server_and_its_abilities() -> None:
    with Server() as server:
        answer = server.initialize()
        assert answer["serverInfo"]["name"] == "BSL Pilot"
        assert answer["capabilities"]["positionEncoding"] == "utf-16"
        assert answer["capabilities"]["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
        assert server.leave() == 0


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["utf-16"], "utf-16"),
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-16", "utf-32", "utf-8"], "utf-8"),
        (["utf-32"], "utf-16"),
        (None, "utf-16"),
    ],
)
def test_utf8_is_taken_where_it_is_offered(offered: list[str] | None, chosen: str) -> None:
    with Server() as server:
        capabilities = {} if offered is None else {"general": {"positionEncodings": offered}}
        assert server.initialize(capabilities)["capabilities"]["positionEncoding"] == chosen


def test_order_of_the_life_cycle() -> None:
    with Server() as server:
        assert server.error("textDocument/documentSymbol", {})["code"] == NOT_INITIALIZED
        server.initialize()
        assert server.error("initialize", {"processId": None, "capabilities": {}})["code"] == INVALID_REQUEST
        assert server.error("workspace/noSuchThing")["code"] == METHOD_NOT_FOUND
        assert server.error("textDocument/publishDiagnostics")["code"] == METHOD_NOT_FOUND
        server.tell("$/noSuchThing", {"a": 1})
        server.tell("noSuchThing", [1])
        assert server.request("shutdown") is None
        assert server.error("textDocument/documentSymbol", {})["code"] == INVALID_REQUEST
        server.tell("exit")
        assert server.process.wait(PATIENCE) == 0


def test_exit_without_shutdown_is_a_failure() -> None:
    with Server() as server:
        server.initialize()
        server.tell("exit")
        assert server.process.wait(PATIENCE) == 1


def test_wrong_parameters_are_named() -> None:
    with Server() as server:
        server.initialize()
        error = server.error("textDocument/documentSymbol", {"textDocument": {"uri": 5}})
        assert error == {"code": INVALID_PARAMS, "message": "params.textDocument.uri: a string is expected"}
        server.open("А = 1;")
        error = server.error("textDocument/documentHighlight", {"textDocument": {"uri": URI}})
        assert error["message"] == "params.position: missing"
        server.tell("textDocument/didOpen", {"textDocument": 1})
        server.tell("textDocument/didChange")
        assert server.leave() == 0


def test_a_document_that_is_not_open_has_nothing() -> None:
    with Server() as server:
        server.initialize()
        assert server.about("textDocument/documentSymbol", "file:///none.bsl") is None


def test_the_server_ends_with_its_client_s_stream() -> None:
    with Server() as server:
        server.initialize()
        server.open("Процедура А()\nКонецПроцедуры\n")
        server.diagnostics(1)
        workers = psutil.Process(server.process.pid).children()
        assert len(workers) == 1
        assert server.process.stdin
        server.process.stdin.close()
        assert server.process.wait(PATIENCE) == 1
        assert psutil.wait_procs(workers, PATIENCE)[1] == []


def test_the_worker_ends_with_a_killed_server() -> None:
    with Server() as server:
        server.initialize()
        server.open("А = 1;")
        server.diagnostics(1)
        workers = psutil.Process(server.process.pid).children()
        assert len(workers) == 1
        server.process.kill()
        assert psutil.wait_procs(workers, PATIENCE)[1] == []


def test_the_server_ends_with_the_client_s_process() -> None:
    client = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with Server() as server:
        server.request("initialize", {"processId": client.pid, "capabilities": FULL_CLIENT})
        client.kill()
        client.wait(PATIENCE)
        assert client.stdin
        client.stdin.close()
        assert server.process.wait(PATIENCE) == 1  # our end of its stdin is still open


def test_a_client_of_another_machine_is_not_missed() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(PATIENCE)
    with Server() as server:
        server.initialize(processId=gone.pid)
        assert server.about("textDocument/documentSymbol") is None
        assert server.leave() == 0


def test_trace_tells_how_long_requests_took() -> None:
    with Server() as server:
        server.initialize(trace="messages")
        server.about("textDocument/documentSymbol")
        assert server.notified("$/logTrace")["message"].endswith(" ms")
        server.tell("$/setTrace", {"value": "off"})
        assert server.leave() == 0


def test_the_log_goes_to_a_file_and_holds_no_source(tmp_path: Path) -> None:
    log = tmp_path / "журнал.log"
    with Server("--log", str(log)) as server:
        server.initialize()
        server.open('Пароль = "тайна";')
        server.diagnostics(1)
        server.send_body(b"{")
        server.answer(None)
        assert server.leave() == 0
        assert server.log == ""
    written = log.read_text(encoding="utf-8")
    assert "not JSON" in written
    assert "тайна" not in written


def test_a_log_that_can_t_be_written_is_said(tmp_path: Path) -> None:
    with Server("--log", str(tmp_path)) as server:
        assert server.process.wait(PATIENCE) == 2
        assert str(tmp_path) in server.log
        assert "Traceback" not in server.log
