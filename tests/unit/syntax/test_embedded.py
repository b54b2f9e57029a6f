"""Query texts are found in string literals and map byte by byte to the module."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import contents, document_queries
from bsl_pilot.text.snapshot import ByteEdit


def found(text: str) -> list[tuple[str, bool]]:
    return [
        (query.contents.data.decode(), query.whole) for _, query in document_queries(Document.parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('А = "ВЫБРАТЬ 1";', [("ВЫБРАТЬ 1", True)]),
        ('А = "выбрать Поле""х"" КАК А";', [('выбрать Поле"х" КАК А', True)]),
        ('А = "// к\n\t|SELECT\n\t// мимо\n\n\t|  1";', [("// к\nSELECT\n  1", True)]),
        ('А = "\r\n\t|УНИЧТОЖИТЬ ВТ\r\n\t|";', [("\r\nУНИЧТОЖИТЬ ВТ\r\n", True)]),
        ('А = "ВЫБРАТЬ " + Б;', [("ВЫБРАТЬ ", False)]),
        ('А = ("ВЫБРАТЬ 1") + Б;', [("ВЫБРАТЬ 1", False)]),
        ('Запрос.Текст = "ВЫБРАТЬ 1" "ИЗ Т";', [("ВЫБРАТЬ 1", False)]),
        ('Сообщить("Выбрать.Товар");', []),
        ('Сообщить("Выбранное");', []),
        ('// "ВЫБРАТЬ 1"\n', []),
        ('А = "а"; ВЫБРАТЬ = "б";', []),
        ('А = "ВЫБРАТЬ\n\t|  1 КАК П', [("ВЫБРАТЬ\n  1 КАК П", False)]),
    ],
)
def test_queries_are_found(text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(text) == expected


def test_a_query_is_parsed_and_mapped_back() -> None:
    text = 'Процедура 🙂А()\n\tЗапрос = "ВЫБРАТЬ\n\t|\tТ.Имя КАК ""🙂""\n\t|ИЗ\n\t|\tСправочник.Товары КАК Т";\nКонецПроцедуры'
    document = Document.parse(text)
    (base, query), *_ = document_queries(document)
    start = query.contents.data.index("Справочник".encode())
    source = base + query.to_source(start)
    assert document.text.slice(source, source + 20) == "Справочник"
    assert query.to_query(source - base) == start


LINES = st.lists(st.sampled_from(["а", "🙂", '""', " ", "|", "//", "Ж" * 3]), max_size=6).map("".join)
SEAMS = st.sampled_from(["\n|", "\r\n\t|", "\n  // к\n\n|", "\n\u00a0|"])


@given(st.lists(st.tuples(LINES, SEAMS), max_size=5), LINES, st.booleans())
def test_every_byte_maps_there_and_back(lines: list[tuple[str, str]], last: str, closed: bool) -> None:
    source = ('"' + "".join(line + seam for line, seam in lines) + last + ('"' if closed else "")).encode()
    literal = contents(source, 0, len(source))
    for at in range(len(literal.data)):
        origin = literal.to_source(at)
        assert source[origin] == literal.data[at]
        assert literal.to_contents(origin) == at
    expected = "".join(line + ("\r\n" if seam.startswith("\r\n") else "\n") for line, seam in lines) + last
    assert literal.data.decode() == expected.replace('""', '"')


def test_queries_follow_an_edit_before_them() -> None:
    document = Document.parse(
        'Процедура А()\nКонецПроцедуры\n\nПроцедура Б()\n\tТ = "ВЫБРАТЬ 1";\nКонецПроцедуры'
    )
    before = [(base, query.start) for base, query in document_queries(document)]
    after = [
        (base, query.start) for base, query in document_queries(document.edit([ByteEdit(0, 0, b"// x\n")]))
    ]
    assert after == [(base + 5, start) for base, start in before]
