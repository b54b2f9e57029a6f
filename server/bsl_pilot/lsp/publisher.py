"""When diagnostics are pushed: faults of the syntax at once, the rest when the document rests for a moment.

One analysis at a time, that of the document that was touched last first: it is the one that is looked at.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bsl_pilot.errors import PilotError
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError

log = logging.getLogger(__name__)

Step = Callable[[OpenDocument], Awaitable[None]]

SHORTEST, LONGEST = 0.02, 0.3
"""Seconds without a change before everything is looked for, whatever it costs."""
OF_COST = 1 / 3
"""Share of what the last analysis of a document took that a pause must have, so that typing is not followed in vain."""


@dataclass(eq=False, slots=True)
class _Turn:
    """What a document waits for."""

    order: int
    """Grows with every touch."""
    at_once: bool
    due: float
    """When the rest may begin."""


class Publisher:
    """Publishes for each document what its newest version has."""

    def __init__(self, at_once: Step, everything: Step, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            at_once: publishes what is known at once after a key.
            everything: publishes all; both raise ContentModified where the document changed meanwhile.
            clock: seconds.
        """
        self._at_once = at_once
        self._everything = everything
        self._clock = clock
        self._turns: dict[OpenDocument, _Turn] = {}
        self._touches = 0
        self._costs: dict[OpenDocument, float] = {}
        self._news = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether everything is published."""
        return self._runner is None

    def changed(self, document: OpenDocument, *, typed: bool = True) -> None:
        """The document has a new version; or, if it was not ``typed``, its diagnostics may be others now."""
        before = self._turns.get(document)
        if typed or before is None:
            self._touches += typed
            pause = min(max(self._costs.get(document, 0.0) * OF_COST, SHORTEST), LONGEST)
            self._turns[document] = _Turn(self._touches if typed else -1, typed, self._clock() + pause)
        self._news.set()
        if self._runner is None:
            self._runner = asyncio.get_running_loop().create_task(self._run(), name="publish diagnostics")

    def closed(self, document: OpenDocument) -> None:
        """Nothing is wanted of the document any more."""
        self._turns.pop(document, None)
        self._costs.pop(document, None)

    def close(self) -> None:
        """Ends."""
        if self._runner is not None:
            self._runner.cancel()

    async def _run(self) -> None:
        try:
            while self._turns:
                self._news.clear()
                latest_first = sorted(self._turns.items(), key=lambda pair: -pair[1].order)
                await self._next(latest_first)
        finally:
            self._runner = None

    async def _next(self, turns: list[tuple[OpenDocument, _Turn]]) -> None:
        """One step of the document that has precedence, or a wait until there may be one."""
        for document, turn in turns:
            if turn.at_once:
                turn.at_once = False
                await self._step(self._at_once, document)
                return
        now = self._clock()
        for document, turn in turns:
            if turn.due <= now:
                del self._turns[document]
                await self._timed(document)
                return
        wait = min(turn.due for _, turn in turns) - now
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), wait)

    async def _timed(self, document: OpenDocument) -> None:
        since = self._clock()
        if await self._step(self._everything, document):
            self._costs[document] = self._clock() - since

    async def _step(self, step: Step, document: OpenDocument) -> bool:
        """Whether it was done; what came too late is done again after the change that made it so."""
        if document.closed:
            self.closed(document)
            return False
        try:
            await step(document)
        except PilotError as error:
            if not (isinstance(error, ResponseError) and error.code == ErrorCode.CONTENT_MODIFIED):
                log.warning("diagnostics: %s", error)
            return False
        except Exception:
            log.exception("diagnostics failed")
            return False
        return True
