"""Positions in bytes, UTF-16 code units and code points agree with Python's own codecs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.text.positions import LineIndex, Position, PositionEncoding
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

ALPHABET = st.sampled_from(["a", "Ж", "ё", "🙂", "\n", "\r", "\r\n", '"', " ", "𝔘", "\u00a0"])
TEXTS = st.lists(ALPHABET, max_size=40).map("".join)

SIZE = {
    PositionEncoding.UTF8: lambda text: len(text.encode()),
    PositionEncoding.UTF16: lambda text: len(text.encode("utf-16-le")) // 2,
    PositionEncoding.UTF32: len,
}


@given(TEXTS)
def test_lines_end_as_in_lsp(text: str) -> None:
    pieces = re.split(r"\r\n|\r|\n", text)
    index = LineIndex(text.encode())
    assert [index.line_bytes(i).decode() for i in range(len(index))] == pieces


@given(TEXTS, st.sampled_from(list(PositionEncoding)))
def test_every_character_has_one_position_and_back(text: str, encoding: PositionEncoding) -> None:
    snapshot = TextSnapshot.of(text)
    for at in range(len(text) + 1):
        if text[at - 1 : at + 1] == "\r\n":
            continue  # inside a line end: clamped to the line
        offset = len(text[:at].encode())
        position = snapshot.position(offset, encoding)
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        assert position.character == SIZE[encoding](text[line_start:at])
        assert snapshot.offset(position, encoding) == offset


@pytest.mark.parametrize(
    ("line", "character", "encoding", "offset"),
    [
        (0, 99, PositionEncoding.UTF16, 6),  # beyond the line: its end, before CR LF
        (9, 0, PositionEncoding.UTF16, 12),  # beyond the text: its end
        (-1, 0, PositionEncoding.UTF16, 0),
        (0, -5, PositionEncoding.UTF16, 0),
        (1, 1, PositionEncoding.UTF16, 8),  # between the halves of a surrogate pair: before the character
        (1, 2, PositionEncoding.UTF8, 8),  # inside a character of four bytes: before it
    ],
)
def test_positions_outside_are_clamped(
    line: int, character: int, encoding: PositionEncoding, offset: int
) -> None:
    snapshot = TextSnapshot.of("Жук\r\n🙂")
    assert snapshot.data == "Жук\r\n🙂".encode()
    assert snapshot.offset(Position(line, character), encoding) == {6: 6, 12: 12, 0: 0, 8: 8}[offset]


@given(TEXTS, TEXTS, st.data())
def test_an_edited_index_equals_a_fresh_one(text: str, new: str, data: st.DataObject) -> None:
    cuts = [len(text[:at].encode()) for at in range(len(text) + 1)]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    edited = TextSnapshot.of(text).edit(ByteEdit(start, end, new.encode()))
    assert edited.lines.starts == LineIndex(edited.data).starts


def test_a_lone_surrogate_survives() -> None:
    snapshot = TextSnapshot.of("а\ud800б")
    assert snapshot.text == "а\ud800б"
    assert snapshot.position(len(snapshot.data)) == Position(0, 3)


def test_what_begins_a_line() -> None:
    text = "А\n \t\u00a0Б; В\r\n🙂\rГ"
    lines = LineIndex(text.encode())
    begins = {
        one for at, one in enumerate(text) if one.strip() and lines.begins_line(len(text[:at].encode()))
    }
    assert begins == {"А", "Б", "🙂", "Г"}
