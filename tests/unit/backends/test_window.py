"""The window before the cursor stays where it is while somebody types, and never costs more than it holds."""

from __future__ import annotations

import pytest

from bsl_pilot.backends.healing import Healer
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.window import BLOCK, read_prefix, read_suffix

from tests.unit.backends.scripted import CODE, ours, qwen

TOKENIZERS = pytest.mark.parametrize("tokens", [ours(), qwen()], ids=["ours", "qwen"])
LONG = CODE * 40


def spelled(tokens: Tokens, ids: list[int]) -> str:
    return b"".join(tokens.spelling[token] for token in ids).decode()


@TOKENIZERS
def test_the_window_is_the_end_of_the_text(tokens: Tokens) -> None:
    healer = Healer(tokens)
    for at in range(0, len(LONG), 97):
        window = read_prefix(tokens, healer, LONG[:at], 200)
        text = spelled(tokens, window.ids) + window.pending.decode()
        assert LONG[:at].endswith(text)
        assert len(window.ids) <= 200
        assert text == LONG[:at] or len(window.ids) > 40
        assert window.ids[len(window.ids) - len(window.last) :] == list(window.last)


@TOKENIZERS
def test_the_window_begins_with_a_line_and_moves_by_blocks(tokens: Tokens) -> None:
    healer = Healer(tokens)
    starts: list[int] = []
    for at in range(6000, 8000):
        window = read_prefix(tokens, healer, LONG[:at], 200)
        starts.append(at - len(spelled(tokens, window.ids) + window.pending.decode()))
    assert starts == sorted(starts)
    assert len(set(starts)) <= 2000 // BLOCK + 2
    assert all("\n" in LONG[start - 1 : start + 1] for start in starts)


def test_a_short_text_is_read_whole() -> None:
    healer = Healer(ours())
    assert read_prefix(ours(), healer, "", 100) == ([], (), b"")
    window = read_prefix(ours(), healer, "А = 1;\n\tБ", 100)
    assert spelled(ours(), window.ids) + window.pending.decode() == "А = 1;\n\tБ"


@pytest.mark.parametrize(
    "line", ["Сумма = Цена * Количество + " * 4_000, "😀" * 100_000, "А" * 100_000, " " * 100_000]
)
def test_a_line_of_100_000_characters(line: str) -> None:
    healer = Healer(ours())
    for prefix in (line, "\t" + line, CODE + line):
        window = read_prefix(ours(), healer, prefix, 100)
        assert 0 < len(window.ids) <= 100
        assert prefix.endswith(spelled(ours(), window.ids) + window.pending.decode())


def test_of_60_000_lines_only_the_last_are_encoded() -> None:
    prefix = "\n".join(f"\tСтрока{number} = {number};" for number in range(60_000))
    tokens = Tokens.__new__(Tokens)
    tokens.__dict__.update(ours().__dict__)
    asked: list[str] = []

    def piece(text: str) -> tuple[int, ...]:
        asked.append(text)
        return ours().piece(text)

    tokens.piece = piece
    window = read_prefix(tokens, Healer(ours()), prefix, 200)
    assert 100 < len(window.ids) <= 200
    assert len(asked) < 100


def test_what_follows_is_read_from_its_begin() -> None:
    assert spelled(ours(), read_suffix(ours(), ");\n\tВозврат Сумма;\n", 64)) == ");\n\tВозврат Сумма;\n"
    assert len(read_suffix(ours(), CODE, 10)) == 10
    assert CODE.startswith(spelled(ours(), read_suffix(ours(), CODE, 64)))


@pytest.mark.parametrize("suffix", ["", "\n", "\n\t \n"])
def test_blanks_behind_the_cursor_say_nothing(suffix: str) -> None:
    assert read_suffix(ours(), suffix, 64) == []
