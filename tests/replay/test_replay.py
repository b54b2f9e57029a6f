"""Recorded typing against a scripted writer and a virtual clock: exactly what is seen, and when what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bsl_pilot.backends.fake import FakeBackend
from bsl_pilot.completion.engine import Engine, Parts
from bsl_pilot.completion.ports import End, Source
from bsl_pilot.completion.post.types import Draft, Filtered, Place
from bsl_pilot.completion.request import Request, Result, Selected
from bsl_pilot.completion.show import EVERYTHING
from bsl_pilot.completion.writers import Writer
from bsl_pilot.errors import BackendError
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.syntax.document import Document

from tests.replay import virtual
from tests.replay.editor import URI, Editor
from tests.replay.stories import TARGET, as_written, oracle, replay


def test_typing_as_suggested_asks_nobody_again() -> None:
    backend = FakeBackend(oracle)

    async def story(editor: Editor) -> None:
        await editor.type("Процедура З", every=0.2)
        asked = len(backend.jobs)
        await editor.type("агрузить(Пу", every=0.05)
        assert len(backend.jobs) == asked
        editor.accept()

    editor = replay(story, backend=backend)
    assert editor.seen == ["роцедура Загрузить(Путь)", "+"]
    assert editor.text == "Процедура Загрузить(Путь)│"


def test_other_letter_case_is_typing_as_suggested() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("П", every=0.3)
        await editor.type("РОЦЕДУРА за", every=0.1)
        editor.accept()

    editor = replay(story)
    assert editor.seen[:2] == ["роцедура Загрузить(Путь)", "+"]
    assert editor.text == "ПРОЦЕДУРА загрузить(Путь)│"


def test_disagreeing_key_hides_at_once_and_asks_anew() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("Проц", every=0.2)
        await editor.type("х", every=0.3)
        await editor.backspace(every=0.3)

    editor = replay(story)
    assert editor.seen == ["роцедура Загрузить(Путь)", "-", "Иное = 1;", "-", "едура Загрузить(Путь)"]


def test_what_was_deleted_comes_back_from_the_cache() -> None:
    backend = FakeBackend(oracle)

    async def story(editor: Editor) -> None:
        await editor.type("Пр", every=0.2)
        await editor.type("х", every=0.3)
        asked = len(backend.jobs)
        await editor.backspace(every=0.0)
        await editor.pause(0)
        assert editor.ghost is not None
        assert editor.ghost.rest == "оцедура Загрузить(Путь)"
        await editor.pause(1)
        assert len([job for job in backend.jobs[asked:] if job.max_tokens]) == 0

    replay(story, backend=backend)


def test_accepting_by_words_keeps_the_rest() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("П", every=0.3)
        for _ in range(3):
            editor.accept_word()
            await editor.pause(0.2)
        assert editor.ghost is not None
        assert editor.engine.stats()["partial"] == 1
        editor.accept()
        await editor.pause(0.1)
        stats = editor.engine.stats()
        assert (stats["shown"], stats["accepted"], stats["partial"]) == (1, 1, 0)
        assert stats["accepted_chars"] == len("роцедура Загрузить(Путь)")

    editor = replay(story)
    assert editor.seen == ["роцедура Загрузить(Путь)", "+"]
    assert editor.text == "Процедура Загрузить(Путь)│"


def test_a_refused_text_does_not_come_back_unasked() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("Процедура", every=0.2)
        editor.reject()
        await editor.type(" ", every=0.3)
        await editor.backspace(every=0.3)
        assert editor.ghost is None
        editor.invoke()
        await editor.pause(0.3)
        assert editor.ghost is not None

    editor = replay(story)
    assert editor.seen == ["роцедура Загрузить(Путь)", "-", " Загрузить(Путь)"]
    assert editor.dropped == ["rejected", "rejected"]


def test_after_acceptance_the_next_line_is_there_already() -> None:
    backend = FakeBackend(oracle)

    async def story(editor: Editor) -> None:
        await editor.type("\t", every=1)
        editor.accept()
        await editor.pause(0.1)
        asked = len(backend.jobs)
        editor.seconds.clear()
        editor._insert("\n\t")
        editor._ask()
        await editor.pause(0)
        assert editor.ghost is not None
        assert editor.seconds == [0.0]
        assert len(backend.jobs) == asked

    editor = replay(story, backend=backend, text="Процедура Загрузить(Путь)\n")
    assert editor.seen == ["Текст = ПрочитатьФайл(Путь);", "+", "Сообщить(Текст);"]
    assert editor.dropped == ["after_semicolon"]


def test_fast_typing_joins_the_text_in_flight() -> None:
    backend = FakeBackend(oracle, first=0.2, each=0.01)

    async def story(editor: Editor) -> None:
        editor.move(0)  # the cursor is put here: no debounce
        await editor.pause(0.1)
        await editor.type("Проце", every=0.05)
        await editor.pause(1)

    editor = replay(story, backend=backend)
    assert len([job for job in backend.jobs if job.max_tokens]) == 2  # the second is the speculation
    assert editor.seen == ["едура Загрузить(Путь)"]


def test_a_text_in_flight_that_disagrees_is_cancelled() -> None:
    backend = FakeBackend(oracle, first=0.01, each=0.05)

    async def story(editor: Editor) -> None:
        editor.move(0)
        await editor.pause(0.1)
        await editor.type("Ы", every=2)

    editor = replay(story, backend=backend)
    assert backend.ends[0] is End.CANCELLED
    assert editor.seen == ["Иное = 1;"]


def test_a_text_that_turns_away_from_what_is_typed_is_given_up() -> None:
    backend = FakeBackend(lambda prompt: "Просто = 1;" if not prompt.prefix else oracle(prompt), first=0.3)

    async def story(editor: Editor) -> None:
        editor.move(0)
        await editor.pause(0.01)
        await editor.type("Проц", every=0.02)  # nothing is written yet, so it agrees so far
        await editor.pause(2)

    editor = replay(story, backend=backend)
    assert backend.ends[0] is End.CANCELLED
    assert editor.seen == ["едура Загрузить(Путь)"]


def test_those_who_are_overtaken_get_their_answer_at_once() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("Проц", every=0.001)

    editor = replay(story, cancels=False)
    assert editor.dropped == ["superseded"] * 3
    assert max(editor.seconds[:3]) <= 0.001


@pytest.mark.parametrize(("delay_ms", "expected"), [(200, 0.2), (1000, 1.0)])
def test_the_users_delay_counts_from_the_request(delay_ms: int, expected: float) -> None:
    backend = FakeBackend(oracle, first=0.0, each=0.0)

    async def story(editor: Editor) -> None:
        await editor.type("П", every=3)

    settings = CompletionSettings(delay_ms=delay_ms, multiline=False)
    editor = replay(story, backend=backend, settings=settings)
    assert editor.seconds == [pytest.approx(expected)]


def test_the_delay_follows_the_keys() -> None:
    """A quarter of the time between two keys, less what the writer takes; nothing where nobody was typing."""
    backend = FakeBackend(lambda _: "ъ = 1;", first=0.0, each=0.0)

    async def story(editor: Editor) -> None:
        editor.move(0)
        await editor.pause(0.1)
        await editor.type("абвгдежзик" * 5, every=0.28)
        pace = editor.engine._pace
        assert editor.seconds[0] == pytest.approx(0)
        assert pace.interval == pytest.approx(0.28, rel=0.01)
        assert editor.seconds[-1] == pytest.approx(0.07, rel=0.02)

    replay(story, backend=backend)


def test_a_writer_slower_than_the_keys_is_asked_in_pauses_only() -> None:
    backend = FakeBackend(lambda _: "ъ" * 20, first=0.25, each=0.0)

    async def story(editor: Editor) -> None:
        for _ in range(12):
            await editor.type("а", every=0.6)
        await editor.type("б" * 10, every=0.1)
        asked = len(backend.jobs)
        await editor.type("в" * 20, every=0.1)
        assert len(backend.jobs) == asked
        await editor.pause(1)
        assert editor.ghost is not None

    replay(story, backend=backend)


def test_a_closing_bracket_of_the_editor_belongs_to_the_text() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("Процедура Загрузить", every=0.2)
        editor._edit(editor.cursor, editor.cursor, "()")
        editor.cursor -= 1
        editor._ask()
        await editor.pause(0)
        assert editor.ghost is not None
        await editor.type("П", every=0.2)
        editor.accept()

    editor = replay(story)
    assert editor.text == "Процедура Загрузить(Путь)│"


def test_crlf_documents_get_their_line_ends() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("\t", every=0.5)
        assert editor.ghost is not None
        editor.accept()

    target = "Процедура А() // 🙂\n\tБ();\n\tВ();\nКонецПроцедуры\n"
    backend = FakeBackend(
        lambda prompt: target[len(prompt.prefix) :] if target.startswith(prompt.prefix) else ""
    )
    editor = replay(
        story,
        backend=backend,
        text="\ufeffПроцедура А() // 🙂\r\n",
        settings=CompletionSettings(),
    )
    assert editor.text == "\ufeffПроцедура А() // 🙂\r\n\tБ();\r\n\tВ();│"


def test_a_writer_that_never_answers_costs_the_deadline_only() -> None:
    backend = FakeBackend(oracle, first=100)

    async def story(editor: Editor) -> None:
        editor.move(0)
        await editor.pause(2)
        assert editor.dropped == ["deadline"]
        editor.invoke()
        await editor.pause(4)

    editor = replay(story, backend=backend)
    assert editor.dropped == ["deadline", "deadline"]
    assert editor.seconds == [pytest.approx(1.5), pytest.approx(3.0)]


def test_a_block_is_offered_where_one_was_just_opened() -> None:
    async def story(editor: Editor) -> None:
        await editor.type("\t", every=0.5)

    text = TARGET[: TARGET.index("\tТекст")]
    editor = replay(story, text=text, settings=CompletionSettings())
    assert editor.seen == [
        'Текст = ПрочитатьФайл(Путь);\n\tСообщить(Текст);\n\tЕсли Текст = "" Тогда\n\t\tВозврат;\n\tКонецЕсли;'
    ]


def test_a_selected_entry_begins_the_offer() -> None:
    async def story(editor: Editor) -> None:
        request = Request(
            URI, "a.bsl", editor.document, editor.cursor, selected=Selected(21, 25, "ПрочитатьФайл")
        )
        (offer,) = (await editor.engine.complete(request)).offers
        assert (offer.start, offer.end, offer.text) == (21, 25, "ПрочитатьФайл(Путь);")
        await editor.type(
            "о", every=0
        )  # the list stays open: what it selects begins elsewhere in the text now
        request = Request(
            URI, "a.bsl", editor.document, editor.cursor, selected=Selected(21, 27, "ПрочитатьФайл")
        )
        (again,) = (await editor.engine.complete(request)).offers
        assert (again.id, again.start, again.end, again.text) == (offer.id, 21, 27, "ПрочитатьФайл(Путь);")
        request = Request(URI, "a.bsl", editor.document, editor.cursor)  # the list is closed
        (third,) = (await editor.engine.complete(request)).offers
        assert (third.id, third.start, third.end, third.text) == (offer.id, 21, 27, "ПрочитатьФайл(Путь);")

    target = "Текст = 1 + 1 / ПрочитатьФайл(Путь);\n"
    backend = FakeBackend(
        lambda prompt: target[len(prompt.prefix) :] if target.startswith(prompt.prefix) else ""
    )
    replay(story, text="Текст = 1 + 1 / Пр", backend=backend)


def test_another_writes_when_the_first_can_not() -> None:
    broken = FakeBackend(lambda _: BackendError("модель не загружена"))

    async def main(clock: Callable[[], float]) -> list[Result]:
        writers = [Writer("edge", broken), Writer("memory", FakeBackend(oracle, source=Source.MEMORY))]
        engine = Engine(Parts(writers, clock=clock, filters=as_written, curve=EVERYTHING))
        request = Request(URI, "a.bsl", Document.parse("Проц"), 8)
        results = [await engine.complete(request)]
        engine.closed(URI)
        engine.use(writers[:1])
        results.append(await engine.complete(request))
        engine.use([])
        results.append(await engine.complete(request))
        await engine.close()
        return results

    second, none, nobody = virtual.run(main)
    assert [offer.source for offer in second.offers] == [Source.MEMORY]
    assert (none.dropped, nobody.dropped) == ({"backend": 1}, {"backend": 1})


def test_a_defect_costs_one_suggestion_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def faulty(_draft: Draft, _place: Place) -> Filtered:
        raise ZeroDivisionError

    async def main(clock: Callable[[], float]) -> Result:
        engine = Engine(Parts([Writer("edge", FakeBackend(oracle))], clock=clock, filters=faulty))
        result = await engine.complete(Request(URI, "a.bsl", Document.parse("Проц"), 8))
        await engine.close()
        return result

    assert virtual.run(main).dropped == {"error": 1}
    assert "ZeroDivisionError" in caplog.text


def test_a_resting_cursor_warms_the_first_writer_only_where_something_may_be_written() -> None:
    backend = FakeBackend(oracle)

    async def story(editor: Editor) -> None:
        for cursor in (len(editor.document.text.data), 8):
            editor.engine.rested(Request(URI, "a.bsl", editor.document, cursor))
            await editor.pause(0.5)
        assert [(job.max_tokens, job.prompt.prefix) for job in backend.jobs] == [(0, "// примечание\nПроц")]

    replay(story, backend=backend, text="// примечание\nПроц")


def test_the_first_writer_gets_to_know_a_document_that_was_opened() -> None:
    backend = FakeBackend(oracle)

    async def story(editor: Editor) -> None:
        editor.engine.opened(Request(URI, "a.bsl", editor.document, 0))
        await editor.pause(0.5)
        jobs = [(job.max_tokens, job.prompt.prefix, job.prompt.suffix) for job in backend.jobs]
        assert jobs == [(0, "", "// примечание\nПроц")]

    replay(story, backend=backend, text="// примечание\nПроц")


def test_what_is_told_late_still_counts() -> None:
    """The word that a text was taken may come when the next one is shown already."""

    async def story(editor: Editor) -> None:
        await editor.type("\t", every=1)
        assert editor.ghost is not None
        first = editor.ghost.offer
        editor.ghost = None
        editor._edit(first.start, first.end, first.text)
        editor._insert("\n\t")
        editor._ask()
        await editor.pause(0)
        assert editor.ghost is not None
        second = editor.ghost.offer
        editor.engine.accepted(first.id)
        editor.engine.rejected("unknown")
        editor.engine.accepted(first.id)
        assert editor.engine._showing.by_id(second.id) is not None
        await editor.pause(31)
        stats = editor.engine.stats()
        assert (stats["accepted"], stats["kept"]) == (1, {"30": {"looked": 1, "kept": 1}})
        editor._edit(0, len(editor.document.text.data), "")
        await editor.pause(600)
        assert editor.engine.stats()["kept"]["600"] == {"looked": 1, "kept": 0}

    replay(story, text="Процедура Загрузить(Путь)\n")


def test_closing_leaves_nobody_waiting() -> None:
    async def main(clock: Callable[[], float]) -> Result:
        engine = Engine(Parts([Writer("edge", FakeBackend(oracle, first=10))], clock=clock))
        asking = asyncio.create_task(engine.complete(Request(URI, "a.bsl", Document.parse("Проц"), 8)))
        await asyncio.sleep(0.1)
        await engine.close()
        return await asking

    assert virtual.run(main).dropped == {"superseded": 1}
