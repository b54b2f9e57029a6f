"""The message loop takes anything: it answers, and never raises."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.lsp.rpc.endpoint import Endpoint, Handler
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.session import Session

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3)
    ),
    max_leaves=8,
)
METHODS = st.sampled_from(
    [
        "initialize", "initialized", "shutdown", "$/cancelRequest", "$/setTrace", "textDocument/didOpen",
        "textDocument/didChange", "textDocument/didClose", "textDocument/documentSymbol", "workspace/didChangeConfiguration",
        "textDocument/documentHighlight", "textDocument/selectionRange", "textDocument/rangeFormatting",
        "textDocument/onTypeFormatting", "workspace/didChangeWorkspaceFolders", "x",
    ]
)  # fmt: skip
DOCUMENT = st.fixed_dictionaries(
    {"uri": st.just("file:///a.bsl"), "version": st.integers(0, 3), "text": st.just("Процедура А()\n🙂")}
)
POSITION = st.fixed_dictionaries({"line": st.integers(-1, 3), "character": st.integers(-1, 9)})
PARAMS = JSON | st.fixed_dictionaries(
    {"textDocument": DOCUMENT},
    optional={
        "position": POSITION | JSON,
        "positions": st.lists(POSITION, max_size=2) | JSON,
        "range": st.fixed_dictionaries({"start": POSITION, "end": POSITION}) | JSON,
        "ch": st.just("\n"),
        "contentChanges": st.lists(st.fixed_dictionaries({"text": st.text(max_size=3)}), max_size=2) | JSON,
    },
)
MESSAGES = st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0"), "method": METHODS, "params": PARAMS},
    optional={"id": st.integers(1, 3) | st.text(max_size=2) | JSON},
)


class Router:
    """Finds handlers in a dictionary."""

    def __init__(self, **handlers: Handler) -> None:
        self.handlers = handlers

    def request(self, method: str) -> Handler:
        if method not in self.handlers:
            raise ResponseError(ErrorCode.METHOD_NOT_FOUND, method)
        return self.handlers[method]

    def notification(self, method: str) -> Handler | None:
        return self.handlers.get(method)


def talk(router: Router, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What the endpoint answers."""
    sent: list[bytes] = []

    async def run() -> None:
        endpoint = Endpoint(sent.append, router)
        for message in messages:
            endpoint.receive(json.dumps(message).encode())
        await asyncio.sleep(0.01)
        endpoint.close()

    asyncio.run(run())
    return [json.loads(one) for one in sent]


@given(st.lists(MESSAGES, max_size=8))
def test_no_message_stops_a_session(messages: list[dict[str, Any]]) -> None:
    sent: list[bytes] = []
    begin = {
        "id": 99,
        "method": "initialize",
        "params": {"capabilities": {"textDocument": {"diagnostic": {}}}},
    }

    async def run() -> None:
        session = Session(sent.append)
        for message in [begin, *messages]:
            session.receive(json.dumps(message).encode())
        await asyncio.sleep(0)
        await session.close()

    asyncio.run(run())
    answers = [json.loads(one) for one in sent]
    assert not [one for one in answers if one.get("error", {}).get("code") == ErrorCode.INTERNAL_ERROR], (
        messages
    )


@given(st.lists(st.binary(max_size=30) | JSON.map(lambda value: json.dumps(value).encode()), max_size=8))
def test_no_body_stops_an_endpoint(bodies: list[bytes]) -> None:
    sent: list[bytes] = []

    async def run() -> None:
        endpoint = Endpoint(sent.append, Router())
        for body in bodies:
            endpoint.receive(body)

    asyncio.run(run())
    assert all("error" in json.loads(one) for one in sent)


def test_a_defect_is_answered_in_one_line_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_params: Params) -> None:
        raise KeyError("тайна")

    answer, alive = talk(
        Router(a=broken, b=lambda _params: 1), {"id": 1, "method": "a"}, {"id": 2, "method": "b"}
    )
    assert answer["error"]["code"] == ErrorCode.INTERNAL_ERROR
    assert "тайна" not in answer["error"]["message"]
    assert alive == {"jsonrpc": "2.0", "id": 2, "result": 1}


def test_lone_surrogates_go_out_as_escapes() -> None:
    (answer,) = talk(Router(a=lambda _params: "\ud83d я"), {"id": 1, "method": "a"})
    assert answer["result"] == "\ud83d я"


def test_a_request_of_ours_gets_its_answer_or_its_error() -> None:
    async def run() -> list[object]:
        endpoint = Endpoint(lambda _body: None, Router())
        futures = [endpoint.request("x", None), endpoint.request("y", {"a": 1})]
        endpoint.receive(b'{"id":1,"result":[1]}')
        endpoint.receive(b'{"id":2,"error":{"code":-1,"message":"no"}}')
        return list(await asyncio.gather(*futures, return_exceptions=True))

    first, second = asyncio.run(run())
    assert first == [1]
    assert isinstance(second, ResponseError)
    assert (second.code, second.message) == (-1, "no")


class Held:
    """Something large that a handler works on."""


def test_an_error_keeps_nothing_of_what_its_handler_held() -> None:
    """The future holds the error, whose frames hold the future: without us only the collector would part them."""
    held: list[weakref.ref[Held]] = []

    async def fails(_params: Params) -> None:
        large = Held()
        held.append(weakref.ref(large))
        future = asyncio.get_running_loop().create_future()
        future.set_exception(ResponseError(ErrorCode.CONTENT_MODIFIED, "changed"))
        await future

    collecting = gc.isenabled()
    gc.disable()
    try:
        answers = talk(Router(x=fails), {"jsonrpc": "2.0", "id": 1, "method": "x"})
        assert answers[0]["error"]["code"] == ErrorCode.CONTENT_MODIFIED
        assert held[0]() is None
    finally:
        if collecting:
            gc.enable()
