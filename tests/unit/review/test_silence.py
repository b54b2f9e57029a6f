"""Comments that the editor writes to switch a rule off switch it off."""

from __future__ import annotations

import pytest

from bsl_pilot.review.silence import around_method, on_line
from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import apply

from tests import marks

METHOD = "Процедура А()\r\n\t│Б = 1; // 😀\r\nКонецПроцедуры\r\n"


@pytest.mark.parametrize("text", ["А = │1;", METHOD, "А = │1;\nБ = 2;\n"])
def test_a_line_is_silenced(text: str) -> None:
    marked = marks.parse(text)
    document = Document.parse(marked.text)
    after = Document.parse(apply(document.text, on_line(document, "LineLength", marked.cursor)))
    line = document.text.lines.line_of(marked.cursor)
    assert suppressions(after).hides("LineLength", line)
    assert not suppressions(after).hides("LineLength", line + 1)
    assert not suppressions(after).hides("SelfAssign", line)


def test_a_string_over_lines_is_left_alone() -> None:
    marked = marks.parse('А = │"один\n|два";\n')
    assert on_line(Document.parse(marked.text), "LineLength", marked.cursor) == []


def test_a_method_is_silenced_and_what_follows_is_not() -> None:
    marked = marks.parse(METHOD + "В = 2;\r\n")
    document = Document.parse(marked.text)
    after = Document.parse(apply(document.text, around_method(document, "LineLength", marked.cursor)))
    off = suppressions(after)
    assert off.hides("LineLength", 2)
    assert not off.hides("LineLength", 5)
    assert around_method(document, "LineLength", len(document.text.data) - 3) == []
