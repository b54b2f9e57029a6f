"""Whose turn it is in a document: a newer request or a newer text ends the turn of those who wait."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from bsl_pilot.completion.dropped import Dropped

T = TypeVar("T")


class Turn:
    """The turn of one request. Everything that it waits for ends when the turn does."""

    __slots__ = ("_over",)

    def __init__(self) -> None:
        self._over = asyncio.get_running_loop().create_future()

    def end(self) -> None:
        """Somebody else's turn."""
        if not self._over.done():
            self._over.set_result(None)

    async def pause(self, seconds: float) -> None:
        """Waits.

        Raises:
            Dropped: ``superseded``.
        """
        if seconds > 0 and not self._over.done():
            await asyncio.wait({self._over}, timeout=seconds)
        self.check()

    async def result(self, task: asyncio.Task[T], seconds: float) -> T:
        """The result of a task, which goes on for others when this turn ends.

        Raises:
            Dropped: ``superseded``, or ``deadline`` after ``seconds``.
        """
        waited: set[asyncio.Future[T] | asyncio.Future[None]] = {task, self._over}
        await asyncio.wait(waited, timeout=max(seconds, 0), return_when=asyncio.FIRST_COMPLETED)
        self.check()
        if not task.done():
            raise Dropped("deadline")
        return task.result()

    def check(self) -> None:
        """Raises:
        Dropped: ``superseded``: the turn is over.
        """
        if self._over.done():
            raise Dropped("superseded")


class Turns:
    """At most one turn for each document."""

    def __init__(self) -> None:
        self._of_document: dict[str, Turn] = {}

    def begin(self, uri: str) -> Turn:
        """The next turn; it ends the last."""
        self.end(uri)
        turn = self._of_document[uri] = Turn()
        return turn

    def end(self, uri: str) -> None:
        """Ends the turn of a document, if there is one."""
        turn = self._of_document.pop(uri, None)
        if turn is not None:
            turn.end()

    def end_all(self) -> None:
        """Ends all."""
        for uri in list(self._of_document):
            self.end(uri)
