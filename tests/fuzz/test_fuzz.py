"""Broken code and broken files are input: whatever comes, every function answers, inside the text.

The inputs are pieces of the example modules, cut, doubled and mixed with fragments that break things. A
longer run: ``FUZZ_EXAMPLES=20000 python -m pytest tests/fuzz``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsl_pilot.errors import NotTextError
from bsl_pilot.features.block_closing import block_closing
from bsl_pilot.features.completion import completion
from bsl_pilot.features.diagnostics import diagnostics
from bsl_pilot.features.folding import folding_ranges
from bsl_pilot.features.format import FormatOptions, format_document, format_on_type, format_range
from bsl_pilot.features.highlight import highlights
from bsl_pilot.features.linked_editing import linked_editing
from bsl_pilot.features.selection import selection_ranges
from bsl_pilot.features.semantic import semantic_tokens
from bsl_pilot.features.symbols import document_symbols
from bsl_pilot.locale import Locale
from bsl_pilot.syntax.blocks import block_stack, method_at
from bsl_pilot.syntax.context import context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.syntax.preproc import conditionals, regions
from bsl_pilot.text.files import decode, encode
from bsl_pilot.text.positions import PositionEncoding
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot, apply

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))
FIXTURES = Path(__file__).parents[1] / "fixtures"
SOURCES = [
    decode(path.read_bytes()).text for path in sorted(FIXTURES.rglob("*")) if path.suffix in (".bsl", ".os")
]

WORDS = ("Если ", "КонецЕсли", "Процедура ", "КонецФункции", "#Если ", "Новый ", "Асинх ", "//", "?(", "\r\n")
BREAKERS = st.sampled_from([*WORDS, '"ВЫБРАТЬ ', "\n|ИЗ ", *"'\"()|\r\n#&~.;🙂\x00\ufeff"])


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A stretch of an example module of up to 900 characters, from anywhere to anywhere."""
    source = draw(st.sampled_from(SOURCES))
    start = draw(st.integers(0, max(0, len(source) - 1)))
    return source[start : start + draw(st.integers(0, 900))]


CODE = st.lists(st.one_of(pieces(), BREAKERS, st.text(max_size=8)), max_size=5).map("".join)


def inside(text: TextSnapshot, ranges: Iterable[tuple[int, int]]) -> None:
    for start, end in ranges:
        assert 0 <= start <= end <= len(text.data)


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=200) | CODE.map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_the_file_reader_gives_the_same_bytes_back_or_says_why_not(data: bytes) -> None:
    try:
        source = decode(data, "М.bsl")
    except NotTextError as refused:
        source = None
        reason = str(refused)
    assert "М.bsl" in reason if source is None else encode(source) == data


@settings(max_examples=EXAMPLES)
@given(CODE)
def test_whole_document_features(code: str) -> None:
    document = Document.parse(code)
    text = document.text
    assert b"".join(text.data[t.start : t.end] for t in tokens(text.data, layout=True)) == text.data
    for locale in Locale:
        found = diagnostics(document, locale)
        inside(text, ((one.start, one.end) for one in found))
        assert found == diagnostics(document, locale)
        for fix in (fix for one in found for fix in one.fixes):
            apply(text, fix.edits)
    inside(text, (symbol.span for symbol in document_symbols(document)))
    inside(text, ((fold.start, fold.end) for fold in folding_ranges(document)))
    regions(document)
    conditionals(document)
    for encoding in PositionEncoding:
        assert len(semantic_tokens(document, encoding)) % 5 == 0
    formatted = apply(text, format_document(document))
    assert format_document(Document.parse(formatted)) == []


@settings(max_examples=EXAMPLES)
@given(CODE, st.data())
def test_features_at_a_position(code: str, data: st.DataObject) -> None:
    document = Document.parse(code)
    text = document.text
    cuts = [at for at in range(len(text.data) + 1) if at == len(text.data) or text.data[at] & 0xC0 != 0x80]
    offset = data.draw(st.sampled_from(cuts))
    for spans in selection_ranges(document, [offset]):
        inside(text, spans)
    inside(text, ((one.start, one.end) for one in highlights(document, offset)))
    inside(text, ((block.start, block.end) for block in block_stack(document, offset)))
    method_at(document, offset)
    context_at(document, offset)
    completion(document, offset)
    linked_editing(document, offset)
    for typed in ("\n", ";", "и"):
        apply(text, format_on_type(document, offset, typed, FormatOptions()))
    apply(text, block_closing(document, offset, "\n"))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= offset]))
    apply(text, format_range(document, offset, end))


@settings(max_examples=EXAMPLES)
@given(CODE, CODE, st.data())
def test_answers_after_an_edit_equal_those_of_a_fresh_document(
    code: str, new: str, data: st.DataObject
) -> None:
    document = Document.parse(code)
    look(document)
    text = document.text.data
    cuts = [at for at in range(len(text) + 1) if at == len(text) or text[at] & 0xC0 != 0x80]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if start <= cut <= start + 40]))
    edited = document.edit([ByteEdit(start, end, new.encode("utf-8", "surrogatepass"))])
    assert look(edited) == look(Document(edited.text, edited.tree))


def look(document: Document) -> list[object]:
    """What the features that remember say of a document."""
    return [
        diagnostics(document, Locale.RU),
        document_symbols(document),
        folding_ranges(document),
        list(semantic_tokens(document, PositionEncoding.UTF16)),
        regions(document),
    ]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("source", SOURCES)
def test_the_examples_are_clean(source: str, locale: Locale) -> None:
    assert diagnostics(Document.parse(source), locale) == []
