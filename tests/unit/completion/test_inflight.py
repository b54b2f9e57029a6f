"""Texts that are being written: whoever waits for their end waits for all of them."""

from __future__ import annotations

import asyncio

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Written
from bsl_pilot.completion.inflight import Inflight, Running
from bsl_pilot.completion.ports import Answer, End, Source
from bsl_pilot.completion.request import Request
from bsl_pilot.syntax.document import Document


def cursor() -> Cursor:
    return Cursor.of(Request("file:///м.bsl", "м.bsl", Document.parse("А = 1;\r\n"), 4, invoked=True), 0.0)


def test_the_end_of_all_texts_is_waited_for() -> None:
    """So an opened document is looked at when the model is free, instead of never."""

    async def story() -> list[str]:
        inflight, told, go = Inflight(), list[str](), asyncio.Event()

        async def write(_running: Running) -> Written:
            await go.wait()
            told.append("written")
            return Written("", "empty", Answer("", Source.EDGE, End.STOP))

        inflight.start(cursor(), write)
        inflight.start(cursor(), write)
        waiting = asyncio.create_task(inflight.ended())
        await asyncio.sleep(0)
        assert not waiting.done()
        go.set()
        await waiting
        await inflight.ended()
        return told

    assert asyncio.run(story()) == ["written", "written"]
