"""The server's side of the worker against a process that hangs, dies, or can't be started."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bsl_pilot.errors import WorkerDied
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.view import View
from bsl_pilot.lsp.worker import client
from bsl_pilot.lsp.worker.client import DEATHS, PAUSE, TRIES, Worker
from bsl_pilot.lsp.worker.wire import Asked, Closed, Edited, Opened, Reply, ToWorker
from bsl_pilot.text.snapshot import TextSnapshot

SOON = 0.01
"""A limit that a request which hangs is over at once."""
METHOD = "textDocument/diagnostic"


class FakeProcess:
    """A worker in this process: notes what it gets, and does with a request what its workshop says."""

    def __init__(self, workshop: Workshop, on_reply: Callable[[Reply], None]) -> None:
        self.pid = len(workshop.started) + 1
        self.got: list[ToWorker] = []
        self.killed = False
        self._workshop = workshop
        self._on_reply = on_reply
        self._revisions: dict[str, int] = {}
        self._gone = asyncio.get_running_loop().create_future()

    def send(self, message: ToWorker) -> None:
        self.got.append(message)
        if isinstance(message, Opened | Edited):
            self._revisions[message.uri] = message.revision
        if isinstance(message, Asked):
            act = self._workshop.acts.pop(0) if self._workshop.acts else "answer"
            asyncio.get_running_loop().call_soon(self._act, act, message)

    def _act(self, act: str, asked: Asked) -> None:
        if act == "die":
            return self.end()
        if act == "answer":
            return self._on_reply(Reply(asked.ident, self._revisions[asked.uri], b"%d" % self.pid))
        if act == "fail":
            return self._on_reply(Reply(asked.ident, error="KeyError()", traceback="Traceback"))
        return None  # it hangs

    async def listen(self) -> None:
        await self._gone

    def kill(self) -> None:
        self.killed = True
        self.end()

    def end(self) -> None:
        if not self._gone.done():
            self._gone.set_result(None)


class Workshop:
    """Starts fake processes; ``acts`` says what is done with each request, "answer" where it is used up."""

    def __init__(self) -> None:
        self.acts: list[str] = []
        self.started: list[FakeProcess] = []
        self.broken = False
        self.tries = 0

    async def start(self, on_reply: Callable[[Reply], None]) -> FakeProcess:
        self.tries += 1
        await asyncio.sleep(0)
        if self.broken:
            raise OSError(12, "Cannot allocate memory")
        process = FakeProcess(self, on_reply)
        self.started.append(process)
        return process


class Clock:
    """Time that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    one = Workshop()
    monkeypatch.setattr(client, "Process", one)
    return one


def opened(uri: str = "file:///Модуль.bsl") -> OpenDocument:
    return OpenDocument(uri, 1, TextSnapshot.of("А = 1; // 🙂"), 1000)


async def ask(worker: Worker, document: OpenDocument) -> bytes:
    return await worker.ask(METHOD, document, document.revision, None, View())


async def test_a_request_over_the_limit_is_tried_again_and_then_answered_with_an_error(
    workshop: Workshop,
) -> None:
    worker, document = Worker(SOON), opened()
    workshop.acts = ["hang"] * TRIES
    with pytest.raises(WorkerDied, match="the analysis process died"):
        await ask(worker, document)
    assert [one.killed for one in workshop.started] == [True] * TRIES
    for one in workshop.started:
        assert [type(message) for message in one.got] == [Opened, Asked]
    assert await ask(worker, document) == b"3"  # the next process knows the document again
    assert worker.idle


@pytest.mark.parametrize("act", ["hang", "die"])
async def test_one_bad_turn_costs_no_answer(workshop: Workshop, act: str) -> None:
    worker, document, other = Worker(SOON), opened(), opened("file:///Другой.bsl")
    workshop.acts = [act]
    assert set(await asyncio.gather(ask(worker, document), ask(worker, other))) == {b"2"}
    asked = [one.uri for one in workshop.started[1].got if isinstance(one, Asked)]
    assert asked == [document.uri, other.uri]


async def test_the_limit_ends_with_the_answer(workshop: Workshop) -> None:
    worker, document = Worker(SOON), opened()
    assert await ask(worker, document) == b"1"
    await asyncio.sleep(3 * SOON)
    assert not workshop.started[0].killed


