"""A query text that is being typed: read in any state, without an exception."""

from __future__ import annotations

import random

from bsl_pilot.features.completing.query_text import read

ROW = 'ВЫБРАТЬ ( ) , * . К КАК ИЗ ГДЕ + 1 ОБЪЕДИНИТЬ ВСЕ ; ПОМЕСТИТЬ А ВЫБОР КОГДА КОНЕЦ СОЕДИНЕНИЕ ПО &П "" = 🙂'
WORDS = ROW.split()


def test_any_row_of_words_is_read() -> None:
    chance = random.Random(1)
    for _ in range(2_000):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 25))).encode()
        at = chance.randrange(len(text) + 1)
        for select in read(text, at, at).selects:
            assert len(select.fields) == len(select.paths)


def test_fields_with_their_paths() -> None:
    text = "ВЫБРАТЬ Т.Код, Т.Вид.Имя КАК Вид, Т.А + 1, Т.*, * ИЗ Т КАК Т".encode()
    (select,) = read(text, len(text), len(text)).selects
    assert select.fields == ["Код", "Вид", "А"]
    assert select.paths == [["Т", "Код"], ["Т", "Вид", "Имя"], []]
    assert select.stars == ["Т", ""]
