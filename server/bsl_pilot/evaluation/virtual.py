"""Time that passes only where somebody waits for it: an hour of typing is replayed in the time its work takes.

``VirtualLoop`` is an event loop whose clock jumps to the next timer when nothing else is to be done. While real
work runs on another thread the clock stands still, and :class:`Paced` then lets as much virtual time pass as the
work really took.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, Unpack

from bsl_pilot.completion.ports import Answer, Backend, End, Job

if TYPE_CHECKING:
    from _typeshed import FileDescriptorLike

LOOK = 0.005
"""Virtual seconds between two looks at whether a job is still wanted: about one token."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class VirtualClock:
    """Seconds of virtual time."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._working = 0

    def __call__(self) -> float:
        return self.now

    @property
    def stands(self) -> bool:
        """Whether real work is under way."""
        return self._working > 0

    def stop(self) -> None:
        """From now on time stands: what is left is to be ended, by threads that take real time for it."""
        self._working += 1

    @contextmanager
    def standing(self) -> Iterator[None]:
        """The clock stands while the block runs."""
        self._working += 1
        try:
            yield
        finally:
            self._working -= 1


class _Selector(selectors.BaseSelector):
    """Waits for sockets as any selector does, but passes virtual time instead of real time."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._real = selectors.DefaultSelector()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or (timeout > 0 and self._clock.stands):
            return self._real.select(None)
        ready = self._real.select(0)
        if not ready:
            self._clock.now += max(timeout, 0)
        return ready

    def register(self, fileobj: FileDescriptorLike, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: FileDescriptorLike) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def get_map(self) -> Mapping[FileDescriptorLike, selectors.SelectorKey]:
        return self._real.get_map()

    def close(self) -> None:
        self._real.close()


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in virtual time."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        super().__init__(_Selector(clock))

    def time(self) -> float:
        return self._clock.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Work on a thread is real work."""
        work = self._clock.standing()
        work.__enter__()
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(lambda _done: work.__exit__(None, None, None))
        return future


def run(main: Callable[[VirtualClock], Coroutine[Any, Any, T]]) -> T:
    """Runs ``main(clock)`` in virtual time."""
    clock = VirtualClock()

    async def work() -> T:
        try:
            return await main(clock)
        finally:
            clock.stop()

    with asyncio.Runner(loop_factory=lambda: VirtualLoop(clock)) as runner:
        return runner.run(work())


class Paced:
    """A backend whose jobs take as much virtual time as they really took, one after the other."""

    def __init__(self, backend: Backend, clock: VirtualClock) -> None:
        self._backend = backend
        self._clock = clock
        self._free = asyncio.Lock()
        self._current: Job | None = None
        self.seconds = 0.0
        """Real seconds of all its jobs."""

    async def complete(self, job: Job) -> Answer:
        """Does the job in real time, then gives out what was heard and the answer in virtual time.

        A newer job ends one that is under way, but one that only reads a prompt never one that writes.
        """
        if self._current is not None and (job.max_tokens > 0 or self._current.max_tokens == 0):
            self._current.cancel.cancel()
        async with self._free:
            self._current = job
            try:
                return await self._in_virtual_time(job)
            finally:
                self._current = None

    async def _in_virtual_time(self, job: Job) -> Answer:
        arrived = self._clock.now
        answer, heard, seconds = await self._really(job)
        said = ""
        for at, text in (*heard, (seconds, None)):
            while self._clock.now < arrived + at:
                if job.cancel.cancelled:
                    return replace(answer, text=said, end=End.CANCELLED)
                await asyncio.sleep(min(LOOK, arrived + at - self._clock.now))
            if text is not None:
                said = text
                job.heard(text)
        return answer

    async def _really(self, job: Job) -> tuple[Answer, list[tuple[float, str]], float]:
        heard: list[tuple[float, str]] = []
        began = time.perf_counter()
        real = replace(
            job,
            deadline=time.monotonic() + job.deadline - self._clock.now,
            heard=lambda text: heard.append((time.perf_counter() - began, text)),
        )
        with self._clock.standing():
            answer = await self._backend.complete(real)
        seconds = time.perf_counter() - began
        self.seconds += seconds
        return answer, heard, seconds
