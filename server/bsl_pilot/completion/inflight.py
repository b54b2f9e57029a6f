"""Step 4: texts that are being written. A request whose typing agrees with one joins it; the others end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Written
from bsl_pilot.completion.ports import Cancel
from bsl_pilot.completion.typed import rest_of


class Running:
    """A text that is being written for the place of ``cursor``."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.cancel = Cancel()
        self.task: asyncio.Task[Written]
        self._partial = ""
        self._typed = ""

    def hear(self, partial: str) -> None:
        """Told the text so far, on the writer's thread: it is not written on once the typing disagrees."""
        self._partial = partial
        if not _agree(partial, self._typed):
            self.cancel.cancel()

    def follow(self, cursor: Cursor) -> bool:
        """Whether the text so far agrees with what was typed up to ``cursor``; from now on it has to."""
        if self.cancel.cancelled or cursor.uri != self.cursor.uri:
            return False
        if cursor.request.invoked and not self.cursor.request.invoked:
            return False
        typed = cursor.window.typed_since(self.cursor.window)
        if typed is None or cursor.window.closed_since(self.cursor.window.behind) is None:
            return False
        if not _agree(self._partial, typed):
            return False
        self._typed = typed
        return True


class Inflight:
    """The texts that are being written now, seldom more than one or two."""

    def __init__(self) -> None:
        self._running: list[Running] = []

    def __len__(self) -> int:
        return len(self._running)

    def join(self, cursor: Cursor) -> Running | None:
        """The one that agrees with what was typed; all others are cancelled."""
        joined: Running | None = None
        for one in reversed(self._running):
            if joined is None and one.follow(cursor):
                joined = one
            else:
                one.cancel.cancel()
        return joined

    def start(self, cursor: Cursor, write: Callable[[Running], Awaitable[Written]]) -> Running:
        """Begins a text; it is in flight until ``write`` is done."""
        running = Running(cursor)

        async def work() -> Written:
            try:
                return await write(running)
            finally:
                self._running.remove(running)

        self._running.append(running)
        running.task = asyncio.create_task(work(), name="completion")
        return running

    def cancel(self, uri: str | None = None) -> None:
        """Ends the texts for a document, or all."""
        for one in self._running:
            if uri is None or one.cursor.uri == uri:
                one.cancel.cancel()

    async def ended(self) -> None:
        """Waits until none is written any more."""
        while self._running:
            await asyncio.wait([one.task for one in self._running])

    async def close(self) -> None:
        """Ends all at once."""
        tasks = [one.task for one in self._running]
        self.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _agree(partial: str, typed: str) -> bool:
    """Whether one begins with the other."""
    size = min(len(partial), len(typed))
    return rest_of(partial[:size], typed[:size]) is not None
