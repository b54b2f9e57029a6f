"""Tells the story of a person at an editor to an engine with a scripted writer and a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bsl_pilot.backends.fake import FakeBackend
from bsl_pilot.completion.engine import Engine, Parts
from bsl_pilot.completion.ports import Prompt
from bsl_pilot.completion.post.types import Draft, Filtered, Place
from bsl_pilot.completion.show import EVERYTHING
from bsl_pilot.completion.writers import Writer
from bsl_pilot.settings import CompletionSettings

from tests.replay import virtual
from tests.replay.editor import Editor

TARGET = (
    "Процедура Загрузить(Путь)\n"
    "\tТекст = ПрочитатьФайл(Путь);\n"
    "\tСообщить(Текст);\n"
    '\tЕсли Текст = "" Тогда\n'
    "\t\tВозврат;\n"
    "\tКонецЕсли;\n"
    "КонецПроцедуры\n"
)
LINES_ONLY = CompletionSettings(multiline=False)


def as_written(draft: Draft, _place: Place) -> Filtered:
    """In place of the filters, which have tests of their own."""
    return Filtered(draft.text or None, "" if draft.text.strip() else "empty")


def oracle(prompt: Prompt) -> str:
    """What comes next in ``TARGET``; a wrong guess elsewhere."""
    if TARGET.startswith(prompt.prefix):
        return TARGET[len(prompt.prefix) :]
    return "Иное = 1;\n"


def replay(
    story: Callable[[Editor], Awaitable[None]],
    *,
    text: str = "",
    backend: FakeBackend | None = None,
    settings: CompletionSettings = LINES_ONLY,
    cancels: bool = True,
) -> Editor:
    """Tells a story and checks what must hold after every one of them."""

    async def main(clock: Callable[[], float]) -> Editor:
        engine = Engine(
            Parts(
                (Writer("fake", backend or FakeBackend(oracle)),),
                settings,
                clock=clock,
                filters=as_written,
                curve=EVERYTHING,
            )
        )
        editor = Editor(engine, clock, text, cancels=cancels)
        await story(editor)
        await asyncio.sleep(5)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, "tasks are left"
        await engine.close()
        return editor

    editor = virtual.run(main)
    assert editor.faults == []
    return editor
