"""Work-done progress: shown for work that takes longer than a moment, where the client can show it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from itertools import count
from typing import Any, TypeVar

from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.errors import ResponseError

T = TypeVar("T")

MOMENT = 0.3
"""Seconds that nobody minds waiting without being told."""


class Progress:
    """Progress of one session."""

    def __init__(self, endpoint: Endpoint, client: Client, moment: float = MOMENT) -> None:
        self._endpoint = endpoint
        self._shows = client.progress
        self._moment = moment
        self._tokens = count(1)

    async def during(self, title: str, work: Coroutine[Any, Any, T]) -> T:
        """Does the work, with a progress of this title where it lasts; never waits for the client to show it."""
        task = asyncio.ensure_future(work)
        if self._shows:
            self._endpoint.background(self._show(title, task))
        return await task

    async def _show(self, title: str, task: asyncio.Future[Any]) -> None:
        await asyncio.wait([task], timeout=self._moment)
        if task.done():
            return
        token = f"bsl-pilot-{next(self._tokens)}"
        try:
            await self._endpoint.request("window/workDoneProgress/create", {"token": token})
        except ResponseError:  # the client would rather not
            return
        self._endpoint.notify("$/progress", {"token": token, "value": {"kind": "begin", "title": title}})
        await asyncio.wait([task])
        self._endpoint.notify("$/progress", {"token": token, "value": {"kind": "end"}})
