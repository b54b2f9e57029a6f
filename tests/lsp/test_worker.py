"""The worker dies, and nobody notices."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from tests.lsp.raw import PATIENCE, PULLING_CLIENT, URI, Server

BROKEN = "Процедура А()\n\tЕсли Б Тогда\nКонецПроцедуры\n"


def worker(server: Server) -> psutil.Process:
    (one,) = psutil.Process(server.process.pid).children()
    return one


def kill_worker(server: Server) -> None:
    process = worker(server)
    process.kill()
    psutil.wait_procs([process], PATIENCE)


def test_it_starts_when_it_is_needed() -> None:
    with Server() as server:
        server.initialize(PULLING_CLIENT)
        server.open(BROKEN)
        server.about("textDocument/documentSymbol")
        assert psutil.Process(server.process.pid).children() == []
        assert len(server.about("textDocument/diagnostic")["items"]) == 1
        assert worker(server).is_running()


def test_a_killed_worker_is_replaced_and_knows_the_edits() -> None:
    with Server() as server:
        server.initialize()
        server.open(BROKEN)
        assert len(server.diagnostics(1)) == 1
        kill_worker(server)
        end = {"line": 3, "character": 0}
        server.change([{"range": {"start": end, "end": end}, "text": BROKEN}], 2)
        assert len(server.diagnostics(2)) == 2
        kill_worker(server)
        assert len(server.about("textDocument/foldingRange")) == 2
        assert server.leave() == 0
        assert "Traceback" not in server.log


def test_a_request_that_is_with_the_worker_when_it_dies_is_sent_again() -> None:
    with Server() as server:
        server.initialize(PULLING_CLIENT)
        server.open(BROKEN)
        server.about("textDocument/diagnostic")
        server.open(BROKEN * 500, "file:///large.bsl")
        asked = server.ask("textDocument/diagnostic", {"textDocument": {"uri": "file:///large.bsl"}})
        kill_worker(server)
        assert len(server.answer(asked)["result"]["items"]) == 500


def test_a_worker_that_dies_after_each_answer_is_replaced_each_time() -> None:
    with Server() as server:
        server.initialize(PULLING_CLIENT)
        server.open(BROKEN)
        server.about("textDocument/diagnostic")
        errors = 0
        for _ in range(8):
            asked = server.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": URI}})
            answer = server.answer(asked)
            errors += "error" in answer
            for child in psutil.Process(server.process.pid).children():
                child.kill()
        assert errors == 0  # it answered each time: only deaths in a row count
        assert [one["name"] for one in server.about("textDocument/documentSymbol")] == ["А"]


@pytest.mark.skipif(os.name == "nt", reason="a folder that Windows has open can't be removed")
def test_nothing_is_imported_from_the_folder_that_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    for name in ("pickle", "bsl_pilot", "struct", "json"):
        (tmp_path / f"{name}.py").write_text(f"open({str(trap)!r}, 'w')", encoding="utf-8")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")  # only our own command line is under test
    monkeypatch.chdir(tmp_path)
    with Server() as server:
        monkeypatch.delenv("PYTHONSAFEPATH")
        server.initialize(PULLING_CLIENT)
        server.open(BROKEN)
        assert len(server.about("textDocument/diagnostic")["items"]) == 1
    assert not trap.exists()
