"""Progress of work that somebody else does: begin, how much is done, end."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bsl_pilot.lsp import progress
from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.progress import Progress
from bsl_pilot.lsp.rpc.endpoint import Endpoint, Handler
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError


class Deaf:
    """A router without handlers."""

    def request(self, method: str) -> Handler:
        raise ResponseError(ErrorCode.METHOD_NOT_FOUND, method)

    def notification(self, _method: str) -> Handler | None:
        return None


async def followed(shares: list[int]) -> list[dict[str, Any]]:
    """What is told while the share of the work that is done grows as given, and the work then ends."""
    sent: list[bytes] = []
    endpoint = Endpoint(sent.append, Deaf())
    work: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def percent() -> int:
        share = shares.pop(0)
        if not shares:
            work.set_result(None)
            shares.append(share)
        return share

    Progress(endpoint, Client(progress=True), moment=0).follow("Индексирование", work, percent)
    while not sent:
        await asyncio.sleep(0)
    endpoint.receive(json.dumps({"jsonrpc": "2.0", "id": 1, "result": None}).encode())
    while b'"end"' not in sent[-1]:
        await asyncio.sleep(0)
    return [json.loads(one)["params"]["value"] for one in sent[1:]]


def test_it_tells_how_much_is_done_and_never_less_than_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_REPORTS_EVERY", 0)
    assert asyncio.run(followed([0, 0, 10, 10, 5, 60])) == [
        {"kind": "begin", "title": "Индексирование", "percentage": 0},
        {"kind": "report", "percentage": 10},
        {"kind": "report", "percentage": 60},
        {"kind": "end"},
    ]


def test_nothing_is_told_to_a_client_that_shows_none() -> None:
    async def silent() -> list[bytes]:
        sent: list[bytes] = []
        work: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        Progress(Endpoint(sent.append, Deaf()), Client(), moment=0).follow("А", work, lambda: 0)
        await asyncio.sleep(0.01)
        return sent

    assert asyncio.run(silent()) == []