async def test_after_many_deaths_in_a_row_it_rests(workshop: Workshop) -> None:
    clock = Clock()
    worker, document = Worker(clock=clock), opened()
    workshop.acts = ["die"] * DEATHS
    for _ in range(DEATHS // TRIES):
        with pytest.raises(WorkerDied, match="died"):
            await ask(worker, document)
    assert len(workshop.started) == DEATHS
    with pytest.raises(WorkerDied, match="rests"):
        await ask(worker, document)
    assert len(workshop.started) == DEATHS
    clock.now += PAUSE
    assert await ask(worker, document) == b"%d" % (DEATHS + 1)


async def test_all_who_wait_are_told_that_it_rests(workshop: Workshop) -> None:
    worker, document = Worker(clock=Clock()), opened()
    workshop.acts = ["die"] * 100
    answers = await asyncio.gather(*(ask(worker, document) for _ in range(5)), return_exceptions=True)
    assert [type(one) for one in answers] == [WorkerDied] * 5
    assert len(workshop.started) == DEATHS
    assert worker.idle


async def test_an_answer_ends_the_row_of_deaths(workshop: Workshop) -> None:
    worker, document = Worker(clock=Clock()), opened()
    workshop.acts = ["die", "answer"] * DEATHS
    for turn in range(DEATHS):
        # the process that answered lives on and is the one that dies in the next turn
        assert await ask(worker, document) == b"%d" % (turn + 2)


async def test_a_worker_that_can_t_be_started_is_said_and_not_tried_for_ever(workshop: Workshop) -> None:
    clock = Clock()
    worker, document = Worker(clock=clock), opened()
    workshop.broken = True
    with pytest.raises(WorkerDied, match="can't be started: Cannot allocate memory"):
        await ask(worker, document)
    assert workshop.tries == DEATHS
    workshop.broken = False
    clock.now += PAUSE
    assert await ask(worker, document) == b"1"


async def test_a_request_that_nobody_waits_for_is_not_sent_again(workshop: Workshop) -> None:
    worker, document = Worker(), opened()
    workshop.acts = ["hang"]
    tasks = [asyncio.ensure_future(ask(worker, document)) for _ in range(2)]
    while worker.pid is None or not workshop.started[0].got:
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    workshop.started[0].end()
    assert await ask(worker, document) == b"2"
    assert [type(one) for one in workshop.started[1].got] == [Opened, Asked]


async def test_an_answer_about_an_older_text_is_dropped(workshop: Workshop) -> None:
    worker, document = Worker(), opened()
    task = asyncio.ensure_future(ask(worker, document))
    while worker.pid is None or not workshop.started[0].got:
        await asyncio.sleep(0)
    document.revision += 1
    worker.edited(document, [])
    with pytest.raises(ResponseError) as caught:
        await task
    assert caught.value.code == ErrorCode.CONTENT_MODIFIED
    assert await ask(worker, document) == b"1"


async def test_a_defect_is_answered_and_the_worker_lives_on(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    worker, document = Worker(), opened()
    workshop.acts = ["fail"]
    with pytest.raises(ResponseError) as caught:
        await ask(worker, document)
    assert caught.value.code == ErrorCode.INTERNAL_ERROR
    assert "Traceback" in caplog.text
    assert await ask(worker, document) == b"1"


async def test_only_a_worker_that_knows_a_document_hears_of_its_changes(workshop: Workshop) -> None:
    worker, document, stranger = Worker(), opened(), opened("file:///Чужой.bsl")
    worker.edited(document, [])
    worker.forget(document.uri)
    await ask(worker, document)
    for one in (document, stranger):
        worker.edited(one, [])
        worker.forget(one.uri)
    assert [type(one) for one in workshop.started[0].got] == [Opened, Asked, Edited, Closed]


@pytest.mark.parametrize("turns", [0, 1, 2, 5])
async def test_closing_ends_the_process_and_all_waiting(workshop: Workshop, turns: int) -> None:
    worker, document = Worker(), opened()
    workshop.acts = ["hang"]
    tasks = [asyncio.ensure_future(ask(worker, document)) for _ in range(2)]
    for _ in range(1 + turns):
        await asyncio.sleep(0)
    await worker.close()
    await asyncio.wait(tasks)
    assert all(task.cancelled() for task in tasks)
    assert all(one.killed for one in workshop.started)
    assert worker.pid is None
