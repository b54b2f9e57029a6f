"""Spelling: what is a slip of a known word, and the file of the words."""

from __future__ import annotations

import pytest

from bsl_pilot.review.spelling import Words, meant_among, packed, unpacked, words, words_of

KNOWN = frozenset({"документ", "документы", "настройка", "parameter", "запись"})
OFTEN = frozenset({"документ", "настройка", "parameter"})


@pytest.fixture
def some() -> Words:
    return words_of(KNOWN, OFTEN)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("докумнет", "документ"),
        ("доккумент", "документ"),
        ("докмент", "документ"),
        ("нустройка", "настройка"),
        ("paramter", "parameter"),
        ("документ", None),
        ("документами", None),
        ("настройками", None),
        ("зопись", None),
        ("совсемдругое", None),
        ("доку", None),
        ("", None),
    ],
)
def test_a_slip_is_one_letter_away_from_a_word_written_often(
    some: Words, word: str, meant: str | None
) -> None:
    assert meant_among(word, some) == meant


def test_words_survive_their_file() -> None:
    known = frozenset({"а", "аб", "абв", "zebra", "цена", "ценам"})
    read = unpacked(packed(known, frozenset({"цена", "а"})))
    assert read.known == known
    assert read.often == {"цена", "а"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-3],
        lambda data: b"X" + data[1:],
        lambda data: data[:12] + b"\0" + data[13:],
        lambda _: b"",
    ],
)
def test_a_damaged_file_is_found(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(ValueError, match="list of words"):
        unpacked(damage(packed(KNOWN, OFTEN)))


def test_the_package_knows_what_1c_code_says() -> None:
    assert {"документ", "справочник", "регистр", "parameter", "catalog"} <= words().known
    assert words().often <= words().known
