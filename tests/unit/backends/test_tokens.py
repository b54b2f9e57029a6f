"""Tokens spell the text exactly, piece by piece."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.backends.tokens import PIECE, Tokens
from bsl_pilot.errors import ModelError

from tests.unit.backends.scripted import CODE, changed, ours, qwen, specification

LETTERS = 'аБвA_z19 \t\n().;"=,|&#😀é№\u00a0'


def spelled(tokens: Tokens, ids: list[int]) -> str:
    return b"".join(tokens.spelling[token] for token in ids).decode()


@pytest.mark.parametrize("tokens", [ours(), qwen()], ids=["ours", "qwen"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n\n",
        CODE,
        CODE.rstrip(),
        "а;\n\n\n\tб\n \t\n",
        "😀",
        "\t\t",
        "А" * 1000,
        "a\u0301 й \u00a0",
    ],
)
def test_pieces_have_the_tokens_of_the_whole(tokens: Tokens, text: str) -> None:
    pieces = list(tokens.pieces(text))[::-1]
    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, at) for at, piece in pieces)
    assert spelled(tokens, tokens.encode(text)) == text
    if len(text) < 1000 or "\n" in text:
        assert tokens.encode(text) == tokens.encode_once(text)


@pytest.mark.parametrize("tokens", [ours(), qwen()], ids=["ours", "qwen"])
@given(text=st.text(LETTERS, max_size=200))
def test_any_text_is_spelled(tokens: Tokens, text: str) -> None:
    assert tokens.encode(text) == tokens.encode_once(text)
    assert spelled(tokens, tokens.encode(text)) == text


def test_a_long_line_is_cut_where_typing_at_its_end_does_not_move() -> None:
    line = "Строка = " + '"базы" + ' * 20_000
    pieces = list(ours().pieces(line))
    assert max(len(piece) for _, piece in pieces) <= PIECE
    assert list(ours().pieces(line + "1"))[1:] == pieces[1:]


def test_special_tokens_in_the_text_are_text() -> None:
    text = 'А = "<|end|><|prefix|>";'
    ids = ours().encode(text)
    assert min(ids) >= len(ours().special)
    assert spelled(ours(), ids) == text


def test_half_a_character_becomes_a_replacement() -> None:
    assert spelled(ours(), ours().encode("А\ud83dБ")) == "А\ufffdБ"
    assert spelled(ours(), ours().encode_once("А\ud83dБ")) == "А\ufffdБ"


def test_nothing_normalises_the_text_or_puts_marks_around_it() -> None:
    tokens = Tokens(
        changed(normalizer={"type": "NFC"}, post_processor={"type": "ByteLevel", "trim_offsets": True})
    )
    text = "и\u0306 \u212b"
    assert spelled(tokens, tokens.encode(text)) == text


SPLIT = {"type": "Split", "pattern": {"String": "x"}, "behavior": "Isolated", "invert": False}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "damaged"),
        ("{}", "damaged"),
        ("[]", "damaged"),
        (specification()[:4000], "damaged"),
        (changed(model=json.loads(specification())["model"] | {"merges": [["нет", "такого"]]}), "damaged"),
        (changed(pre_tokenizer=None), "damaged"),
        (changed(pre_tokenizer=SPLIT), "byte-level"),
        (changed(model={"type": "Unigram", "vocab": []}), "byte-level"),
        (changed(model={"type": "BPE", "vocab": {"▁а": 0}, "merges": []}, added_tokens=[]), "byte-level"),
    ],
    ids=["empty", "no-fields", "list", "cut", "merges", "no-split", "not-bytes", "unigram", "metaspace"],
)
def test_a_wrong_tokenizer_is_refused(source: str, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        Tokens(source)
