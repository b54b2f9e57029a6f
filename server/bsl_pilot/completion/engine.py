"""From a keystroke to ghost text, in eleven steps: read ``_offer``, then ``_write`` and ``shown``.

All calls come from one event loop. A request never raises and never takes longer than its deadline.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from bsl_pilot.completion.cache import Cache, Terms
from bsl_pilot.completion.context import NamesProvider, names_in_time, nothing_known, prompt
from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.debounce import Pace
from bsl_pilot.completion.dropped import Dropped
from bsl_pilot.completion.found import Found, Written
from bsl_pilot.completion.gate import Gate
from bsl_pilot.completion.inflight import Inflight, Running
from bsl_pilot.completion.ledger import Ledger
from bsl_pilot.completion.names import Resolver
from bsl_pilot.completion.outcome import Outcomes
from bsl_pilot.completion.ports import Answer, Cancel, End, Job, Source
from bsl_pilot.completion.post.chain import run
from bsl_pilot.completion.post.types import Draft, Filtered, Place
from bsl_pilot.completion.prompt import normalise
from bsl_pilot.completion.rejected import Rejected
from bsl_pilot.completion.request import Offer, Request, Result
from bsl_pilot.completion.show import Curve, features, shipped
from bsl_pilot.completion.showing import Showing, Shown
from bsl_pilot.completion.speculate import after_acceptance
from bsl_pilot.completion.strategy import Plan, plan
from bsl_pilot.completion.turns import Turn, Turns
from bsl_pilot.completion.typed import Agreement, agreement
from bsl_pilot.completion.writers import Writer, Writers
from bsl_pilot.errors import BackendError
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

DEADLINE = 1.5
"""Seconds from a request to its answer, at most."""
DEADLINE_INVOKED = 3.0
"""The same when asked for by hand."""
SAVED_EVERY = 60.0
"""Seconds between two writings of the counters while documents come and go; the rest is written at the end."""
_GRACE = 0.1
"""Seconds that a writer may be late before it is left alone."""
_KEY_BYTES = 8
"""Bytes that one key may insert: more was pasted or written by a program."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What an engine is made of; everything that tests and measurements replace."""

    writers: Sequence[Writer]
    """Who is asked, in this order."""
    settings: CompletionSettings = field(default_factory=CompletionSettings)
    names: NamesProvider = nothing_known
    excluded: Callable[[str], bool] = lambda _path: False
    """Whether the user left a file out, by its path in the workspace."""
    ledger: Ledger = field(default_factory=Ledger)
    clock: Callable[[], float] = time.monotonic
    """The clock of the event loop's timers."""
    filters: Callable[[Draft, Place], Filtered] = run
    curve: Curve = field(default_factory=shipped)


