"""The same server over TCP and WebSocket."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.lsp import raw
from tests.lsp.raw import PATIENCE, Closed, Conversation, Server

TEXT = "Процедура Ё()\nКонецПроцедуры // 🙂\n"


def port_of(server: Server) -> int:
    """The port that the server chose."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(r"listening on \S+:(\d+)\n", server.log)
        if found:
            return int(found[1])
        time.sleep(0.02)
    raise AssertionError(server.log)


class Tcp(Conversation):
    """A client over TCP."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        super().__init__(self.socket.sendall)
        self._stream = cast("BinaryIO", self.socket.makefile("rb"))

    def next(self) -> raw.Json:
        self.arrived(raw.read_message(self._stream))
        return super().next()

    def close(self) -> None:
        """Hangs up."""
        self._stream.close()
        self.socket.close()


class WebSocket(Conversation):
    """A client over WebSocket."""

    def __init__(self, connection: ClientConnection) -> None:
        super().__init__(lambda _data: None)
        self.connection = connection

    def send_body(self, body: bytes) -> None:
        self.connection.send(body, text=True)

    def next(self) -> raw.Json:
        self.arrived(json.loads(self.connection.recv(PATIENCE)))
        return super().next()


@contextmanager
def tcp(port: int) -> Iterator[Tcp]:
    client = Tcp(port)
    try:
        yield client
    finally:
        client.close()


def work(client: Conversation) -> None:
    """A short session up to its end."""
    client.initialize()
    client.open(TEXT)
    assert [one["name"] for one in client.about("textDocument/documentSymbol")] == ["Ё"]
    assert client.diagnostics(1) == []


def test_tcp_serves_one_client_after_another_until_one_says_exit() -> None:
    with Server("--tcp", "127.0.0.1:0") as server:
        port = port_of(server)
        with tcp(port) as first:
            work(first)
            with tcp(port) as second:
                assert "another client" in second.notified("window/showMessage")["message"]
                with pytest.raises(Closed):
                    second.next()
            first.send_body(b"{")
            assert first.answer(None)["error"]["code"] == -32700
        for _ in range(100):  # the server has to notice that the first one hung up
            with tcp(port) as third:
                third.asked[1] = "initialize"
                third.send({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
                if third.next().get("id") == 1:
                    assert third.request("shutdown") is None
                    third.tell("exit")
                    break
            time.sleep(0.05)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.log


def test_a_web_page_gets_nothing_over_tcp() -> None:
    with Server("--tcp", "127.0.0.1:0") as server, tcp(port_of(server)) as client:
        client.send_bytes(
            b'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n{"id":1,"method":"initialize","params":{}}'
        )
        assert "not a web server" in client.answer(None)["error"]["message"]
        with pytest.raises((Closed, ConnectionError)):
            client.next()


def test_websocket_serves_and_ends() -> None:
    with Server("--ws", "127.0.0.1:0") as server:
        address = f"ws://127.0.0.1:{port_of(server)}"
        with connect(address) as connection:
            client = WebSocket(connection)
            work(client)
            with connect(address) as second, pytest.raises(ConnectionClosed, match="another client"):
                second.recv(PATIENCE)
            client.send_body(b"[]")
            assert client.answer(None)["error"]["code"] == -32600
            assert client.request("shutdown") is None
            client.tell("exit")
            assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.log


def test_a_page_of_another_machine_can_t_open_the_websocket() -> None:
    with Server("--ws", "127.0.0.1:0") as server:
        address = f"ws://127.0.0.1:{port_of(server)}"
        with (
            pytest.raises(InvalidStatus, match="403"),
            connect(address, origin=raw_origin("https://evil.example")),
        ):
            pass
        with connect(address, origin=raw_origin("http://localhost:8080")) as connection:
            work(WebSocket(connection))


def raw_origin(text: str) -> Any:
    """The header's value, in the type that the library wants."""
    return text


@pytest.mark.parametrize("option", ["--tcp", "--ws"])
def test_addresses_that_are_refused(option: str) -> None:
    with Server(option, "0.0.0.0:0") as server:
        assert server.process.wait(PATIENCE) == 2
        assert "SSH" in server.log
        assert server.log.count("\n") == 1
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        Server(option, f"127.0.0.1:{taken.getsockname()[1]}") as server,
    ):
        assert server.process.wait(PATIENCE) == 2
        assert "Traceback" not in server.log
