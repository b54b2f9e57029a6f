"""Wherever the cursor cuts a text, what is written is what the text goes on with."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bsl_pilot.backends.healing import Healer
from bsl_pilot.backends.tokens import Tokens

from tests.unit.backends.scripted import CODE, ours, qwen

TOKENIZERS = {"ours": ours(), "larger": ours(1500), "small": ours(330), "qwen": qwen()}
HEALERS = {name: Healer(tokens) for name, tokens in TOKENIZERS.items()}
LINES = CODE.splitlines(keepends=True)


def ids_before(healer: Healer, tokens: Tokens, prefix: str) -> tuple[list[int], bytes]:
    pieces = [piece for _, piece in tokens.pieces(prefix)][::-1]
    if not pieces:
        return [], b""
    cut = healer.cut(pieces[-1])
    return [*(token for piece in pieces[:-1] for token in tokens.piece(piece)), *cut.ids], cut.pending


def check(name: str, prefix: str, rest: str) -> None:
    """What stays are the first tokens of the whole, and the next of the whole is allowed at each step."""
    tokens, healer = TOKENIZERS[name], HEALERS[name]
    whole = tokens.encode_once(prefix + rest)
    kept, pending = ids_before(healer, tokens, prefix)
    assert whole[: len(kept)] == kept
    assert b"".join(tokens.spelling[token] for token in kept) + pending == prefix.encode()
    for token in whole[len(kept) :]:
        if not pending:
            break
        assert token in healer.allowed(pending)
        pending = pending[len(tokens.spelling[token]) :]
    assert not pending


@pytest.mark.parametrize("name", TOKENIZERS)
def test_code_cut_anywhere_is_healed(name: str) -> None:
    for at in range(len(CODE)):
        check(name, CODE[:at], CODE[at:])


# What follows may be anything: the next line of another place, another word, another blank.
@pytest.mark.parametrize("name", ["ours", "larger", "small"])
@given(st.data())
def test_any_continuation_is_healed(name: str, data: st.DataObject) -> None:
    line, other = data.draw(st.sampled_from(LINES)), data.draw(st.sampled_from(LINES))
    prefix = line[: data.draw(st.integers(0, len(line)))]
    check(name, prefix, other[data.draw(st.integers(0, len(other))) :] or ";")


@pytest.mark.parametrize("name", TOKENIZERS)
@given(
    prefix=st.text('аБв1 ("\t.;=\U0001f600', max_size=12),
    rest=st.text('аБв1 ("\t.;=\U0001f600', min_size=1, max_size=6),
)
@example(prefix="А = ", rest="😀")
@example(prefix='Сообщить("😀', rest='");')
@example(prefix="  ", rest="Б")
def test_any_text_is_healed(name: str, prefix: str, rest: str) -> None:
    check(name, prefix, rest)


def test_allowed_tokens_are_those_that_agree_with_what_is_typed() -> None:
    tokens, healer = ours(), HEALERS["ours"]
    for pending in ("Таблица".encode(), b"\n\t", b" ", "Ст".encode(), "\U0001f600".encode()):
        expected = [
            token
            for token, spelling in enumerate(tokens.spelling)
            if spelling and (spelling.startswith(pending) or pending.startswith(spelling))
        ]
        assert healer.allowed(pending).tolist() == expected
        assert expected


def test_little_is_taken_back() -> None:
    """Only the last word can change, and of a long one mostly its last tokens."""
    healer = HEALERS["ours"]
    taken = [len(healer.cut(line[:at]).pending) for line in LINES for at in range(1, len(line))]
    assert sum(taken) / len(taken) < 12
    assert healer.cut("\tЕсли А = 1 Тогда").pending in ("Тогда".encode(), " Тогда".encode())
    assert healer.cut("Сумма = 125").pending == b""
