"""Comments that switch rules off: which lines of which rule they hide."""

from __future__ import annotations

import pytest

from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document


def hidden(text: str, code: str = "ParseError") -> list[int]:
    """Lines on which a finding of the rule is hidden."""
    document = Document.parse(text)
    off = suppressions(document)
    return [line for line in range(len(document.text.lines)) if off.hides(code, line)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("А=1; // bsl-pilot:off ParseError\nБ=2;", [0]),
        ("А=1; // bsl-pilot:off parseerror старый код\nБ=2;", [0]),
        ("А=1; // bsl-pilot:off Other, ParseError\nБ=2;", [0]),
        ("А=1; // bsl-pilot:off Other\nБ=2;", []),
        ("А=1; // bsl-pilot:off\nБ=2;", [0]),
        ("// bsl-pilot:off ParseError\nА=1;\n// bsl-pilot:on ParseError\nБ=2;", [0, 1, 2]),
        ("  // BSL-Pilot: выкл ParseError\nА=1;\n// bsl-pilot:вкл\nБ=2;", [0, 1, 2]),
        ("А=1;\n// bsl-pilot:off ParseError\nБ=2;\nВ=3;", [1, 2, 3]),
        ("// bsl-pilot:off ParseError\n// bsl-pilot:on Other\nБ=2;", [0, 1, 2]),
        ("// BSLLS-off\nА=1;\n// BSLLS-on\nБ=2;", [0, 1, 2]),
        ("// BSLLS:ParseError-off\nА=1;\n// BSLLS:ParseError-on\nБ=2;", [0, 1, 2]),
        ("// BSLLS:Other-off\nА=1;", []),
        ("А=1; // BSLLS:ParseError-выкл\nБ=2;", [0]),
        ("А=1; // noqa: ParseError\nБ=2;", [0]),
        ("А=1; // NOQA\nБ=2;", [0]),
        ("А=1; // noqa:Other,ParseError : причина\nБ=2;", [0]),
        ("// noqa: ParseError\nА=1;", [0]),
        ("А=1; // noqable\nБ=2;", []),
        ("А=1; // bsl-pilot:offline\nБ=2;", []),
        ("А=1; // см. noqa: ParseError\nБ=2;", []),
        ('А="// noqa: ParseError";\nБ="// bsl-pilot:off";', []),
        ('А="😀"; // noqa: ParseError\nБ=2;', [0]),
        ("Если А Тогда // noqa: ParseError\nБ = ", [0]),
    ],
)
def test_comments(text: str, lines: list[int], end: str) -> None:
    assert hidden(text.replace("\n", end)) == lines


def test_a_key_hides_nothing_of_another_rule() -> None:
    assert hidden("А=1; // noqa: ParseError", "QueryParseError") == []
    assert hidden("А=1; // noqa", "QueryParseError") == [0]
