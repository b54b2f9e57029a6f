"""The server's side of the worker: one request at a time, restarts, retries."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from bsl_pilot.errors import WorkerDied
from bsl_pilot.locale import Text
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.view import View
from bsl_pilot.lsp.worker.process import Process
from bsl_pilot.lsp.worker.wire import Asked, Closed, Edited, Opened, Reply
from bsl_pilot.text.snapshot import ByteEdit

log = logging.getLogger(__name__)

LIMIT = 20.0
"""Seconds after which a request that is not answered costs the worker its life."""
TRIES = 2
"""How often a request is sent before it is answered with an error."""
DEATHS, PAUSE = 4, 15.0
"""After so many deaths in a row the worker rests for so many seconds: it dies of something in the code."""

_DIED = Text("процесс анализа завершился", "the analysis process died")
_NO_START = Text("процесс анализа не запускается: {why}", "the analysis process can't be started: {why}")
_RESTS = Text(
    "анализ приостановлен: его процесс завершился несколько раз подряд, подробности в журнале",
    "the analysis rests, since its process died several times in a row; see the log",
)


@dataclass(eq=False, slots=True)
class Job:
    """A request that waits for the worker or is with it."""

    method: str
    document: OpenDocument
    revision: int
    params: Any
    view: View
    future: asyncio.Future[bytes]
    ident: int = 0
    tries: int = 0


class Worker:
    """Runs methods of the registry in a child process, which is started when it is first needed."""

    def __init__(self, limit: float = LIMIT, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._ids = count(1)
        self._queue: deque[Job] = deque()
        self._current: Job | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._process: Process | None = None
        self._life: asyncio.Task[None] | None = None
        self._known: set[str] = set()
        self._deaths = 0
        self._rests_until = 0.0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def idle(self) -> bool:
        """Whether a request would be answered at once."""
        return self._current is None and not self._queue

    async def ask(self, method: str, document: OpenDocument, revision: int, params: Any, view: View) -> bytes:
        """JSON text of the answer to a request about a revision of a document.

        Raises:
            ResponseError: the document was changed or closed before the answer (ContentModified).
            WorkerDied: the worker died of this request, or has died too often to be started now.
        """
        if self._clock() < self._rests_until:
            raise WorkerDied(_RESTS)
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._queue.append(Job(method, document, revision, params, view, future))
        self._pump()
        try:
            return await future
        finally:
            del future  # an error in it holds this frame: a ring, with the document in it

    def edited(self, document: OpenDocument, edits: list[ByteEdit]) -> None:
        """Passes edits on, before we parse them ourselves: both processes then parse at the same time."""
        if self._process is None or document.uri not in self._known:
            return None
        if document.too_large:
            return self.forget(document.uri)
        return self._process.send(Edited(document.uri, document.version, document.revision, tuple(edits)))

    def forget(self, uri: str) -> None:
        """Lets the worker drop a document."""
        if self._process is not None and uri in self._known:
            self._process.send(Closed(uri))
        self._known.discard(uri)

    async def close(self) -> None:
        """Ends the process; whoever waits is told."""
        self._closed = True
        for job in [*self._queue, *([self._current] if self._current else [])]:
            job.future.cancel()
        self._queue.clear()
        if self._timer is not None:
            self._timer.cancel()
        if self._process is not None:
            self._process.kill()
        if self._life is not None:
            await asyncio.wait([self._life], timeout=2)

    def _pump(self) -> None:
        """Sends the next request that somebody still wants."""
        while self._current is None and self._queue and not self._closed:
            if self._process is None:
                if self._life is None:
                    self._life = asyncio.get_running_loop().create_task(self._live())
                return
            job = self._queue.popleft()
            if not job.future.done():
                self._send(job, self._process)

    def _send(self, job: Job, process: Process) -> None:
        document = job.document
        if _is_stale(job) or document.too_large:
            job.future.set_exception(_stale())
            return
        if document.uri not in self._known:
            process.send(Opened(document.uri, document.version, document.revision, document.text.data))
            self._known.add(document.uri)
        job.ident = next(self._ids)
        job.tries += 1
        self._current = job
        process.send(Asked(job.ident, job.method, document.uri, job.params, job.view))
        self._timer = asyncio.get_running_loop().call_later(self._limit, self._hangs, process, job)

    def _hangs(self, process: Process, job: Job) -> None:
        log.warning("%s took more than %g s: the worker is ended", job.method, self._limit)
        process.kill()

    def _replied(self, reply: Reply) -> None:
        job = self._current
        if job is None or job.ident != reply.ident:
            return
        self._done_with_current()
        self._deaths = 0
        if not job.future.done():
            _settle(job, reply)
        self._pump()

    def _done_with_current(self) -> None:
        self._current = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _live(self) -> None:
        """From the start of a process to its end."""
        try:
            self._process = await Process.start(self._replied)
        except OSError as error:
            return self._ended(_NO_START.filled(why=error.strerror or error))
        if self._closed:
            self._process.kill()
        self._pump()
        await self._process.listen()
        return self._ended(_DIED)

    def _ended(self, why: Text) -> None:
        """Brings what waits to the next process, unless there was one too many already."""
        job = self._current
        self._done_with_current()
        self._process, self._life = None, None
        self._known.clear()
        if self._closed:
            return
        self._deaths += 1
        log.warning("%s%s", why.en, f" during {job.method}" if job else "")
        if job is not None and job.tries < TRIES:
            self._queue.appendleft(job)
        elif job is not None and not job.future.done():
            job.future.set_exception(WorkerDied(why))
        if self._deaths >= DEATHS:
            self._rest(why)
        self._pump()

    def _rest(self, why: Text) -> None:
        self._deaths = 0
        self._rests_until = self._clock() + PAUSE
        while self._queue:
            job = self._queue.popleft()
            if not job.future.done():
                job.future.set_exception(WorkerDied(why))


def _settle(job: Job, reply: Reply) -> None:
    """Gives a job its answer, unless the document is another one by now."""
    if reply.traceback:
        log.error("%s failed in the worker\n%s", job.method, reply.traceback)
        job.future.set_exception(ResponseError(ErrorCode.INTERNAL_ERROR, f"{job.method} failed: see the log"))
    elif reply.error:
        job.future.set_exception(ResponseError(ErrorCode.REQUEST_FAILED, reply.error))
    elif reply.revision != job.revision or _is_stale(job):
        job.future.set_exception(_stale())
    else:
        job.future.set_result(reply.json)


def _is_stale(job: Job) -> bool:
    return job.document.closed or job.document.revision != job.revision


def _stale() -> ResponseError:
    return ResponseError(ErrorCode.CONTENT_MODIFIED, "the document changed before the answer")
