"""Engines for the tests of the evaluation: what they offer is written down or read off the true text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from bsl_pilot.completion.ports import Answer, Backend, End, Job, Prompt, Source
from bsl_pilot.completion.request import Offer, Request, Result
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.subject import Subject
from bsl_pilot.evaluation.virtual import Paced, VirtualClock
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

TRADE = Path(__file__).parents[2] / "fixtures" / "trade"

Write = Callable[[Request], str | None]
"""What to offer for a request."""


def modules(**texts: str) -> Modules:
    return Modules({f"{name}.bsl": TextSnapshot.of(text) for name, text in texts.items()})


def trade() -> Modules:
    return Modules.read(TRADE, map(str, TRADE.rglob("*.bsl")), 2**20)


def nothing(_request: Request) -> None:
    return None


class Scripted:
    """Offers what ``write`` says, after so many virtual seconds."""

    def __init__(self, write: Write, seconds: float = 0.05, score: float = 0.9) -> None:
        self.requests: list[Request] = []
        self.taken: list[str] = []
        self.seen: list[str] = []
        self.left: list[str] = []
        self.edits: list[ByteEdit] = []
        self.documents: list[tuple[str, Document]] = []
        self.ended = False
        self.everything: bool | None = None
        self.tasks: list[asyncio.Task[object]] = []
        self._write = write
        self._seconds = seconds
        self._score = score

    async def complete(self, request: Request) -> Result:
        self.requests.append(request)
        await asyncio.sleep(self._seconds)
        text = self._write(request)
        if text is None:
            return Result(dropped={"empty": 1})
        number = str(len(self.requests))
        return Result((Offer(number, text, request.offset, request.offset, Source.EDGE, self._score),))

    def changed(self, uri: str, edits: Sequence[ByteEdit], document: Document) -> None:
        self.edits.extend(edits)
        self.documents.append((uri, document))

    def shown(self, offer_id: str) -> None:
        self.seen.append(offer_id)

    def accepted(self, offer_id: str) -> None:
        self.taken.append(offer_id)

    def closed(self, uri: str) -> None:
        self.left.append(uri)

    async def close(self) -> None:
        self.ended = True

    def build(self, clock: VirtualClock, wrap: Callable[[Backend], Paced], *, everything: bool) -> Subject:
        """Implements ``Build``."""
        assert clock() >= 1000
        self.everything = everything
        return Subject(self, wrap(Silent()), 0.5)


class Silent:
    """A backend that writes nothing."""

    async def complete(self, job: Job) -> Answer:
        job.heard("")
        return Answer("", Source.EDGE, End.STOP)


def job(deadline: float = 0.0) -> Job:
    return Job(Prompt("", ""), 1, deadline)