class Engine:
    """Inline completion for all documents of one client."""

    def __init__(self, parts: Parts) -> None:
        self._clock = parts.clock
        self._names = parts.names
        self._filters = parts.filters
        self._curve = parts.curve
        self._writers = Writers(parts.writers)
        self._gate = Gate(parts.settings, parts.clock, parts.excluded)
        self._showing = Showing()
        self._cache = Cache()
        self._inflight = Inflight()
        self._pace = Pace(parts.clock)
        self._turns = Turns()
        self._rejected = Rejected()
        self._ledger = parts.ledger
        self._outcomes = Outcomes(parts.ledger, parts.clock)
        self._documents: dict[str, Document] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._warming = Cancel()
        self._ids = count(1)
        self._save_due = 0.0

    async def complete(self, request: Request) -> Result:
        """What is to be shown at a request's cursor; nothing, with the reason, where a step holds it back."""
        arrived = self._clock()
        turn = self._turns.begin(request.uri)
        self._documents[request.uri] = request.document
        try:
            offer = await self._offer(Cursor.of(request, arrived), turn)
        except Dropped as dropped:
            return self._nothing(dropped.reason, arrived)
        except Exception:  # noqa: BLE001  (a defect of ours costs one suggestion, and the editor hears nothing)
            _log.exception("completion failed")
            return self._nothing("error", arrived)
        return Result((offer,), {}, self._clock() - arrived)

    async def _offer(self, cursor: Cursor, turn: Turn) -> Offer:
        """The eleven steps; raises ``Dropped`` where one holds the text back."""
        self._gate.check_wish(cursor)  # 1 gate: whether the user wants it
        if (shown := self._showing.typed_on(cursor)) is not None:  # 2 typing as suggested
            self._account(cursor, "typed")
            return shown
        self._gate.check_place(cursor)  # 1 gate: whether a text may begin here; one that has begun goes on
        found = self._remembered(cursor) or await self._joined(cursor, turn)  # 3 cache, 4 join
        if found is None:
            await self._debounced(cursor, turn)  # 5 debounce
            names = await names_in_time(self._names, cursor)  # 6 context
            turn.check()
            asked = plan(cursor, self._gate.settings)  # 7 strategy
            running = self._inflight.start(cursor, partial(self._write, asked, names))  # 8 model, 9 filters
            found = await self._result(running, cursor, turn)
            if found is None:
                raise Dropped("cancelled")
        offer = self._shown_if_worth_it(cursor, found)  # 9 show-filter; 10 speculation follows when shown
        self._account(cursor, found.source)  # 11 account
        return offer

    async def _write(self, asked: Plan, names: Resolver | None, running: Running) -> Written:
        """A text for the place of ``running``, through the filters; remembered also when nobody waits any more."""
        cursor, began = running.cursor, self._clock()
        due = self._due(cursor)
        job = Job(prompt(cursor), asked.max_tokens, due, asked.stop, names, running.hear, running.cancel)
        self._warming.cancel()
        try:
            async with asyncio.timeout(max(0.0, due + _GRACE - began)):
                answer = await self._writers.write(job)
        except TimeoutError:
            return _unwritten("deadline")
        except BackendError:
            return _unwritten("backend")
        except Exception:  # noqa: BLE001  (as in complete; here nobody may be waiting to hear of it)
            _log.exception("a writer failed")
            return _unwritten("error")
        place = replace(cursor.place, multiline=asked.multiline, names=names, stop=asked.stop)
        left = self._filters(Draft(answer.text, answer), place)
        written = Written(left.text or "", left.reason or "empty", answer, left.factor, left.replaces)
        if answer.end not in (End.CANCELLED, End.DEADLINE) and not running.cancel.cancelled:
            self._pace.answered(self._clock() - began)
            self._cache.put(cursor, self._terms(), written)
        return written

    def _remembered(self, cursor: Cursor) -> Found | None:
        found = self._cache.find(cursor, self._terms())
        return found if found is not None and self._still_good(cursor, found) else None

    async def _joined(self, cursor: Cursor, turn: Turn) -> Found | None:
        running = self._inflight.join(cursor)
        found = await self._result(running, cursor, turn) if running is not None else None
        if found is None or not self._still_good(cursor, found):
            return None
        self._ledger.count("joined")
        return found

    def _still_good(self, cursor: Cursor, found: Found) -> bool:
        """Whether a text for an earlier place will do. One that was not sure enough there may be surer here."""
        return not found.agreed.typed or self._score(cursor, found) >= self._least(cursor)

    async def _debounced(self, cursor: Cursor, turn: Turn) -> None:
        if not cursor.request.invoked:
            await turn.pause(self._pace.remaining(cursor.arrived, self._gate.settings.delay_ms))

    async def _result(self, running: Running, cursor: Cursor, turn: Turn) -> Found | None:
        """What was written, as it goes on at the cursor; None where it does not or was cancelled."""
        written = await turn.result(running.task, self._due(cursor) - self._clock())
        if running.cancel.cancelled:
            return None
        if not written.text:
            here = cursor.window == running.cursor.window
            return Found(written, Agreement("", "", ""), written.answer.source) if here else None
        agreed = agreement(running.cursor.window, written.text, cursor.window)
        return Found(written, agreed, written.answer.source) if agreed is not None else None

    def _shown_if_worth_it(self, cursor: Cursor, found: Found) -> Offer:
        rest = found.agreed.rest
        if not rest:
            raise Dropped(found.written.reason)
        refused = self._rejected.holds(cursor.uri, cursor.document.text, cursor.offset, rest)
        if refused and not cursor.request.invoked:
            raise Dropped("rejected")
        score = self._score(cursor, found)
        if score < self._least(cursor):
            raise Dropped("show")
        offer = self._showing.give(cursor, found, f"offer-{next(self._ids)}", score)
        self._outcomes.offered(cursor.uri, offer, features(cursor, found))
        return offer

    def _score(self, cursor: Cursor, found: Found) -> float:
        return self._curve.probability(features(cursor, found)) * found.written.factor

    def _least(self, cursor: Cursor) -> float:
        return self._curve.least(invoked=cursor.request.invoked)

    def _due(self, cursor: Cursor) -> float:
        return cursor.arrived + (DEADLINE_INVOKED if cursor.request.invoked else DEADLINE)

    def _terms(self) -> Terms:
        return Terms(self._writers.id, hash(self._gate.settings))

    def _account(self, cursor: Cursor, source: str) -> None:
        self._ledger.count("offered")
        self._ledger.took(source, self._clock() - cursor.arrived)
        if source == Source.CACHE:
            self._ledger.count("cache_hits")

    def _nothing(self, reason: str, arrived: float) -> Result:
        self._ledger.count(f"dropped_{reason}")
        return Result((), {reason: 1}, self._clock() - arrived)

    # What the editor tells

    def shown(self, offer_id: str) -> None:
        """The editor shows an offer: what would follow if it is taken is written ahead (step 10)."""
        self._outcomes.shown(offer_id)
        shown = self._showing.by_id(offer_id)
        if shown is not None:
            self._begin(self._speculate(shown))

    def accepted(self, offer_id: str, chars: int | None = None) -> None:
        """The user took an offer, or so far its first ``chars`` characters."""
        opened = self._outcomes.of(offer_id)
        if opened is None:
            return
        uri, offer = opened
        self._outcomes.accepted(offer_id, chars, self._documents[uri].text)
        shown = self._showing.of(uri)
        whole = chars is None or chars >= len(offer.text)
        if whole and shown is not None and shown.offer.id == offer_id:
            self._showing.clear(uri)

    def rejected(self, offer_id: str) -> None:
        """The user refused an offer: the text is not offered there again."""
        opened = self._outcomes.of(offer_id)
        if opened is None:
            return
        uri, offer = opened
        self._outcomes.rejected(offer_id)
        self._rejected.add(uri, offer.start, normalise(offer.text))
        shown = self._showing.of(uri)
        if shown is not None and shown.offer.id == offer_id:
            self._showing.clear(uri)

    def changed(self, uri: str, edits: Sequence[ByteEdit], document: Document) -> None:
        """A document was edited and is ``document`` now; whoever waits for its last text waits no more."""
        self._turns.end(uri)
        self._documents[uri] = document
        self._rejected.changed(uri, edits)
        self._outcomes.changed(uri, edits, document.text)
        if len(edits) == 1 and len(edits[0].text) <= _KEY_BYTES:
            self._pace.key()

    def closed(self, uri: str) -> None:
        """A document was closed."""
        self._turns.end(uri)
        self._inflight.cancel(uri)
        self._showing.clear(uri)
        self._cache.forget(uri)
        self._rejected.closed(uri)
        self._outcomes.closed(uri)
        self._documents.pop(uri, None)
        if self._clock() >= self._save_due:
            self._save_due = self._clock() + SAVED_EVERY
            self._ledger.save()

    def opened(self, request: Request) -> None:
        """A document was opened, its cursor stands somewhere: the first writer may get to know the text."""
        self._begin(self._get_to_know(Cursor.of(request, self._clock())))

    async def _get_to_know(self, cursor: Cursor) -> None:
        await self._inflight.ended()
        if self._documents.get(cursor.uri) in (None, cursor.request.document):
            self._warm(cursor)

    def rested(self, request: Request) -> None:
        """The cursor rests where nothing was asked yet: the first writer may get ready for the place."""
        cursor = Cursor.of(request, self._clock())
        if not self._is_settled(cursor):
            self._warm(cursor)

    def _warm(self, cursor: Cursor) -> None:
        if len(self._inflight):
            return
        self._warming.cancel()
        self._warming = Cancel()
        job = Job(prompt(cursor), 0, self._clock() + DEADLINE, cancel=self._warming)
        self._begin(self._writers.warm(job))

    def snooze(self, seconds: float) -> None:
        """Nothing is offered unasked for so long; 0 ends it."""
        self._gate.snooze(seconds)

    def configure(self, settings: CompletionSettings) -> None:
        """Other settings hold from now on."""
        self._gate.settings = settings

    def use(self, writers: Sequence[Writer]) -> None:
        """Others write from now on."""
        self._inflight.cancel()
        self._writers = Writers(writers)

    def stats(self) -> dict[str, Any]:
        """Counters and latencies, those of earlier days included."""
        self._outcomes.look()
        return self._ledger.summary()

    async def close(self) -> None:
        """Ends all work; whoever waits gets an empty answer."""
        self._turns.end_all()
        await self._inflight.close()
        for task in self._aside:
            task.cancel()
        await asyncio.gather(*self._aside, return_exceptions=True)
        self._outcomes.look()
        self._ledger.save()

    async def _speculate(self, shown: Shown) -> None:
        """Writes what will be asked for once ``shown`` is taken; it lands in the cache, or is joined."""
        cursor = Cursor.of(after_acceptance(shown.cursor.request, shown.offer), self._clock())
        if self._is_settled(cursor):
            return
        names = await names_in_time(self._names, cursor)
        asked = plan(cursor, self._gate.settings)
        if self._showing.of(shown.cursor.uri) is shown and not len(self._inflight):
            self._inflight.start(cursor, partial(self._write, asked, names))

    def _is_settled(self, cursor: Cursor) -> bool:
        """Whether nothing would be written at the cursor, or has been already."""
        try:
            self._gate.check_wish(cursor)
            self._gate.check_place(cursor)
        except Dropped:
            return True
        return self._cache.find(cursor, self._terms()) is not None

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Work that nobody waits for."""
        task = asyncio.create_task(work, name="completion-aside")
        self._aside.add(task)
        task.add_done_callback(self._done_aside)

    def _done_aside(self, task: asyncio.Task[None]) -> None:
        self._aside.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("work ahead failed", exc_info=error)


def _unwritten(reason: str) -> Written:
    return Written("", reason, Answer("", Source.EDGE, End.DEADLINE))
