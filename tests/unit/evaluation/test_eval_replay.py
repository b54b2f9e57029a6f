"""Typing replayed with scripted engines: what counts as right, as flicker, as stale."""

from __future__ import annotations

import asyncio

import pytest

from bsl_pilot.completion.request import Request, Result
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.replay import Method, Typing, methods, replay
from bsl_pilot.evaluation.typist import KEY, Script
from bsl_pilot.evaluation.virtual import VirtualClock, run
from bsl_pilot.text.positions import Span

from tests.unit.evaluation.engines import Scripted, Write, modules, nothing, trade

CODE = 'Процедура А()\n\tСообщить("😀");\n\tВозврат;\nКонецПроцедуры'
SCRIPT = Script("а", CODE)
SAY = CODE.index("Сообщить")


@pytest.mark.parametrize(
    ("at", "shown", "right"),
    [
        (SAY, 'Сообщить("😀");', 14),
        (SAY, 'Сообщить("😀");  ', 14),
        (SAY, "Сообщить", 8),
        (SAY, "Сооб", 0),
        (SAY, 'Сообщить("😀")', 13),
        (SAY, "Сообщить(1);", 0),
        (SAY, "сообщить", 0),
        (SAY + 4, 'щить("😀");', 10),
        (SAY, 'Сообщить("😀");\n\tВозврат;', 24),
        (SAY, 'Сообщить("😀"); \n\tВозврат;\n', 24),
        (SAY, 'Сообщить("😀");\n\tИначе;', 0),
        (SAY, "  ", 0),
        (SAY, "", 0),
        (len(CODE) - 5, "едуры", 5),
        (len(CODE) - 5, "едуры\n", 5),
        (len(CODE) - 5, "едуры;", 0),
    ],
)
def test_what_is_right(at: int, shown: str, right: int) -> None:
    assert SCRIPT.right(at, shown) == right


@pytest.mark.parametrize(
    ("shown", "right"),
    [("Сообщить(1);", 9), ("СообщитьВсем();", 0), ("Сооб", 0), ('Сообщить("Б");', 10), ("Иначе", 0)],
)
def test_right_words(shown: str, right: int) -> None:
    assert SCRIPT.right_words(SAY, shown) == right


def test_the_editor_indents() -> None:
    line_end = CODE.index("\n")
    assert SCRIPT.key(line_end).text == "\n\t"
    assert SCRIPT.key(0) == Script("а", CODE).key(0)
    assert 0.5 * KEY < SCRIPT.key(0).pause < 2 * KEY
    assert SCRIPT.characters == len(CODE) - 2
    assert Script("а", "А  \n\n  Б\t").text == "А\n\n  Б"


def typing(write: Write, seconds: float = 0.05, code: str = CODE) -> tuple[Typing, Scripted]:
    before = "Перем А;\r\n\r\n"
    found = modules(а=before + code.replace("\n", "\r\n") + "\r\n\r\nПроцедура Б()\r\nКонецПроцедуры\r\n")
    engine = Scripted(write, seconds)
    start = len(before.encode())
    method = Method("а.bsl", Span(start, start + len(code.replace("\n", "\r\n").encode())))

    async def work(_clock: VirtualClock) -> Typing:
        return await replay(found, method, engine)

    done = run(work)
    assert engine.documents[-1][1].text.text == found["а.bsl"].text
    return done, engine


def before_cursor(request: Request) -> str:
    return request.document.text.slice(0, request.offset)


def test_everything_is_typed_where_nothing_is_offered() -> None:
    done, engine = typing(nothing)
    assert (done.characters, done.keys, done.accepted) == (len(CODE) - 2, len(CODE) - 2, 0)
    assert (done.shown, done.flickers, done.stale, done.leaked, done.words) == (0, 0, 0, 0, 0)
    assert len(done.seconds) == len(engine.requests)
    assert done.ratio == 0
    assert Typing().ratio is None


def test_a_right_suggestion_is_taken() -> None:
    done, engine = typing(
        lambda request: 'бщить("😀");\r\n\tВозврат;' if before_cursor(request).endswith("\tСоо") else None
    )
    assert done.accepted == len('бщить("😀");\nВозврат;')
    assert (done.shown, done.taken, done.flickers, done.stale) == (1, 1, 0, 0)
    assert engine.taken == engine.seen[-1:]
    assert done.ratio == done.accepted / done.characters
    assert done.delays == pytest.approx([0.05])


def test_an_answer_after_the_next_key_is_not_seen() -> None:
    done, engine = typing(lambda _request: "ибка", seconds=2.5)
    assert (done.shown, done.taken, len(done.seconds)) == (0, 0, 0)
    assert len(engine.requests) == done.keys


def test_a_suggestion_that_goes_on_is_shown_once() -> None:
    whole = "Сообщить(1);"

    def write(request: Request) -> str | None:
        line = before_cursor(request).rpartition("\t")[2]
        return whole[len(line) :] if line and whole.startswith(line) and len(line) < 9 else None

    done, _ = typing(write)
    assert (done.shown, done.taken) == (1, 0)
    assert done.flickers == 1  # at the bracket it goes away, though the user is still typing it
    assert done.words == len("ообщить(")


def test_another_text_while_it_is_typed_flickers() -> None:
    def write(request: Request) -> str | None:
        before = before_cursor(request)
        return "общить(1)" if before.endswith("\tСо") else "бщить(22)" if before.endswith("\tСоо") else None

    done, _ = typing(write)
    assert (done.shown, done.flickers) == (2, 2)


def test_a_suggestion_beside_the_cursor_is_stale() -> None:
    class Beside(Scripted):
        async def complete(self, request: Request) -> Result:
            result = await super().complete(request)
            return Result(
                tuple(
                    type(one)(one.id, one.text, one.start + 1, one.end + 1, one.source, 1)
                    for one in result.offers
                )
            )

    found = modules(а=CODE)
    method = Method("а.bsl", Span(0, len(CODE.encode())))

    async def work(_clock: VirtualClock) -> Typing:
        return await replay(found, method, Beside(lambda _request: "ибка"))

    done = run(work)
    assert done.stale > 10
    assert done.shown == done.taken == 0


def test_a_task_that_never_ends_is_counted() -> None:
    class Leaking(Scripted):
        async def complete(self, request: Request) -> Result:
            if len(self.requests) < 3:
                self.tasks.append(asyncio.create_task(asyncio.Event().wait()))
            return await super().complete(request)

    engine = Leaking(nothing)

    async def work(_clock: VirtualClock) -> Typing:
        return await replay(modules(а=CODE), Method("а.bsl", Span(0, len(CODE.encode()))), engine)

    assert run(work).leaked == 3


def test_a_defect_of_the_engine_is_not_hidden() -> None:
    def write(_request: Request) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        typing(write)


def test_methods_of_chance() -> None:
    found = trade()
    chosen = methods(found, 6, 1)
    assert len(chosen) == 6
    assert chosen == methods(trade(), 6, 1) != methods(found, 6, 2)
    assert methods(found, 3, 1) == chosen[:3]
    first = next(iter(found))
    fewer = Modules({path: text for path, text in found.items() if path != first})
    assert [one for one in chosen if one.path != first] == [
        one for one in methods(fewer, 6, 1) if one in chosen
    ]
    for one in chosen:
        text = found[one.path].slice(*one.span)
        assert text.startswith(("&На", "Процедура", "Функция", "Procedure", "Function", "Асинх"))
        assert text.endswith(("КонецПроцедуры", "КонецФункции", "EndProcedure", "EndFunction"))
