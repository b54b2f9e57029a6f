"""One cursor tried: the rest of its line taken away and asked for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bsl_pilot.completion.ports import Source
from bsl_pilot.completion.request import Request, Result
from bsl_pilot.completion.words_here import part_words
from bsl_pilot.evaluation.cursors import Cursor
from bsl_pilot.evaluation.known import KnownNames
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.parse import parses
from bsl_pilot.evaluation.subject import Subject, applied
from bsl_pilot.evaluation.typist import KEY
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import queries
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.text.snapshot import ByteEdit

WARM = 2
"""Keys that are typed on after the first request."""
REST = 30.0
"""Virtual seconds between two cursors, in which the engine's work in the background ends."""


@dataclass(frozen=True, slots=True)
class Written:
    """The best text for a cursor, and what is to be said of it."""

    text: str
    """All that it adds behind the cursor; lines end with LF."""
    score: float
    source: Source
    shown: bool
    """Whether the show-filter lets it through."""
    parses: bool
    unknown: tuple[str, ...]
    """Names in it that the project doesn't know."""

    @property
    def line(self) -> str:
        """Its first line: what it says of the rest of the cursor's line."""
        return self.text.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one cursor. Durations are real seconds."""

    cursor: Cursor
    written: Written | None
    dropped: Mapping[str, int]
    """Names of the steps that held a text back."""
    cold: float
    backend: float
    """The backend's part of ``cold``."""
    warm: tuple[float, ...]
    """Requests after each of the next keys."""

    @property
    def shown(self) -> Written | None:
        """What is shown."""
        return self.written if self.written and self.written.shown else None


class Bench:
    """Tries cursors of one project on one engine, whose show-filter holds nothing back."""

    def __init__(self, modules: Modules, subject: Subject, names: KnownNames) -> None:
        self._modules = modules
        self._subject = subject
        self._names = names

    async def try_cursor(self, cursor: Cursor) -> Trial:
        """Asks as the editor does, then types on."""
        true = self._modules.document(cursor.path)
        _look_at(true)
        self._subject.prepare(cursor.path)
        line_end = true.text.lines.line_span(cursor.line).end
        hole = true.edit([ByteEdit(cursor.offset, line_end, b"")])
        spent = self._subject.backend.seconds
        result, cold = await self._timed(cursor, hole, cursor.offset)
        backend = self._subject.backend.seconds - spent
        warm = await self._type_on(cursor, hole)
        self._subject.engine.closed(_uri(cursor))
        await asyncio.sleep(REST)
        written = self._written(cursor, true, hole, result)
        dropped = {"show": 1} if written and not written.shown else result.dropped
        return Trial(cursor, written, dropped, cold, backend, warm)

    async def _type_on(self, cursor: Cursor, hole: Document) -> tuple[float, ...]:
        spent: list[float] = []
        document, offset = hole, cursor.offset
        for char in cursor.target[:WARM]:
            edit = ByteEdit(offset, offset, char.encode("utf-8", "surrogatepass"))
            document = document.edit([edit])
            offset += len(edit.text)
            await asyncio.sleep(KEY)
            self._subject.engine.changed(_uri(cursor), [edit], document)
            spent.append((await self._timed(cursor, document, offset))[1])
        return tuple(spent)

    async def _timed(self, cursor: Cursor, document: Document, offset: int) -> tuple[Result, float]:
        request = Request(_uri(cursor), cursor.path, document, offset)
        began = time.perf_counter()
        result = await self._subject.engine.complete(request)
        return result, time.perf_counter() - began

    def _written(self, cursor: Cursor, true: Document, hole: Document, result: Result) -> Written | None:
        for offer in result.offers:
            place = applied(hole, cursor.offset, offer)
            if place is None:
                continue
            return Written(
                place.text,
                offer.score,
                offer.source,
                offer.score >= self._subject.threshold,
                parses(true, place.document, place.end),
                self._names.unknown(cursor.path, hole, place.document, cursor.offset, place.end),
            )
        return None


def _look_at(document: Document) -> None:
    """Finds out of each part what an engine asks of all of them: in an editor, too, the module was open before."""
    for compute in (is_sound, queries, part_words):
        for _ in document.parts.facts(compute):
            pass


def _uri(cursor: Cursor) -> str:
    return f"file:///{cursor.path}"
