"""Changes of a client against the slow and certain way: a string and code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.lsp.edits import Change, byte_edits, difference
from bsl_pilot.text.positions import Position, PositionEncoding
from bsl_pilot.text.snapshot import TextSnapshot

TEXTS = st.text(alphabet="аЯ;b \r\n🙂\u2028", max_size=40)
PLACES = st.builds(Position, st.integers(-1, 9), st.integers(0, 12))
CHANGES = st.builds(
    lambda start, end, text: Change(start, end, text.encode()),
    PLACES,
    PLACES,
    st.text(alphabet="дz\r\n🙃", max_size=6),
)
WHOLE = st.builds(lambda text: Change(None, None, text.encode()), TEXTS)
ENCODINGS = st.sampled_from([PositionEncoding.UTF8, PositionEncoding.UTF16])


def one_by_one(text: TextSnapshot, changes: list[Change], encoding: PositionEncoding) -> bytes:
    for change in changes:
        if change.start is None or change.end is None:
            text = TextSnapshot(change.text)
            continue
        start, end = sorted((text.offset(change.start, encoding), text.offset(change.end, encoding)))
        text = TextSnapshot(text.data[:start] + change.text + text.data[end:])
    return text.data


@given(TEXTS, st.lists(st.one_of(CHANGES, CHANGES, WHOLE), max_size=14), ENCODINGS)
def test_edits_do_what_the_changes_say(text: str, changes: list[Change], encoding: PositionEncoding) -> None:
    before = TextSnapshot.of(text)
    after = before
    for edit in byte_edits(before, changes, encoding):
        after = after.edit(edit)
    assert after.data == one_by_one(before, changes, encoding)
    assert after.lines.starts == TextSnapshot(after.data).lines.starts


@given(TEXTS, TEXTS)
def test_the_difference_of_two_texts_is_one_edit_of_whole_characters(old: str, new: str) -> None:
    edits = difference(old.encode(), new.encode())
    assert len(edits) <= 1
    for start, end, text in edits:
        assert old.encode()[:start].decode() + text.decode() + old.encode()[end:].decode() == new
    assert edits or old == new


def test_the_difference_is_small() -> None:
    old = ("А = 1;\n" * 1000).encode()
    (edit,) = difference(old, old.replace(b"1", b"2", 1))
    assert (edit.end - edit.start, edit.text) == (1, b"2")
