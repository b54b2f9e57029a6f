"""What is pushed about a document that is changed or closed in the very moment of the answer."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bsl_pilot.lsp import publisher, registry
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.endpoint import Endpoint, Handler
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.service import Service
from bsl_pilot.lsp.worker.client import Worker

URI = "file:///%D0%9C%D0%BE%D0%B4%D1%83%D0%BB%D1%8C.bsl"


class SlowWorker(Worker):
    """Answers about everything when the test says so; at once there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[asyncio.Future[bytes]] = []

    async def ask(self, method: str, document: OpenDocument, *_more: Any) -> bytes:
        """Names the version that it was asked about."""
        if method == registry.PUBLISH_AT_ONCE:
            return b"null"
        version = document.version
        self.asked.append(asyncio.get_running_loop().create_future())
        await self.asked[-1]
        return json.dumps({"uri": document.uri, "version": version, "diagnostics": [version]}).encode()


class Deaf:
    """A router without handlers: the tests call the service themselves."""

    def request(self, method: str) -> Handler:
        raise ResponseError(ErrorCode.METHOD_NOT_FOUND, method)

    def notification(self, _method: str) -> Handler | None:
        return None


class Desk:
    """A service, its worker, and what it pushed."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        endpoint = Endpoint(self.sent.append, Deaf())
        self.worker = SlowWorker()
        configuration = Configuration(endpoint, Params({"capabilities": {}}), lambda: None)
        self.service = Service(endpoint, configuration, self.worker)

    @property
    def pushed(self) -> list[list[int]]:
        return [json.loads(one)["params"]["diagnostics"] for one in self.sent]

    def tell(self, what: str, **params: Any) -> None:
        item = {"uri": URI, **params.pop("item", {})}
        self.service.notifications[f"textDocument/{what}"](Params({"textDocument": item, **params}))

    def open(self) -> None:
        self.tell("didOpen", item={"version": 1, "text": "А = 1; // 🙂"})

    def edit(self) -> None:
        self.tell("didChange", item={"version": 2}, contentChanges=[{"text": "Б = 2;"}])

    def answer(self) -> None:
        self.worker.asked[-1].set_result(b"")


async def turns() -> None:
    """Long enough for everything that is ready, and for the pause after an answer that came too late."""
    await asyncio.sleep(0.1)


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(publisher, "SHORTEST", 0.001)
    one = Desk()
    one.open()
    await turns()
    return one


async def test_an_answer_is_pushed(desk: Desk) -> None:
    desk.answer()
    await turns()
    assert desk.pushed == [[1]]


async def test_a_document_that_is_closed_as_the_answer_comes_keeps_no_findings(desk: Desk) -> None:
    desk.answer()
    desk.tell("didClose")
    await turns()
    assert desk.pushed == [[]]


async def test_a_document_that_is_edited_as_the_answer_comes_gets_the_newest_only(desk: Desk) -> None:
    desk.answer()
    desk.edit()
    await turns()
    assert desk.pushed == []
    desk.answer()
    await turns()
    assert desk.pushed == [[2]]


async def test_a_document_that_is_opened_again_as_the_answer_comes_has_only_the_new_findings(
    desk: Desk,
) -> None:
    desk.answer()
    desk.tell("didClose")
    desk.open()
    await turns()
    desk.answer()
    await turns()
    assert desk.pushed == [[], [1]]
