"""Virtual time: it passes where somebody waits, and stands while real work runs."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace

import pytest

from bsl_pilot.completion.ports import Answer, End, Job, Prompt, Source
from bsl_pilot.errors import BackendError
from bsl_pilot.evaluation.virtual import Paced, VirtualClock, run


def job(clock: VirtualClock, tokens: int = 8) -> Job:
    return Job(Prompt("", "А = "), tokens, clock() + 5)


class Slow:
    """Writes two words on a thread, with a real pause of 20 ms before each."""

    def __init__(self) -> None:
        self.deadlines: list[float] = []

    async def complete(self, job: Job) -> Answer:
        self.deadlines.append(job.deadline - time.monotonic())
        return await asyncio.get_running_loop().run_in_executor(None, self._write, job)

    def _write(self, job: Job) -> Answer:
        for text in ("Б", "Б;"):
            threading.Event().wait(0.02)
            job.heard(text)
        return Answer("Б;", Source.EDGE, End.STOP)


def test_an_hour_of_waiting_takes_no_time() -> None:
    async def work(clock: VirtualClock) -> tuple[float, list[str]]:
        order: list[str] = []
        loop = asyncio.get_running_loop()
        loop.call_later(1800, order.append, "half")
        began = clock()
        await asyncio.sleep(3600)
        order.append("whole")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(60):
                await loop.create_future()
        assert loop.time() == clock()
        return clock() - began, order

    began = time.perf_counter()
    passed, order = run(work)
    assert passed == pytest.approx(3660)
    assert order == ["half", "whole"]
    assert time.perf_counter() - began < 30  # no measurement: an hour would be noticed


def test_no_timer_fires_while_a_thread_works() -> None:
    async def work(clock: VirtualClock) -> float:
        began = clock()
        async with asyncio.timeout(0.001):
            await asyncio.to_thread(threading.Event().wait, 0.05)
        return clock() - began

    assert run(work) == 0


def test_a_job_takes_the_virtual_time_that_it_really_took() -> None:
    async def work(clock: VirtualClock) -> None:
        slow = Slow()
        paced = Paced(slow, clock)
        heard: list[tuple[float, str]] = []
        began = clock()
        told = replace(job(clock), heard=lambda text: heard.append((clock() - began, text)))
        answer = await paced.complete(told)
        assert answer.text == "Б;"
        assert [text for _, text in heard] == ["Б", "Б;"]
        assert 0.02 <= heard[0][0] <= heard[1][0] - 0.02
        assert clock() - began == pytest.approx(paced.seconds, abs=0.001)
        assert slow.deadlines[0] == pytest.approx(5, abs=1)

    run(work)


def test_a_newer_job_ends_an_older_one() -> None:
    async def work(clock: VirtualClock) -> None:
        paced = Paced(Slow(), clock)
        heard = asyncio.Event()
        told = replace(job(clock), heard=lambda _text: heard.set())
        first = asyncio.create_task(paced.complete(told))
        await heard.wait()
        second = await paced.complete(job(clock))
        assert second.end is End.STOP
        cut = await first
        assert (cut.text, cut.end) == ("Б", End.CANCELLED)

    run(work)


def test_warming_ends_no_writing() -> None:
    async def work(clock: VirtualClock) -> None:
        paced = Paced(Slow(), clock)
        heard = asyncio.Event()
        told = replace(job(clock), heard=lambda _text: heard.set())
        writing = asyncio.create_task(paced.complete(told))
        await heard.wait()
        await paced.complete(job(clock, 0))
        assert (await writing).end is End.STOP

    run(work)


def test_a_failing_backend_fails_and_time_goes_on() -> None:
    class Failing:
        async def complete(self, job: Job) -> Answer:
            raise BackendError(f"no model for {job.max_tokens} tokens")

    async def work(clock: VirtualClock) -> None:
        paced = Paced(Failing(), clock)
        for _ in range(2):
            with pytest.raises(BackendError, match="no model for 8"):
                await paced.complete(job(clock))
        began = clock()
        await asyncio.sleep(1)
        assert clock() - began == pytest.approx(1)

    run(work)
