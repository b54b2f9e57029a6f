"""Work-done progress: shown for work that takes longer than a moment, where the client can show it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from itertools import count
from typing import Any, TypeVar

from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.errors import ResponseError

T = TypeVar("T")

MOMENT = 0.3
"""Seconds that nobody minds waiting without being told."""
_REPORTS_EVERY = 0.5
"""Seconds between two reports of how far the work is."""


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
        try:
            return await task
        finally:
            del task  # an error in it holds this frame, and with it all that the work held

    def follow(self, title: str, work: asyncio.Future[Any], percent: Callable[[], int]) -> None:
        """Shows a progress of this title while somebody else does the work, with how much of it is done."""
        if self._shows:
            self._endpoint.background(self._show(title, work, percent))

    async def _show(
        self, title: str, task: asyncio.Future[Any], percent: Callable[[], int] | None = None
    ) -> None:
        await asyncio.wait([task], timeout=self._moment)
        if task.done():
            return
        token = f"bsl-pilot-{next(self._tokens)}"
        try:
            await self._endpoint.request("window/workDoneProgress/create", {"token": token})
        except ResponseError:  # the client would rather not
            return
        first = {} if percent is None else {"percentage": percent()}
        self._tell(token, kind="begin", title=title, **first)
        if percent is not None:
            await self._report(token, task, percent)
        await asyncio.wait([task])
        self._tell(token, kind="end")

    async def _report(self, token: str, task: asyncio.Future[Any], percent: Callable[[], int]) -> None:
        told = 0
        while not task.done():
            await asyncio.wait([task], timeout=_REPORTS_EVERY)
            if (now := percent()) > told:  # a client may not be told less than before
                told = now
                self._tell(token, kind="report", percentage=told)

    def _tell(self, token: str, **value: Any) -> None:
        self._endpoint.notify("$/progress", {"token": token, "value": value})
