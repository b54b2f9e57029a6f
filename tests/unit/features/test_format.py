"""Formatting: golden cases, what must never change, ranges.

A case is ``NAME.bsl`` and ``NAME.expected.bsl`` in ``tests/golden/format``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bsl_pilot.features.format import FormatOptions, KeywordCase, format_document, format_range
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import BY_KIND
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.snapshot import TextEdit, TextSnapshot, apply
from bsl_pilot.text.words import fold_bytes

from tests.marks import parse

GOLDEN = Path(__file__).parents[2] / "golden" / "format"
CASES = sorted(path.stem for path in GOLDEN.glob("*.bsl") if not path.stem.endswith(".expected"))
OPTIONS = {
    "canonical": FormatOptions(keyword_case="canonical"),
    "final_newline": FormatOptions(final_newline=True, max_blank_lines=0),
    "spaces": FormatOptions(insert_spaces=True, tab_size=2),
}
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])


def read(name: str, line_end: str) -> str:
    return (GOLDEN / f"{name}.bsl").read_bytes().decode().replace("\n", line_end)


def formatted(text: str, options: FormatOptions) -> str:
    document = Document.parse(text)
    return apply(document.text, format_document(document, options)).text


def spelled(text: str) -> list[tuple[str, object]]:
    """Kind and text of every token, keywords without case, strings without the blanks before their lines."""
    data = text.encode("utf-8", "surrogatepass")
    return [
        (
            token.kind,
            fold_bytes(data[token.start : token.end])
            if token.kind in BY_KIND
            else re.sub(rb"([\r\n])[ \t]+(?=[|/])", rb"\1", data[token.start : token.end]),
        )
        for token in tokens(data)
    ]


@LINE_ENDS
@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, line_end: str) -> None:
    options = OPTIONS.get(name, FormatOptions())
    text = read(name, line_end)
    result = formatted(text, options)
    assert result == read(f"{name}.expected", line_end)
    assert formatted(result, options) == result
    assert spelled(result) == spelled(text)


def test_every_case_has_an_expectation() -> None:
    assert CASES
    assert {path.stem for path in GOLDEN.glob("*.expected.bsl")} == {f"{name}.expected" for name in CASES}


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blanks only"),
        pytest.param("Перем А;", [], id="nothing to do"),
        pytest.param("\ufeff Перем А ;", [(3, 4, ""), (17, 18, "")], id="byte order mark stays"),
        pytest.param("А=1;", [(2, 2, " "), (3, 3, " ")], id="an edit for each gap"),
        pytest.param("А;\n\n\n\nБ;", [(5, 7, "")], id="blank lines in one edit"),
        pytest.param("А;\r \nБ;", [], id="a deletion never joins CR and LF"),
        pytest.param("А = 1;\u00a0\nБ\u00a0= 1;", [(7, 9, ""), (12, 14, " ")], id="no-break space"),
        pytest.param("А = \ud800  + 1;", [(8, 10, " ")], id="lone surrogate"),
    ],
)
def test_edits_are_minimal(text: str, edits: list[tuple[int, int, str]]) -> None:
    document = Document.parse(TextSnapshot.of(text))
    assert format_document(document) == [TextEdit(*edit) for edit in edits]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("keep", "еСли Х.еСли тОгда кОнецЕсли; wHile Y dO eNddo;"),
        ("upper", "ЕСЛИ Х.еСли ТОГДА КОНЕЦЕСЛИ; WHILE Y DO ENDDO;"),
        ("lower", "если Х.еСли тогда конецесли; while Y do enddo;"),
        ("canonical", "Если Х.еСли Тогда КонецЕсли; While Y Do EndDo;"),
    ],
)
def test_keyword_case(case: KeywordCase, expected: str) -> None:
    text = "еСли Х.еСли тОгда кОнецЕсли; wHile Y dO eNddo;"
    assert formatted(text, FormatOptions(keyword_case=case)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("А = 1;\n\n\n", "А = 1;\n", id="blank lines at the end"),
        pytest.param("А = 1;  ", "А = 1;", id="no line end"),
    ],
)
def test_trim_final_newlines(text: str, expected: str) -> None:
    assert formatted(text, FormatOptions(trim_final_newlines=True)) == expected


def test_trailing_blanks_may_stay() -> None:
    text = "А = 1; \n\t\nБ = 1;\t"
    assert formatted(text, FormatOptions(trim_trailing_whitespace=False)) == text


@pytest.mark.parametrize(("name", "value"), [("tab_size", 0), ("tab_size", 17), ("max_blank_lines", -1)])
def test_options_out_of_range(name: str, value: int) -> None:
    with pytest.raises(ValueError, match=name):
        FormatOptions(**{name: value})  # type: ignore[arg-type]


RANGES = [
    pytest.param("Процедура А()\n⟦Б=1;⟧\nВ=1;\nКонецПроцедуры", "\tБ = 1;\nВ=1;", id="one line"),
    pytest.param("Процедура А()\n⟦Б=1;\n⟧В=1;\nКонецПроцедуры", "\tБ = 1;\nВ=1;", id="up to column 0"),
    pytest.param(
        'Процедура А()\nБ=1;\nВ⟦=⟧"🙂";\nКонецПроцедуры', 'Б=1;\n\tВ = "🙂";', id="inside of a line"
    ),
    pytest.param(
        "Процедура Х()\nКонецПроцедуры\n&А\nПроцедура А()\nЕсли Б Тогда\n⟦В();⟧\nКонецЕсли;\nКонецПроцедуры",
        "Если Б Тогда\n\t\tВ();\nКонецЕсли;",
        id="level of the real structure",
    ),
    pytest.param("Процедура А()\nЕсли Б Тогда\n⟦В();\n⟧КонецПроцедуры", "Тогда\nВ();\n", id="broken method"),
    pytest.param(
        "// bsl-pilot:format off\nПроцедура А()\n⟦Б=1;⟧\nКонецПроцедуры", ")\nБ=1;\n", id="switched off above"
    ),
]


@LINE_ENDS
@pytest.mark.parametrize(("marked", "expected"), RANGES)
def test_range(marked: str, expected: str, line_end: str) -> None:
    text, _, ((start, end),) = parse(marked.replace("\n", line_end))
    document = Document.parse(text)
    edits = format_range(document, start, end)
    assert expected.replace("\n", line_end) in apply(document.text, edits).text
    assert set(edits) <= set(format_document(document))


@pytest.mark.parametrize("name", CASES)
def test_range_of_everything_is_the_document(name: str) -> None:
    document = Document.parse(read(name, "\n"))
    data = document.text.data
    options = OPTIONS.get(name, FormatOptions())
    assert format_range(document, 0, len(data), options) == format_document(document, options)


@pytest.mark.parametrize("name", CASES)
def test_ranges_line_by_line_agree_with_the_document(name: str) -> None:
    document = Document.parse(read(name, "\n"))
    options = OPTIONS.get(name, FormatOptions())
    whole = set(format_document(document, options))
    for number in range(len(document.text.lines)):
        start, end = document.text.lines.line_span(number)
        assert set(format_range(document, start, end, options)) <= whole
