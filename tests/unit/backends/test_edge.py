"""The thread of a backend: it loads in the background, the newest job wins, nothing is left behind."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from bsl_pilot.backends.desk import Desk, State, Status
from bsl_pilot.backends.edge import EdgeBackend
from bsl_pilot.backends.memory_backend import MemoryBackend
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.ports import Answer, Cancel, End, Job, Prompt, Source
from bsl_pilot.errors import BackendError, ModelError, PilotError
from bsl_pilot.locale import Locale, Text

from tests.unit.backends.scripted import CODE, Scripted, babbles, ours, specification
from tests.unit.backends.test_decode import even, line_end


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    assert [one.name for one in threading.enumerate() if one.name.endswith("-writer")] == []


def load() -> Model:
    return Model(Scripted(babbles(ours()), ours().size), ours(), "bsl")


def job(prefix: str = CODE[:500], tokens: int = 24, **more: object) -> Job:
    return Job(Prompt("", prefix), tokens, time.monotonic() + 60, **more)  # type: ignore[arg-type]


async def settled(desk: Desk) -> Status:
    while desk.status.state is State.LOADING:
        await asyncio.sleep(0.001)
    return desk.status


@asynccontextmanager
async def edge(make: Callable[[], Model] = load, **more: object) -> AsyncIterator[EdgeBackend]:
    backend = EdgeBackend(make, even, **more)  # type: ignore[arg-type]
    try:
        yield backend
    finally:
        backend.close()


class Gated:
    """A writer that waits at each job until it is let through, and sees the flag."""

    def __init__(self) -> None:
        self.begun: list[Job] = []
        self.gate = threading.Event()

    def complete(self, job: Job) -> Answer:
        self.begun.append(job)
        while not (self.gate.is_set() or job.cancel.cancelled):
            time.sleep(0.001)
        end = End.CANCELLED if job.cancel.cancelled else End.STOP
        return Answer(job.prompt.prefix, Source.EDGE, end)


@asynccontextmanager
async def gated() -> AsyncIterator[tuple[Desk, Gated]]:
    writer = Gated()
    desk = Desk(lambda: writer, Source.EDGE)
    await settled(desk)
    try:
        yield desk, writer
    finally:
        writer.gate.set()
        desk.close()


async def begun(writer: Gated, jobs: int) -> None:
    while len(writer.begun) < jobs:
        await asyncio.sleep(0.001)


async def test_it_writes_when_it_is_ready() -> None:
    seen: list[State] = []
    async with edge(changed=lambda status: seen.append(status.state)) as backend:
        assert (await settled(backend)).state is State.READY
        answer = await backend.complete(job(stop=line_end))
        assert answer.text
        assert answer.source is Source.EDGE
    assert seen == [State.READY, State.CLOSED]


async def test_while_it_loads_it_says_so_at_once() -> None:
    gate = threading.Event()

    def slowly() -> Model:
        gate.wait()
        return load()

    async with edge(slowly) as backend:
        with pytest.raises(BackendError) as raised:
            await backend.complete(job())
        assert raised.value.to(Locale.RU) == "Модель загружается"
        gate.set()
        await settled(backend)
        assert (await backend.complete(job())).text


@pytest.mark.parametrize(
    ("error", "russian", "english"),
    [
        (ModelError(Text("файл повреждён", "the file is damaged")), "файл повреждён", "the file is damaged"),
        (ModelError("damaged"), "damaged", "damaged"),
        (MemoryError("arena"), "не загрузилась: MemoryError: arena", "did not load: MemoryError: arena"),
        (ImportError("{no AVX}"), "ImportError: {no AVX}", "ImportError: {no AVX}"),
    ],
)
async def test_what_went_wrong_is_a_state_with_a_reason(
    error: Exception, russian: str, english: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Model:
        raise error

    async with edge(fail) as backend:
        status = await settled(backend)
        assert status.state is State.FAILED
        assert status.reason is not None
        assert russian in status.reason.ru
        assert english in status.reason.en
        with pytest.raises(BackendError, match=english.partition("{")[0]):
            await backend.complete(job())
    unexpected = not isinstance(error, PilotError)
    assert bool(caplog.records) is unexpected  # what is expected is told by the status alone


async def test_the_newest_job_wins() -> None:
    async with gated() as (desk, writer):
        tasks = [asyncio.create_task(desk.complete(job("first")))]
        await begun(writer, 1)
        for name in ("second", "third", "fourth"):
            tasks.append(asyncio.create_task(desk.complete(job(name))))
            await asyncio.sleep(0)
        await begun(writer, 2)
        writer.gate.set()
        answers = await asyncio.gather(*tasks)
        assert [answer.end for answer in answers] == [End.CANCELLED] * 3 + [End.STOP]
        assert [one.prompt.prefix for one in writer.begun] == ["first", "fourth"]
        assert [answer.text for answer in answers] == ["first", "", "", "fourth"]


async def test_warming_up_never_ends_what_is_written() -> None:
    async with gated() as (desk, writer):
        running = asyncio.create_task(desk.complete(job("writes")))
        await begun(writer, 1)
        warm = asyncio.create_task(desk.complete(job("warms", tokens=0)))
        await asyncio.sleep(0.01)
        assert not writer.begun[0].cancel.cancelled
        writer.gate.set()
        assert (await running).end is End.STOP
        assert (await warm).text == "warms"


async def test_warming_up_gives_way_to_what_is_waiting() -> None:
    async with gated() as (desk, writer):
        first = asyncio.create_task(desk.complete(job("warms", tokens=0)))
        await begun(writer, 1)
        second = asyncio.create_task(desk.complete(job("writes")))
        await asyncio.sleep(0)
        assert writer.begun[0].cancel.cancelled
        await first
        await begun(writer, 2)
        third = asyncio.create_task(desk.complete(job("writes too")))
        await asyncio.sleep(0)
        assert (await desk.complete(job("warms", tokens=0))).end is End.CANCELLED
        writer.gate.set()
        assert (await third).text == "writes too"
        assert (await second).end is End.CANCELLED


async def test_whoever_stops_waiting_ends_the_job() -> None:
    async with gated() as (desk, writer):
        running = asyncio.create_task(desk.complete(job("first")))
        await begun(writer, 1)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert writer.begun[0].cancel.cancelled
        writer.gate.set()
        assert (await desk.complete(job("second"))).text == "second"


async def test_a_job_that_nobody_waits_for_any_more_is_not_begun() -> None:
    async with gated() as (desk, writer):
        running = asyncio.create_task(desk.complete(job("first", tokens=1)))
        await begun(writer, 1)
        waiting = asyncio.create_task(desk.complete(job("warms", tokens=0)))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        writer.gate.set()
        await running
        assert (await desk.complete(job("third"))).text == "third"
        assert [one.prompt.prefix for one in writer.begun] == ["first", "third"]


async def test_closing_ends_a_job_that_runs_and_one_that_waits() -> None:
    async with gated() as (desk, writer):
        running = asyncio.create_task(desk.complete(job("first")))
        await begun(writer, 1)
        waiting = asyncio.create_task(desk.complete(job("warms", tokens=0)))
        await asyncio.sleep(0)
        desk.close()
        desk.close()
        assert {(await running).end, (await waiting).end} == {End.CANCELLED}
        assert desk.status.state is State.CLOSED
        with pytest.raises(BackendError, match="unloaded"):
            await desk.complete(job())


async def test_closing_while_it_loads_ends_the_thread_after_that() -> None:
    gate = threading.Event()

    def slowly() -> Model:
        gate.wait()
        return load()

    backend = EdgeBackend(slowly, even)
    threading.Timer(0.02, gate.set).start()
    await asyncio.to_thread(backend.close)
    assert backend.status.state is State.CLOSED


async def test_a_defect_is_logged_and_does_not_end_the_thread(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def stop(text: str) -> int | None:
        calls.append(text)
        raise ZeroDivisionError

    async with edge() as backend:
        await settled(backend)
        with caplog.at_level(logging.ERROR), pytest.raises(BackendError, match="ZeroDivisionError"):
            await backend.complete(job(stop=stop))
        assert calls
        assert "ZeroDivisionError" in caplog.text
        assert (await backend.complete(job())).text


async def test_a_failing_model_is_the_jobs_failure() -> None:
    runtime = Scripted(babbles(ours()), ours().size)

    def fail() -> None:
        runtime.ids.clear()
        raise BackendError(Text("нет памяти", "no memory"))

    async with edge(lambda: Model(runtime, ours(), "bsl")) as backend:
        await settled(backend)
        runtime.before_feed = fail
        with pytest.raises(BackendError, match="no memory"):
            await backend.complete(job())
        runtime.before_feed = lambda: None
        assert (await backend.complete(job())).text


async def test_a_cancelled_job_gives_what_is_written() -> None:
    cancel = Cancel()

    def heard(_text: str) -> None:
        cancel.cancel()

    async with edge() as backend:
        await settled(backend)
        answer = await backend.complete(job(heard=heard, cancel=cancel))
        assert answer.end is End.CANCELLED
        assert answer.text


async def test_memory_alone_completes_what_is_there_already() -> None:
    backend = MemoryBackend(lambda: Tokens(specification()))
    try:
        await settled(backend)
        at = CODE.index("Добавить(")
        answer = await backend.complete(job(CODE + "\n" + CODE[: at + 4], stop=line_end))
        assert answer.text == CODE[at + 4 : CODE.index("\n", at)]
        assert answer.source is Source.MEMORY
        assert answer.confidence.recalled == 1
        assert answer.confidence.match >= 2
        assert -1 < answer.confidence.mean <= 0
        assert (await backend.complete(job("Ничего такого", stop=line_end))).text == ""
        assert (await backend.complete(job(tokens=0))).text == ""
        assert (await backend.complete(job(""))).text == ""
    finally:
        backend.close()
