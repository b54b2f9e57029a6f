"""Open blocks of long texts: what is remembered of one state of the text never shows in the next."""

from __future__ import annotations

import random

import pytest

from bsl_pilot.syntax import blocks
from bsl_pilot.syntax.blocks import open_blocks
from bsl_pilot.syntax.landmarks import APART, Landmark, Landmarks

PIECES = (
    "\tЕсли Х > 0 Тогда\n",
    "\tКонецЕсли;\n",
    "\tДля Каждого Строка Из Строки Цикл\n",
    "\tКонецЦикла;\n",
    "\tПопытка\n\t\tХ();\n\tИсключение\n",
    "\tКонецПопытки;\n",
    '\tТекст = "ВЫБРАТЬ\n\t// Если\n\n\t|ИЗ Тогда";\n',
    "\tХ.Если = 1; // Цикл 𝄞\r\n",
    '\tА = "',
    "\t|Если\n",
    "// Попытка\n",
    "Процедура А()\n",
    "КонецПроцедуры\n",
)


@pytest.mark.parametrize("seed", range(3))
def test_an_edited_text_is_read_as_one_that_was_never_seen(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=500))
    known: Landmarks[tuple[blocks.Block, ...]] = Landmarks()
    for _ in range(12):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice((*PIECES, "", "|", '"', "Если")) + text[at + chance.randrange(3) :]
        data = text.encode()
        end = len(text[: min(len(text), at + chance.randrange(200))].encode())
        with monkeypatch.context() as patch:
            patch.setattr(blocks, "_landmarks", known)
            remembered = open_blocks(data, 0, end)
            patch.setattr(blocks, "_landmarks", Landmarks())
            assert remembered == open_blocks(data, 0, end)


def test_landmarks_behind_an_edit_are_forgotten() -> None:
    known: Landmarks[str] = Landmarks()
    text = b"x" * (4 * APART)
    found = [Landmark(APART, "a"), Landmark(2 * APART + 5, "b")]
    known.remember(text, 0, found)
    assert known.of(text, 0) == found
    assert known.of(text + b"y", 0) == found
    assert known.of(text[: 2 * APART] + b"y" + text[2 * APART :], 0) == found[:1]
    assert known.of(b"y" + text, 0) == []
    assert known.of(text, 1) == []


def test_only_the_last_texts_are_remembered() -> None:
    known: Landmarks[str] = Landmarks()
    text = b"x" * (2 * APART)
    for start in range(5):
        known.remember(text, start, [Landmark(APART, "a")])
    assert [bool(known.of(text, start)) for start in range(5)] == [False, True, True, True, True]
