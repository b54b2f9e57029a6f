"""What holds for any text: formatting keeps the tokens, and formatting again changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.features.format import FormatOptions, format_document, format_on_type, format_range
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import KEYWORDS
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.snapshot import TextSnapshot, apply

from tests.unit.features.test_format import CASES, GOLDEN, spelled

WORDS = [word for keyword in KEYWORDS for word in (keyword.ru, keyword.en)]
PIECES = [
    *("+", "-", "*", "/", "%", "=", "<>", "<", ">", "<=", ">=", "(", ")", "[", "]", ".", ",", ";", ":", "?"),
    *("&", "~", "'", '"', "|", "//", "!", "🙂"),
    *(
        "Имя",
        "x",
        "1",
        "1.",
        "1.5",
        "'20240101'",
        '"строка"',
        '"а\n|б"',
        '"а\n // в\n\n\t|б"',
        "// примечание",
    ),
    *("#Область А", "#КонецОбласти", "#Если Сервер Тогда", "#Иначе", "#КонецЕсли", "#Удаление"),
    *("#КонецУдаления", "&НаКлиенте", '&ИзменениеИКонтроль("А")', "// bsl-pilot:format off"),
    *("// bsl-pilot:format on", "Если А Тогда\n", "КонецЕсли;\n", "Процедура А()\n", "КонецПроцедуры\n"),
]
BLANKS = [
    "",
    "",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\n\n\n\n",
    "\n\t\t",
    "\n   ",
    " \n",
    "\u00a0",
    "\ufeff",
]

SOUPS = st.lists(
    st.tuples(st.one_of(st.sampled_from(PIECES), st.sampled_from(WORDS)), st.sampled_from(BLANKS)),
    max_size=40,
).map(lambda parts: "".join(piece + blank for piece, blank in parts))

OPTIONS = st.builds(
    FormatOptions,
    tab_size=st.sampled_from([1, 2, 4, 8]),
    insert_spaces=st.booleans(),
    keyword_case=st.sampled_from(["keep", "canonical", "upper", "lower"]),
    max_blank_lines=st.integers(0, 3),
    trim_trailing_whitespace=st.booleans(),
    final_newline=st.booleans(),
    trim_final_newlines=st.booleans(),
)


def check(text: str, options: FormatOptions) -> None:
    document = Document.parse(TextSnapshot.of(text))
    after = apply(document.text, format_document(document, options))
    assert spelled(after.text) == spelled(text)
    assert format_document(Document.parse(after), options) == []


@settings(max_examples=300, deadline=None)
@given(SOUPS, OPTIONS)
def test_soup(text: str, options: FormatOptions) -> None:
    check(text, options)


@settings(max_examples=100, deadline=None)
@given(st.text(), OPTIONS)
def test_any_text(text: str, options: FormatOptions) -> None:
    check(text, options)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 2**32), OPTIONS)
def test_module_with_tokens_lost_and_doubled(name: str, seed: int, options: FormatOptions) -> None:
    check(mutated((GOLDEN / f"{name}.bsl").read_bytes(), random.Random(seed)), options)


@settings(max_examples=150, deadline=None)
@given(SOUPS, st.sampled_from(["\n", ";", "е", "f"]), st.integers(0, 400), st.integers(0, 400))
def test_range_and_typing_answer_anywhere(text: str, typed: str, one: int, other: int) -> None:
    document = Document.parse(text)
    size = len(document.text.data)
    start, end = sorted((min(one, size), min(other, size)))
    for edits in (format_range(document, start, end), format_on_type(document, end, typed, FormatOptions())):
        for edit in edits:
            assert not document.text.data[edit.start : edit.end].strip(b" \t\f\v\r\n\xc2\xa0\xef\xbb\xbf")
        apply(document.text, edits)


def mutated(data: bytes, chance: random.Random) -> str:
    """A module in which three tokens are gone, doubled or stand on a line of their own."""
    found = list(tokens(data))
    for token in sorted(chance.sample(found, min(3, len(found))), key=lambda one: -one.start):
        text = data[token.start : token.end]
        new = chance.choice([b"", text + b" " + text, b"\n" + text + b"\n", b'"' + text])
        data = data[: token.start] + new + data[token.end :]
    return data.decode()


@pytest.mark.parametrize(
    "path", sorted((GOLDEN.parents[1] / "fixtures").rglob("*.bsl")), ids=lambda path: path.name
)
def test_fixtures(path: Path) -> None:
    check(path.read_bytes().decode("utf-8-sig", "replace"), FormatOptions())
