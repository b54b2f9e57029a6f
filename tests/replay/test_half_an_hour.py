"""Thirty minutes of a person's keys: nothing stale, no flicker, no task left, no growth."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

from bsl_pilot.backends.fake import FakeBackend
from bsl_pilot.completion.ports import Prompt

from tests.replay.editor import Editor
from tests.replay.stories import replay

LINES = (
    "Результат = Новый Массив;",
    "Результат.Добавить(Строка.Номенклатура);",
    "Для Каждого Строка Из Товары Цикл",
    "КонецЦикла;",
    "Если ЗначениеЗаполнено(Контрагент) Тогда // 🙂",
    "Запись = РегистрыСведений.Цены.СоздатьМенеджерЗаписи();",
    "Return Result;",
)


def test_half_an_hour_of_typing() -> None:
    """Thirty minutes of a person's keys: nothing stale, no flicker, no task left, no growth."""
    rng = random.Random(7)
    backend = FakeBackend(_guessing(rng), first=0.03, each=0.004)
    sizes: list[int] = []

    async def story(editor: Editor) -> None:
        while editor.engine._clock() < 1800:
            await _some_work(editor, rng)
            if rng.random() < 0.05:
                sizes.append(len(editor.engine._cache))
                assert len(editor.engine._inflight) <= 3
                assert len(asyncio.all_tasks()) <= 8
            if len(editor.document.text.data) > 4_000:
                editor._edit(0, len(editor.document.text.data), "")

    editor = replay(story, backend=backend)
    assert len(editor.seen) > 500
    assert max(sizes) <= 256


def _guessing(rng: random.Random) -> Callable[[Prompt], str]:
    """Writes mostly what the person is about to type, sometimes something else."""

    def script(prompt: Prompt) -> str:
        line = prompt.prefix.rpartition("\n")[2]
        for whole in LINES:
            if line.strip() and whole.startswith(line.strip()) and rng.random() < 0.8:
                return whole[len(line.strip()) :] + "\n"
        return rng.choice(LINES) + "\n"

    return script


async def _some_work(editor: Editor, rng: random.Random) -> None:
    """A line typed as people type: in runs, with slips, taking and refusing what is shown."""
    pace = rng.choice([0.06, 0.12, 0.2, 0.35])
    for char in rng.choice(LINES):
        chance = rng.random()
        if editor.ghost is not None and chance < 0.05:
            editor.accept()
            await editor.pause(rng.uniform(0.2, 2))
            break
        if editor.ghost is not None and chance < 0.08:
            editor.accept_word()
            await editor.pause(rng.uniform(0.1, 1))
            break
        if editor.ghost is not None and chance < 0.10:
            editor.reject()
        if chance > 0.97:
            await editor.type("ъ", every=pace)
            await editor.backspace(every=pace)
        if chance > 0.995:
            end = editor.cursor
            editor.move(rng.choice(editor.document.text.lines.starts))
            await editor.pause(rng.uniform(0, 1))
            editor.move(end)
        await editor.type(char, every=rng.uniform(0.5, 1.5) * pace)
    await editor.type("\n", every=rng.uniform(0.1, 12))
