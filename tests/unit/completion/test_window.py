"""The text around a cursor, and what an offer replaces, in any line ends and characters."""

from __future__ import annotations

import pytest

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.request import Request, Selected
from bsl_pilot.completion.window import PREFIX, STEP, SUFFIX, Window, window
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextSnapshot

from tests import marks


def test_a_short_text_is_taken_whole_with_one_kind_of_line_end() -> None:
    text = marks.parse("\ufeffА = 1;\r\n🙂│\rБ\r\n")
    assert window(TextSnapshot.of(text.text), text.cursor) == Window(0, "А = 1;\n🙂", "\nБ\n")


def test_a_long_text_is_cut_at_lines_and_its_start_stands_still() -> None:
    text = TextSnapshot.of("Строка = 1; // 🙂\r\n" * 20_000)
    starts = set()
    for offset in text.lines.starts[5_000:5_400]:
        seen = window(text, offset)
        starts.add(seen.start)
        assert PREFIX - STEP - 100 <= offset - seen.start <= PREFIX
        assert seen.prefix.startswith("Строка")
        assert seen.prefix.endswith("\n")
        assert len(seen.suffix.encode()) <= SUFFIX
        assert seen.suffix.endswith("\n")
    assert len(starts) == 2


@pytest.mark.parametrize("shift", range(4))
def test_a_line_longer_than_the_reach_is_cut_between_characters(shift: int) -> None:
    text = TextSnapshot.of("a" * shift + "🙂" * 40_000)
    seen = window(text, shift + 4 * 20_000)
    assert set(seen.prefix) | set(seen.suffix) <= {"a", "🙂"}


def test_typing_is_recognised_across_a_move_of_the_window() -> None:
    line = "Строка = 1;\n"
    text = TextSnapshot.of("".join(f"{number} {line}" for number in range(9_000)))
    before = after = window(text, 0)
    offset = PREFIX + STEP - 10
    before, after = window(text, offset), window(text, offset + 20)
    assert before.start != after.start
    assert after.typed_since(before) == text.slice(offset, offset + 20)
    assert before.typed_since(after) is None


SPANS = [
    # text with the place where an offer begins and the cursor
    "А = ⟦Текст⟧",
    "\ufeffА = ⟦🙂Т⟧",
    "А = ⟦;\r\n\tБ = 2;\r\n⟧",
    "А = ⟦;\n\tБ = 🙂⟧\r\n",
    "А⟦ =\r Б⟧",
]


@pytest.mark.parametrize("marked", SPANS)
def test_span_of_what_was_typed(marked: str) -> None:
    text = marks.parse(marked)
    ((start, end),) = text.ranges
    document = Document.parse(text.text)
    cursor = Cursor.of(Request("a", "", document, end), 0.0)
    typed = document.text.slice(start, end).replace("\r\n", "\n").replace("\r", "\n")
    assert cursor.window.prefix.endswith(typed)
    assert cursor.span(typed) == (start, end)


def test_a_selected_entry_is_put_in_and_its_range_is_what_an_offer_replaces() -> None:
    text = marks.parse("А = ⟦Сооб⟧;")
    ((start, end),) = text.ranges
    chosen = Selected(start, end, "Сообщить🙂")
    cursor = Cursor.of(Request("a", "", Document.parse(text.text), end, selected=chosen), 0.0)
    assert (cursor.window.prefix, cursor.window.suffix) == ("А = Сообщить🙂", ";")
    assert cursor.span("Сообщить🙂") == (start, end)
    assert cursor.request.document.text.text == "А = Сооб;"
