"""A person at an editor: types, waits, takes and refuses ghost text, and writes down everything that he sees."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bsl_pilot.completion.engine import Engine
from bsl_pilot.completion.request import Offer, Request, Result
from bsl_pilot.completion.typed import rest_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.text.words import word_at

URI = "file:///a.bsl"


@dataclass
class Ghost:
    """What is seen: the offer, and the rest of it that stands behind the cursor."""

    offer: Offer
    rest: str
    at: int
    """Where the cursor was when the offer came."""


class Editor:
    """Sends what VS Code would send, and shows what VS Code would show."""

    def __init__(
        self, engine: Engine, clock: Callable[[], float], text: str = "", *, cancels: bool = True
    ) -> None:
        self.engine = engine
        self.document = Document.parse(text)
        self.cursor = len(self.document.text.data)
        self.ghost: Ghost | None = None
        self.seen: list[str] = []
        """Every text that appeared, with ``-`` for its going away."""
        self.faults: list[str] = []
        """Stale and flickering texts."""
        self.dropped: list[str] = []
        self.seconds: list[float] = []
        self._clock = clock
        self._cancels = cancels
        self._version = 0
        self._asking: asyncio.Task[None] | None = None
        self._told: set[str] = set()

    async def type(self, text: str, every: float = 0.15) -> None:
        """Presses a key for each character."""
        for char in text:
            self._insert(char)
            self._ask()
            await asyncio.sleep(every)

    async def backspace(self, times: int = 1, every: float = 0.15) -> None:
        """Deletes characters before the cursor."""
        for _ in range(times):
            before = self.document.text.slice(0, self.cursor)
            self._edit(self.cursor - len(before[-1].encode()), self.cursor, "")
            self._ask()
            await asyncio.sleep(every)

    async def pause(self, seconds: float) -> None:
        """Thinks."""
        await asyncio.sleep(seconds)

    def move(self, offset: int) -> None:
        """Puts the cursor elsewhere."""
        self.cursor = offset
        self._hide()
        self._ask()

    def invoke(self) -> None:
        """Asks by key."""
        self._ask(invoked=True)

    def accept(self) -> None:
        """Takes the ghost text."""
        assert self.ghost is not None, "there is nothing to take"
        offer, grown = self.ghost.offer, self.cursor - self.ghost.at
        self.ghost = None
        self._edit(offer.start, offer.end + grown, offer.text)
        self.seen.append("+")
        self.engine.accepted(offer.id)
        self._ask()

    def accept_word(self) -> None:
        """Takes the next word of the ghost text."""
        assert self.ghost is not None, "there is nothing to take"
        offer, rest = self.ghost.offer, self.ghost.rest
        blanks = len(rest) - len(rest.lstrip())
        size = max(word_at(rest, blanks)[1], blanks + 1)
        taken = len(offer.text) - len(rest) + size
        self._insert(rest[:size])
        self.engine.accepted(offer.id, taken)
        self._ask()

    def reject(self) -> None:
        """Presses Esc."""
        assert self.ghost is not None, "there is nothing to refuse"
        offer = self.ghost.offer
        self._hide()
        self.engine.rejected(offer.id)

    @property
    def text(self) -> str:
        """The document with the cursor in it."""
        data = self.document.text.data
        return data[: self.cursor].decode() + "│" + data[self.cursor :].decode()

    def _insert(self, text: str) -> None:
        line_end = self.document.text.line_end()
        written = text if "\r" in text else text.replace("\n", line_end)
        self._edit(self.cursor, self.cursor, written)

    def _edit(self, start: int, end: int, text: str) -> None:
        edit = ByteEdit(start, end, text.encode())
        self.document = self.document.edit([edit])
        self.cursor = start + len(edit.text)
        self._version += 1
        self.engine.changed(URI, [edit], self.document)
        if self.ghost is not None:
            left = self._left(self.ghost.offer)
            if left:
                self.ghost.rest = left
            else:
                self._hide()

    def _left(self, offer: Offer) -> str | None:
        """What of an offer stands behind the cursor; None where the text before it is not how it begins."""
        if self.cursor < offer.start:
            return None
        return rest_of(offer.text, self.document.text.slice(offer.start, self.cursor))

    def _hide(self) -> None:
        if self.ghost is not None:
            self.seen.append("-")
        self.ghost = None

    def _ask(self, *, invoked: bool = False) -> None:
        if self._cancels and self._asking is not None:
            self._asking.cancel()
        request = Request(URI, "a.bsl", self.document, self.cursor, invoked)
        self._asking = asyncio.create_task(self._answer(request, self._version, self.cursor))

    async def _answer(self, request: Request, version: int, cursor: int) -> None:
        result = await self.engine.complete(request)
        self.seconds.append(result.seconds)
        self.dropped.extend(result.dropped)
        if (version, cursor) == (self._version, self.cursor):
            self._show(result)
        elif result.offers:
            self.faults.append(f"stale: {result.offers[0].text!r}")

    def _show(self, result: Result) -> None:
        if not result.offers:
            if self.ghost is not None:
                self.faults.append(f"{self.ghost.rest!r} went away: {dict(result.dropped)}")
            self._hide()
            return
        offer = result.offers[0]
        left = self._left(offer)
        if not left:
            self.faults.append(f"stale: {offer.text!r} does not fit")
        elif self.ghost is not None and self.ghost.rest != left:
            self.faults.append(f"{self.ghost.rest!r} became {left!r}")
        elif self.ghost is None:
            self.seen.append(left)
        if left:
            self.ghost = Ghost(offer, left, self.cursor)
        if offer.id not in self._told:
            self._told.add(offer.id)
            self.engine.shown(offer.id)
