"""A document that was edited equals one that was parsed afresh: text, lines, tree and parts."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import broken, leaves, walk
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

MODULE = """\
#Область Проверка
Перем Кэш Экспорт;

// Описание 🙂
&НаСервере
Процедура Первая(Знач А, Б = "x")
\tЕсли А > 1 Тогда
\t\tБ = "ВЫБРАТЬ
\t\t|\tПоле ""в кавычках""
\t\t|ИЗ Справочник.Товары";
\tКонецЕсли;
КонецПроцедуры

#Если Сервер Тогда
Функция Вторая()
\tВозврат Первая(Объект.Поле[1]);
КонецФункции
#КонецЕсли
#КонецОбласти
Кэш = Новый Структура;
"""

WORDS = ("Если", "КонецЕсли;", "Процедура Н()\n", "КонецПроцедуры\n", "#Область Х\n", "\r\n", "//", " = ", "")
PIECES = st.sampled_from([*WORDS, *"А.();|'&\n\t🙂\""])


def outline(node: Node) -> list[tuple[str, int, int, bool]]:
    return [(one.type, one.start_byte, one.end_byte, one.is_missing) for one in walk(node)]


def check_equals_fresh(document: Document) -> None:
    fresh = Document.parse(TextSnapshot(document.text.data))
    assert document.text.lines.starts == fresh.text.lines.starts
    assert outline(document.root) == outline(fresh.root)
    assert [(p.start, p.end, p.body.kind) for p in document.parts] == [
        (p.start, p.end, p.body.kind) for p in fresh.parts
    ]


def boundaries(document: Document) -> list[int]:
    data = document.text.data
    return [at for at in range(len(data) + 1) if at == len(data) or data[at] & 0xC0 != 0x80]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_edits_one_after_another(data: st.DataObject) -> None:
    document = Document.parse(MODULE)
    for _ in range(data.draw(st.integers(1, 4))):
        cuts = boundaries(document)
        start = data.draw(st.integers(0, len(cuts) - 1))
        end = min(len(cuts) - 1, start + data.draw(st.integers(0, 12)))
        document = document.edit([ByteEdit(cuts[start], cuts[end], data.draw(PIECES).encode())])
        check_equals_fresh(document)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_several_edits_in_one_change(data: st.DataObject) -> None:
    document = Document.parse(MODULE)
    edits: list[ByteEdit] = []
    text = document.text
    for _ in range(3):
        cuts = boundaries(Document(text, document.tree, document.parts))
        start = data.draw(st.integers(0, len(cuts) - 1))
        edits.append(ByteEdit(cuts[start], cuts[start], data.draw(PIECES).encode()))
        text = text.edit(edits[-1])
    check_equals_fresh(document.edit(edits))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_facts_survive_only_where_nothing_changed(data: st.DataObject) -> None:
    document = Document.parse(MODULE)
    cuts = boundaries(document)
    for _ in range(3):
        assert all(
            text == (node_text(document, start, start + body.length))
            for start, body, text in document.parts.facts(source_of)
        )
        at = data.draw(st.integers(0, len(cuts) - 1))
        document = document.edit([ByteEdit(cuts[at], cuts[at], data.draw(PIECES).encode())])
        cuts = boundaries(document)
    for start, body, text in document.parts.facts(source_of):
        assert text == document.text.data[start : start + body.length]


def source_of(node: Node) -> bytes:
    return node.text or b""


def node_text(document: Document, start: int, end: int) -> bytes:
    return document.text.data[start:end]


def test_the_old_document_stays_as_it_was() -> None:
    old = Document.parse(MODULE)
    before = outline(old.root)
    old.edit([ByteEdit(0, 0, "А = 1;\n".encode())])
    assert outline(old.root) == before


def test_a_polite_parse_gives_the_same_tree_and_pauses() -> None:
    text = TextSnapshot.of(MODULE * 40)
    pauses: list[int] = []
    polite = Document.parse_politely(text, lambda: pauses.append(1))
    assert outline(polite.root) == outline(Document.parse(text).root)
    assert len(pauses) > len(text.data) // 20_000


def test_a_polite_parse_keeps_nothing_but_the_document() -> None:
    """tree-sitter 0.26 keeps a reference to every piece that it is given."""
    text = TextSnapshot.of(MODULE * (600_000 // len(MODULE)))
    Document.parse_politely(text, lambda: None)
    tracemalloc.start()
    try:
        for _ in range(3):
            Document.parse_politely(text, lambda: None)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < len(text.data) / 4


def test_the_tree_always_answers() -> None:
    for text in ("", "\ufeff", "\x00\x01", "🙂", '"', "Процедура", "КонецЕсли", "((((", "#", "&", "'"):
        document = Document.parse(text)
        assert document.root.end_byte <= len(document.text.data)
        assert all(node.end_byte <= len(document.text.data) for node in leaves(document.root))
        list(broken(document.root))


@pytest.mark.parametrize("text", ['Если Если 0A@A"ВЫБРАТЬ ', "Если ;", ";", "Если", "= ;\nА ="])
def test_parts_without_width_are_found(text: str) -> None:
    document = Document.parse(text)
    assert [document.parts.node(part).start_byte for part in document.parts] == [
        part.start for part in document.parts
    ]
    check_equals_fresh(document.edit([ByteEdit(len(document.text.data), len(document.text.data), b" 1")]))


def test_the_part_at_an_offset() -> None:
    document = Document.parse(MODULE)
    inside = document.text.data.index("Возврат".encode())
    part = document.parts.at(inside)
    assert part is not None
    assert part.body.kind == "function_definition"
    assert document.parts.node(part).start_byte == part.start
    assert document.parts.fact(part, source_of).startswith("Функция".encode())
