"""A text in tokens, again and again: the same tokens as if each text were new."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.backends.encoded import Encoded, common_end
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.trie import common_begin

from tests.unit.backends.scripted import ours, qwen

WORDS = st.sampled_from(
    ["Если ", "Запрос.Текст", "\n", "\n", "\n\n", "\t", " ", ";", "😀", "ё", "x" * 401, ""]
)
TEXTS = st.lists(WORDS, max_size=30).map("".join)


@pytest.mark.parametrize("tokens", [ours(), qwen()], ids=["ours", "qwen"])
@settings(max_examples=150, deadline=None)
@given(texts=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_what_stayed_is_as_if_it_were_new(tokens: Tokens, texts: list[tuple[str, str, str]]) -> None:
    encoded = Encoded(tokens)
    head, _, tail = texts[0]
    for _, middle, other in texts:  # an edit in the midst, then another text
        for text in (head + middle + tail, head + tail, other):
            assert encoded.encode(text).tolist() == tokens.encode(text)


@pytest.mark.parametrize(
    ("one", "other", "begin", "end"),
    [
        ("", "", 0, 0),
        ("абв", "абв", 3, 0),
        ("абв", "аxв", 1, 1),
        ("аа", "ааа", 2, 0),
        ("xаа", "yаа", 0, 2),
        ("а" * 999 + "б", "а" * 999 + "в", 999, 0),
    ],
)
def test_common_begin_and_end(one: str, other: str, begin: int, end: int) -> None:
    assert common_begin(one, other) == begin
    assert common_end(one, other, min(len(one), len(other)) - begin) == end
