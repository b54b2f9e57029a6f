"""Edits of immutable text."""

from __future__ import annotations

import re

import pytest

from bsl_pilot.text.snapshot import TextEdit, TextSnapshot, apply
from bsl_pilot.text.words import any_case, fold, in_case_of, is_name, same, word_at, word_before


def test_edits_apply_at_once_in_any_order() -> None:
    text = TextSnapshot.of("Если А")
    after = apply(text, [TextEdit(11, 11, " Тогда"), TextEdit(0, 8, "ЕСЛИ")])
    assert (after.text, text.text) == ("ЕСЛИ А Тогда", "Если А")


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(TextSnapshot.of("абв"), [TextEdit(0, 4, ""), TextEdit(2, 6, "")])


@pytest.mark.parametrize(
    ("text", "end"), [("", "\n"), ("а\r\nб\n", "\r\n"), ("а\nб\r\n", "\n"), ("\n", "\n")]
)
def test_line_end_of_a_text(text: str, end: str) -> None:
    assert TextSnapshot.of(text).line_end() == end


def test_words_know_cyrillic() -> None:
    assert fold("ЁЖ") == fold("ёж")
    assert same("ИмяФайла", "имяФАЙЛА")
    assert is_name("_Имя1")
    assert not is_name("1Имя")
    assert not is_name("")
    assert word_before("А = Объект.Наим", 15) == "Наим"
    assert word_at("А = Товар;", 6) == (4, 9)
    assert word_at("  ", 1) == (1, 1)
    assert [in_case_of(model, "тогда") for model in ("ЕСЛИ", "если", "Если")] == ["ТОГДА", "тогда", "тогда"]
    assert re.fullmatch(any_case("выбрать"), "ВыБРать".encode())
