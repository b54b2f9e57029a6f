"""Pushing diagnostics: the newest version, once, and no change is lost."""

from __future__ import annotations

import asyncio
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
    monkeypatch.setattr(module, "QUIET", 0.001)


def opened(uri: str = "file:///Модуль.bsl") -> OpenDocument:
    return OpenDocument(uri, 1, TextSnapshot.of("А = 1; // 🙂"), 1000)


class Analysis:
    """What the publisher calls: takes some turns of the loop, and is too late after a change."""

    def __init__(self, turns: int = 3) -> None:
        self.turns = turns
        self.begun = 0
        self.published: list[tuple[str, int]] = []
        self.meanwhile: list[Callable[[], None]] = []
        self.problems: list[Exception] = []
        self.publisher = Publisher(self._publish)

    async def _publish(self, document: OpenDocument) -> None:
        revision = document.revision
        self.begun += 1
        for _ in range(self.turns):
            await asyncio.sleep(0)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        if self.problems:
            raise self.problems.pop(0)
        if document.closed or document.revision != revision:
            raise ResponseError(ErrorCode.CONTENT_MODIFIED, "too late")
        self.published.append((document.uri, revision))

    def edit(self, document: OpenDocument) -> None:
        """A change of the document, as the service passes it on."""
        document.revision += 1
        self.publisher.changed(document)

    async def rest(self) -> None:
        """Until nothing runs."""
        while self.publisher._running:
            await asyncio.sleep(0)


async def test_changes_of_one_moment_are_published_once() -> None:
    analysis, document = Analysis(), opened()
    for _ in range(5):
        analysis.edit(document)
    await analysis.rest()
    assert analysis.published == [(document.uri, 5)]
    assert analysis.begun == 1


async def test_a_version_that_is_old_before_its_answer_is_left_out() -> None:
    analysis, document = Analysis(), opened()
    analysis.meanwhile = [lambda: analysis.edit(document)] * 3
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.published == [(document.uri, 3)]


async def test_while_somebody_types_nothing_is_begun_again() -> None:
    analysis, document = Analysis(), opened()

    def type_on() -> None:
        for _ in range(20):
            analysis.edit(document)

    analysis.meanwhile = [type_on]
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.published == [(document.uri, 20)]
    assert analysis.begun == 2


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_change_at_the_very_end_of_a_run_is_not_lost(turns: int) -> None:
    analysis, document = Analysis(turns), opened()
    loop = asyncio.get_running_loop()
    analysis.meanwhile = [lambda: _soon(loop, lambda: analysis.edit(document))]
    analysis.publisher.changed(document)
    await analysis.rest()
    await asyncio.sleep(0)
    await analysis.rest()
    assert analysis.published == [(document.uri, 0), (document.uri, 1)]


def _soon(loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> None:
    loop.call_soon(act)


async def test_documents_do_not_wait_for_each_other() -> None:
    analysis = Analysis()
    documents = [opened(f"file:///{name}.bsl") for name in "АБВ"]
    for document in documents:
        analysis.publisher.changed(document)
    await asyncio.sleep(0)
    assert analysis.begun == 3
    await analysis.rest()
    assert analysis.published == [(document.uri, 0) for document in documents]


async def test_a_closed_document_is_let_go() -> None:
    analysis, document = Analysis(), opened()

    def close() -> None:
        analysis.edit(document)
        document.close()

    analysis.meanwhile = [close]
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.published == []
    assert analysis.begun == 1


@pytest.mark.parametrize("problem", [PilotError("the analysis process died"), KeyError("a defect")])
async def test_a_failure_is_logged_and_the_next_change_is_published(
    problem: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    analysis, document = Analysis(), opened()
    analysis.problems = [problem]
    analysis.publisher.changed(document)
    await analysis.rest()
    assert analysis.published == []
    assert len(caplog.records) == 1
    analysis.edit(document)
    await analysis.rest()
    assert analysis.published == [(document.uri, 1)]
