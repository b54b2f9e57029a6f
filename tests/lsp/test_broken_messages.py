"""What no client should send: each gets a clear answer, and the server lives on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.lsp.raw import URI, Server

PARSE_ERROR, INVALID_REQUEST = -32700, -32600


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        one.initialize()
        yield one
        one.open("Процедура Жива()\nКонецПроцедуры")
        assert [symbol["name"] for symbol in one.about("textDocument/documentSymbol")] == ["Жива"]
        assert one.leave() == 0
        assert "Traceback" not in one.log


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", PARSE_ERROR),
        (b"", PARSE_ERROR),
        (b"\xff\xfe{}", PARSE_ERROR),
        ("Процедура".encode("cp1251"), PARSE_ERROR),
        (b"[" * 100_000, PARSE_ERROR),
        (b'{"a":' * 100_000, PARSE_ERROR),
        (b"1" * 10_000, PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b'[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b'"exit"', INVALID_REQUEST),
        (b"{}", INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":{},"method":"shutdown"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":null,"method":"shutdown"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":true,"method":"shutdown"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":7,"method":5}', INVALID_REQUEST),
    ],
)
def test_a_body_that_is_no_message(server: Server, body: bytes, code: int) -> None:
    server.send_body(body)
    assert server.answer(None)["error"]["code"] == code


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n",
        b'{"jsonrpc":"2.0"}',
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n\r\n",
        b"Content-Type: text/plain\r\n\r\n",
        b"\x00\x01\x02\n\xff\n" * 1000,
        b"X" * 100_000,
    ],
)
def test_a_header_that_is_none(server: Server, data: bytes) -> None:
    server.send_bytes(data)
    ident = len(server.asked) + 1
    server.asked[ident] = "textDocument/documentSymbol"
    server.send(
        {"id": ident, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": "a:b"}}}
    )
    assert server.answer(None)["error"]["code"] == PARSE_ERROR
    assert server.answer(ident)["result"] is None


def test_headers_in_any_case_and_order(server: Server) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": "й", "method": "textDocument/documentSymbol"}).encode()
    server.asked["й"] = "textDocument/documentSymbol"
    head = (
        b"content-TYPE: application/vscode-jsonrpc; charset=utf-8\r\nX-Any: 1\r\nCONTENT-length :%d\r\n\r\n"
    )
    server.send_bytes(head % len(body) + body)
    assert server.answer("й")["error"]["message"] == "params: an object is expected"


def test_an_answer_that_nobody_waits_for(server: Server) -> None:
    server.send({"id": 99, "result": {}})
    server.send({"id": "x", "error": {"code": 1, "message": "no"}})
    server.send({"id": [1], "result": {}})


def test_an_id_that_is_in_use(server: Server) -> None:
    server.open("А = 1;" * 5_000)
    for _ in range(2):
        server.asked[77] = "textDocument/foldingRange"
        params = {"textDocument": {"uri": URI}}
        server.send({"id": 77, "method": "textDocument/foldingRange", "params": params})
    assert server.answer(None)["error"]["code"] == INVALID_REQUEST
    assert "result" in server.answer(77)


def test_a_message_over_the_limit_is_skipped(server: Server) -> None:
    size = 130 * 1024 * 1024
    server.send_bytes(b"Content-Length: %d\r\n\r\n" % size)
    for _ in range(130):
        server.send_bytes(bytes(1024 * 1024))
    assert "over the limit" in server.answer(None)["error"]["message"]


def test_a_document_of_fifty_megabytes(server: Server) -> None:
    server.open("А = 1;\n" * 6_000_000, "file:///big.bsl")
    assert "big.bsl" in server.notified("window/showMessage")["message"]
    assert server.about("textDocument/documentSymbol", "file:///big.bsl") is None
    everything = {"start": {"line": 0, "character": 0}, "end": {"line": 7_000_000, "character": 0}}
    server.change([{"range": everything, "text": "Процедура Б()\nКонецПроцедуры"}], 2, "file:///big.bsl")
    assert [one["name"] for one in server.about("textDocument/documentSymbol", "file:///big.bsl")] == ["Б"]
