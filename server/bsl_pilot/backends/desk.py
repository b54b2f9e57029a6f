"""One thread that writes completions, one after the other; the newest job wins.

Everything heavy happens on it: loading, reading prompts, writing. The event loop only hands jobs over and waits.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from typing import NamedTuple, Protocol

from bsl_pilot.completion.ports import Answer, End, Job, Source
from bsl_pilot.errors import BackendError, NotReadyError, PilotError
from bsl_pilot.locale import Text

_log = logging.getLogger(__name__)

_LOADING = Text("Модель загружается", "The model is loading")
_CLOSED = Text("Модель выгружена", "The model is unloaded")
_NOT_LOADED = Text(
    "Модель не загрузилась: {error}. Подробности в журнале", "The model did not load: {error}. See the log"
)
_DEFECT = Text("Модель не смогла ответить: {error}", "The model could not answer: {error}")
_FAREWELL = 5.0
"""Seconds that closing waits for the thread: a pass of a model takes some milliseconds, loading up to some seconds."""


class State(StrEnum):
    """What a backend on this machine is doing."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    CLOSED = "closed"


class Status(NamedTuple):
    """A state, and why it is so where it is not ready."""

    state: State
    reason: Text | None = None


class Writer(Protocol):
    """Who writes on the thread."""

    def complete(self, job: Job) -> Answer:
        """Writes the completion.

        Raises:
            BackendError: it can't.
        """
        ...


Load = Callable[[], Writer]
"""Makes the writer, on the thread; raises a PilotError that says what is wrong."""
Changed = Callable[[Status], None]


class _Order(NamedTuple):
    job: Job
    answer: Future[Answer]


def unheard(_status: Status) -> None:
    """For those who look at ``status`` themselves."""


class Desk:
    """A backend whose writer works on a thread of its own. Implements ``ports.Backend``."""

    def __init__(self, load: Load, source: Source, changed: Changed = unheard) -> None:
        """Begins to load at once. ``changed`` is told every new status, on the thread or on the closer's."""
        self._source = source
        self._changed = changed
        self._status = Status(State.LOADING, _LOADING)
        self._signal = threading.Condition()
        self._waiting: _Order | None = None
        self._running: Job | None = None
        self._thread = threading.Thread(target=self._work, args=(load,), name=f"{source}-writer", daemon=True)
        self._thread.start()

    @property
    def status(self) -> Status:
        """Whether it can write."""
        return self._status

    async def complete(self, job: Job) -> Answer:
        """See ``ports.Backend.complete``.

        A newer job ends one that runs or waits, which is answered as cancelled; but a job of no tokens, which
        only warms the cache, never ends one that writes.

        Raises:
            NotReadyError: it is not ready.
            BackendError: it failed at this job.
        """
        order = _Order(job, Future())
        dropped = self._put(order)
        if dropped is not None:
            self._drop(dropped)
        try:
            return await asyncio.wrap_future(order.answer)
        except asyncio.CancelledError:
            job.cancel.cancel()
            raise

    def close(self) -> None:
        """Ends the thread; jobs under way end early. May be called twice."""
        with self._signal:
            if self._status.state is State.CLOSED:
                return
            self._status = Status(State.CLOSED, _CLOSED)
            waiting, self._waiting = self._waiting, None
            if self._running is not None:
                self._running.cancel.cancel()
            self._signal.notify()
        if waiting is not None:
            self._drop(waiting)
        self._thread.join(_FAREWELL)
        self._changed(self._status)

    def _put(self, order: _Order) -> _Order | None:
        """Puts the job in the place of the one that waits, if it may; the one of the two that is not wanted."""
        with self._signal:
            if self._status.state is not State.READY:
                raise NotReadyError(self._status.reason or _LOADING)
            if self._waiting is not None and not _outranks(order.job, self._waiting.job):
                return order
            dropped, self._waiting = self._waiting, order
            if self._running is not None and _outranks(order.job, self._running):
                self._running.cancel.cancel()
            self._signal.notify()
            return dropped

    def _drop(self, order: _Order) -> None:
        if order.answer.set_running_or_notify_cancel():
            order.answer.set_result(Answer("", self._source, End.CANCELLED))

    def _work(self, load: Load) -> None:
        writer = self._load(load)
        while writer is not None:
            order = self._next()
            if order is None:
                return
            self._answer(writer, order)

    def _load(self, load: Load) -> Writer | None:
        try:
            writer = load()
        except PilotError as error:
            self._become(Status(State.FAILED, _reason(error)))  # whoever hears of it writes the log
            return None
        except Exception as error:  # noqa: BLE001  whatever a library throws: the user sees a state, the log the rest
            _log.exception("loading failed")
            self._become(Status(State.FAILED, _NOT_LOADED.filled(error=f"{type(error).__name__}: {error}")))
            return None
        self._become(Status(State.READY))
        return writer

    def _become(self, status: Status) -> None:
        with self._signal:
            if self._status.state is State.CLOSED:
                return
            self._status = status
        self._changed(status)

    def _next(self) -> _Order | None:
        """The next job; None once it is closed."""
        with self._signal:
            self._running = None
            self._signal.wait_for(lambda: self._waiting is not None or self._status.state is State.CLOSED)
            order, self._waiting = self._waiting, None
            self._running = order.job if order else None
            return order

    def _answer(self, writer: Writer, order: _Order) -> None:
        if not order.answer.set_running_or_notify_cancel():
            return
        try:
            answer = writer.complete(order.job)
        except BackendError as error:
            order.answer.set_exception(error)
        except Exception as error:  # noqa: BLE001  a defect must not end the thread
            _log.exception("writing a completion failed")
            order.answer.set_exception(BackendError(_DEFECT.filled(error=type(error).__name__)))
        else:
            order.answer.set_result(answer)


def _outranks(new: Job, old: Job) -> bool:
    """Whether a newer job ends an older one."""
    return new.max_tokens > 0 or old.max_tokens <= 0


def _reason(error: PilotError) -> Text:
    message = error.args[0] if error.args else ""
    return message if isinstance(message, Text) else Text(str(message), str(message))
