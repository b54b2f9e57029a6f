"""Pushing diagnostics: what is known at once comes at once, the rest when the document rests, and no change is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from bsl_pilot.errors import PilotError
from bsl_pilot.lsp import publisher as module
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.publisher import Publisher
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.text.snapshot import TextSnapshot


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHORTEST", 0.001)


def opened(uri: str = "file:///Модуль.bsl") -> OpenDocument:
    return OpenDocument(uri, 1, TextSnapshot.of("А = 1; // 🙂"), 1000)


class Analysis:
    """What the publisher calls: takes some turns of the loop, and is too late after a change."""

    def __init__(self, turns: int = 3) -> None:
        self.turns = turns
        self.done: list[tuple[str, str, int]] = []
        self.meanwhile: list[Callable[[], None]] = []
        self.problems: list[Exception] = []
        self.publisher = Publisher(lambda one: self._step("at once", one), lambda one: self._step("all", one))

    async def _step(self, name: str, document: OpenDocument) -> None:
        revision = document.revision
        for _ in range(self.turns):
            await asyncio.sleep(0)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        if self.problems:
            raise self.problems.pop(0)
        if document.closed or document.revision != revision:
            raise ResponseError(ErrorCode.CONTENT_MODIFIED, "too late")
        self.done.append((name, document.uri[-5:-4], revision))

    def edit(self, document: OpenDocument) -> None:
        """A change of the document, as the service passes it on."""
        document.revision += 1
        self.publisher.changed(document)

    async def rest(self) -> None:
        """Until nothing runs."""
        while not self.publisher.idle:
            await asyncio.sleep(0.001)


async def test_changes_of_one_moment_are_looked_at_once() -> None:
    analysis, document = Analysis(), opened()
    for _ in range(5):
        analysis.edit(document)
    await analysis.rest()
    assert analysis.done == [("at once", "ь", 5), ("all", "ь", 5)]


async def test_a_version_that_is_old_before_its_answer_is_left_out() -> None:
    analysis, document = Analysis(), opened()
    analysis.meanwhile = [lambda: analysis.edit(document)] * 3
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.done == [("at once", "ь", 3), ("all", "ь", 3)]


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_change_at_the_very_end_of_a_run_is_not_lost(turns: int) -> None:
    analysis, document = Analysis(turns), opened()
    loop = asyncio.get_running_loop()
    analysis.publisher.changed(document)
    while ("all", "ь", 0) not in analysis.done:
        await asyncio.sleep(0)
    loop.call_soon(lambda: analysis.edit(document))
    await asyncio.sleep(0)
    await analysis.rest()
    assert analysis.done[-1] == ("all", "ь", 1)


async def test_the_document_that_was_touched_last_comes_first() -> None:
    analysis = Analysis()
    one, other, third = (opened(f"file:///{name}.bsl") for name in "АБВ")
    for document in (one, other, third):
        analysis.publisher.changed(document)
    analysis.publisher.changed(one)
    time.sleep(0.01)
    await analysis.rest()
    assert [name for step, name, _ in analysis.done if step == "at once"] == ["А", "В", "Б"]
    assert [name for step, name, _ in analysis.done if step == "all"] == ["А", "В", "Б"]


async def test_what_nobody_typed_into_comes_last_and_without_haste() -> None:
    analysis = Analysis()
    one, other = opened("file:///А.bsl"), opened("file:///Б.bsl")
    analysis.publisher.changed(one, typed=False)
    analysis.publisher.changed(other)
    await analysis.rest()
    assert analysis.done == [("at once", "Б", 0), ("all", "Б", 0), ("all", "А", 0)]


async def test_the_pause_grows_with_what_an_analysis_takes() -> None:
    now = 0.0
    begun: list[float] = []

    async def at_once(_document: OpenDocument) -> None:
        return

    async def everything(_document: OpenDocument) -> None:
        nonlocal now
        begun.append(now)
        now += 0.6

    publisher, document = Publisher(at_once, everything, lambda: now), opened()
    for _ in range(2):
        typed = now
        publisher.changed(document)
        while not publisher.idle:
            now += 0.001
            await asyncio.sleep(0.001)
        begun[-1] -= typed
    assert begun[0] < 0.1 < begun[1] < 0.4


async def test_a_closed_document_is_let_go() -> None:
    analysis, document = Analysis(), opened()

    def close() -> None:
        analysis.edit(document)
        document.close()

    analysis.meanwhile = [close]
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.done == []


@pytest.mark.parametrize("problem", [PilotError("the analysis process died"), KeyError("a defect")])
async def test_a_failure_is_logged_and_the_next_change_is_published(
    problem: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    analysis, document = Analysis(), opened()
    analysis.problems = [problem, problem]
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.done == []
    assert len(caplog.records) == 2
    analysis.edit(document)
    await analysis.rest()
    assert analysis.done == [("at once", "ь", 1), ("all", "ь", 1)]
