"""Progress of the first analysis of a big document. The worker is stopped meanwhile, so that it surely lasts."""

from __future__ import annotations

import psutil

from tests.lsp.raw import FULL_CLIENT, Json, Server

METHOD = "Процедура Имя{0}() // 🙂\n\tСообщить({0});\nКонецПроцедуры\n"
BIG_TEXT = "".join(METHOD.format(at) for at in range(7500)) + "Процедура А(\n"
BIG = "file:///%D0%91%D0%BE%D0%BB%D1%8C%D1%88%D0%BE%D0%B9.bsl"
CREATE = "window/workDoneProgress/create"


def stopped_worker(server: Server, capabilities: Json | None = None) -> psutil.Process:
    """A worker that has started and does nothing now."""
    server.initialize(capabilities)
    server.open("А = 1;")
    assert server.diagnostics(1) == []
    (worker,) = psutil.Process(server.process.pid).children()
    worker.suspend()
    return worker


def create(server: Server) -> Json:
    return server.until(lambda one: one.get("method") == CREATE)


def progress(server: Server, token: str) -> Json:
    params = server.notified("$/progress")
    assert params["token"] == token
    value: Json = params["value"]
    return value


def test_the_text_is_big() -> None:
    assert len(BIG_TEXT.encode()) > 512 * 1024


def test_it_is_created_begins_and_ends() -> None:
    with Server() as server:
        worker = stopped_worker(server)
        server.open(BIG_TEXT, BIG)
        asked = create(server)
        token = asked["params"]["token"]
        server.send({"id": asked["id"], "result": None})
        begin = progress(server, token)
        assert (begin["kind"], begin["title"]) == ("begin", "Analysing Большой.bsl")
        worker.resume()
        assert progress(server, token) == {"kind": "end"}
        assert len(server.diagnostics(1, BIG)) > 0
        server.change([{"text": BIG_TEXT + "\n"}], 2, BIG)
        assert len(server.diagnostics(2, BIG)) > 0
        assert server.leave() == 0
        methods = [one.get("method") for one in server.seen]
        assert (methods.count(CREATE), methods.count("$/progress")) == (1, 2)


def test_the_answer_does_not_wait_for_a_client_that_is_slow_to_create_it() -> None:
    with Server() as server:
        worker = stopped_worker(server)
        server.open(BIG_TEXT, BIG)
        asked = create(server)
        worker.resume()
        assert len(server.diagnostics(1, BIG)) > 0
        server.send({"id": asked["id"], "result": None})
        token = asked["params"]["token"]
        assert [progress(server, token)["kind"] for _ in range(2)] == ["begin", "end"]
        assert server.leave() == 0


def test_a_client_that_refuses_gets_the_answer_alone() -> None:
    with Server() as server:
        worker = stopped_worker(server)
        server.open(BIG_TEXT, BIG)
        asked = create(server)
        server.send({"id": asked["id"], "error": {"code": -32603, "message": "no"}})
        worker.resume()
        assert len(server.diagnostics(1, BIG)) > 0
        assert server.leave() == 0
        assert "$/progress" not in [one.get("method") for one in server.seen]


def test_a_client_without_progress_is_not_asked() -> None:
    with Server() as server:
        server.initialize({**FULL_CLIENT, "window": {}})
        server.open(BIG_TEXT, BIG)
        assert len(server.diagnostics(1, BIG)) > 0
        assert CREATE not in [one.get("method") for one in server.seen]
