"""Long work on one thread in small steps: what is most urgent goes on first, whatever was begun before it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

Work = Generator[None, None, Any]
"""Yields between two steps and returns what came of it."""

LONG = 0.002
"""Seconds of work without a pause: the interpreter's lock is wanted by the thread that answers to keys."""
PAUSE = 0.0005


@dataclass(eq=False, slots=True)
class _Job:
    work: Work
    urgency: tuple[int, ...]
    done: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop

    def tell(self, value: object, error: BaseException | None) -> None:
        """Called by the event loop."""
        if self.done.done():
            return
        if error is not None:
            self.done.set_exception(error)
        else:
            self.done.set_result(value)


class Stepping:
    """A thread that begins with the first work."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._news = threading.Condition()
        self._jobs: list[_Job] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        self._worked = 0.0

    def do(self, work: Work, urgency: tuple[int, ...]) -> asyncio.Future[Any]:
        """Called on the event loop: what comes of work. It is dropped between two steps when the future is cancelled.

        Args:
            work: must not be shared with other work.
            urgency: the largest goes on first; of equals the one that came first.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, urgency, loop.create_future(), loop)
        with self._news:
            self._jobs.append(job)
            self._news.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        return job.done

    def close(self) -> None:
        """Ends with the step that is under way."""
        with self._news:
            self._closed = True
            self._news.notify()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            began = time.perf_counter()
            self._step(job)
            self._worked += time.perf_counter() - began
            if self._worked > LONG:
                self._worked = 0.0
                time.sleep(PAUSE)

    def _next(self) -> _Job | None:
        with self._news:
            while True:
                self._jobs = [one for one in self._jobs if not one.done.done()]
                if self._closed:
                    return None
                if self._jobs:
                    return max(self._jobs, key=lambda one: one.urgency)
                self._news.wait()

    def _step(self, job: _Job) -> None:
        try:
            next(job.work)
        except StopIteration as end:
            self._end(job, end.value, None)
        except Exception as error:  # noqa: BLE001  (whoever waits for it is told)
            self._end(job, None, error)

    def _end(self, job: _Job, value: object, error: BaseException | None) -> None:
        with self._news:
            self._jobs.remove(job)
        if not job.loop.is_closed():
            job.loop.call_soon_threadsafe(job.tell, value, error)
