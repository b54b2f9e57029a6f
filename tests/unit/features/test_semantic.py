"""Semantic tokens, decoded from LSP's integers as a client decodes them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.features.semantic import semantic_tokens
from bsl_pilot.features.semantic_encode import delta
from bsl_pilot.features.semantic_legend import TOKEN_MODIFIERS, TOKEN_TYPES, Modifier, TokenType
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Position, PositionEncoding
from bsl_pilot.text.snapshot import ByteEdit

from tests.marks import parse


def decoded(document: Document, values: array[int], encoding: PositionEncoding) -> Iterator[tuple[str, str]]:
    """Text of each token with `type.modifier…`; fails where tokens overlap or leave their line."""
    line = column = end = 0
    for at in range(0, len(values), 5):
        down, right, length, kind, modifiers = values[at : at + 5]
        line, column = line + down, right + (0 if down else column)
        assert column >= (0 if down else end), "tokens overlap"
        end = column + length
        start = document.text.offset(Position(line, column), encoding)
        stop = document.text.offset(Position(line, end), encoding)
        assert document.text.position(stop, encoding).character == end, "a token leaves its line"
        marks = [name for bit, name in enumerate(TOKEN_MODIFIERS) if modifiers >> bit & 1]
        yield document.text.slice(start, stop), ".".join([TOKEN_TYPES[kind], *marks])


def tokens_of(text: str, encoding: PositionEncoding = PositionEncoding.UTF16) -> list[str]:
    document = Document.parse(text)
    found = decoded(document, semantic_tokens(document, encoding), encoding)
    return [f"{lexeme} {kind}" for lexeme, kind in found]


def check(text: str, expected: str) -> None:
    """All tokens of the text, one a line, the same in every encoding and with either line end."""
    wanted = [line for line in expected.strip("\n").split("\n") if line]
    for encoding in PositionEncoding:
        assert tokens_of(text, encoding) == wanted
        assert tokens_of(text.replace("\n", "\r\n"), encoding) == wanted


def test_legend_names_every_type_and_modifier() -> None:
    assert len(TOKEN_TYPES) == len(TokenType)
    assert len(TOKEN_MODIFIERS) == len(Modifier)
    assert TOKEN_TYPES[TokenType.CLASS] == "class"
    assert TOKEN_MODIFIERS[Modifier.DEFAULT_LIBRARY.bit_length() - 1] == "defaultLibrary"


def test_names_by_their_scope() -> None:
    check(
        """Перем Кэш;
Процедура Тест(Знач А, Б = -1) Экспорт
Перем В;
Кэш = а + в; Г = 1; Для Каждого Д Из Г Цикл
КОНЕЦЦИКЛА;
Справочники.Товары.Найти(д); тест(); Сообщить(Новый Массив);
КонецПроцедуры
Е = Кэш;""",
        """
Перем keyword
Кэш variable.declaration.static
Процедура keyword
Тест method.declaration
Знач modifier
А parameter.declaration
Б parameter.declaration
= operator
- operator
1 number
Экспорт modifier
Перем keyword
В variable.declaration
Кэш variable.static.modification
= operator
а parameter
+ operator
в variable
Г variable.modification
= operator
1 number
Для keyword
Каждого keyword
Д variable.modification
Из keyword
Г variable
Цикл keyword
КОНЕЦЦИКЛА keyword
Справочники property
Товары property
Найти method
д variable
тест method
Сообщить function
Новый keyword
Массив class
КонецПроцедуры keyword
Е variable.modification
= operator
Кэш variable.static
""",
    )


def test_annotations_preprocessor_labels_and_async() -> None:
    check(
        """#Использовать lib
#Область Имя
&НаКлиенте
Async Function Run()
~М: Goto ~М; A = Await '20240101';
#If Server Then
EndFunction""",
        """
#Использовать macro
lib namespace
#Область macro
Имя namespace
&НаКлиенте decorator
Async modifier
Function keyword
Run method.declaration.async
~М label.declaration
Goto keyword
~М label
A variable.modification
= operator
Await keyword
'20240101' number
#If Server Then macro
EndFunction keyword
""",
    )


def test_documentation_and_deprecation() -> None:
    check(
        """Перем А; // не документация
// 🙂 Устарела.
// Устарела. Есть Новая.
// Параметры:
Процедура Старая()
// внутри
КонецПроцедуры
// Параметры:

Старая();""",
        """
Перем keyword
А variable.declaration.static
// не документация comment
// 🙂 Устарела. comment.documentation
//  comment.documentation
Устарела. keyword.documentation
 Есть Новая. comment.documentation
//  comment.documentation
Параметры: keyword.documentation
Процедура keyword
Старая method.declaration.deprecated
// внутри comment
КонецПроцедуры keyword
// Параметры: comment
Старая method.deprecated
""",
    )


def test_strings_are_parted_by_lines_and_by_what_they_hold() -> None:
    check(
        """А = "🙂 один %1
    // между
    |два %11 5%"; Б = НСтр("ru = 'Да %2'; en = 'Yes'");""",
        """
А variable.modification
= operator
"🙂 один string
%1 parameter
// между comment
|два string
%11 parameter
5%" string
Б variable.modification
= operator
НСтр function
" string
ru property
= 'Да string
%2 parameter
'; string
en property
= 'Yes'" string
""",
    )


def test_query_text() -> None:
    check(
        """А = "ВЫБРАТЬ // 🙂
  | т.Цена КАК Ц, СУММА(1), &П
  |ПОМЕСТИТЬ ВТ
  |ИЗ Справочник.Товары КАК т
  |ГДЕ т.Имя = ""🙂"" И ИСТИНА";""",
        """
А variable.modification
= operator
" string
ВЫБРАТЬ keyword
// 🙂 comment
| string
т variable
Цена property
КАК keyword
Ц property.declaration
СУММА function
1 number
&П parameter
| string
ПОМЕСТИТЬ keyword
ВТ class.declaration
| string
ИЗ keyword
Справочник namespace
Товары class
КАК keyword
т variable.declaration
| string
ГДЕ keyword
т variable
Имя property
= operator
""🙂"" string
И keyword
ИСТИНА keyword
" string
""",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Процедура Новая(А, Б\n",
            "Процедура keyword\nНовая method.declaration\nА parameter.declaration\nБ parameter.declaration",
        ),
        (
            'А = "🙂 нет конца\nБ = 1',
            'А variable.modification\n= operator\n"🙂 нет конца string\nБ variable.modification\n= operator\n1 number',
        ),
        ("Если А. Тогда", "Если keyword\nА property\nТогда property"),
        ("🙂 // 🙂\nА()", "🙂 property\n// 🙂 comment\nА function"),
        ("", ""),
    ],
)
def test_broken_code(text: str, expected: str) -> None:
    check(text, expected)


def test_several_parts_on_one_line() -> None:
    """The column of a part's first token counts from the line's start, whatever stands before it."""
    check(
        'А = "🙂"; Б = 1; // хвост\nПроцедура В() КонецПроцедуры // 🙂 хвост',
        """
А variable.modification
= operator
"🙂" string
Б variable.modification
= operator
1 number
// хвост comment
Процедура keyword
В method.declaration
КонецПроцедуры keyword
// 🙂 хвост comment
""",
    )


def test_range_gives_the_parts_it_touches() -> None:
    marked = parse("Процедура А()\nКонецПроцедуры\n\n⟦Процедура Б()⟧\nКонецПроцедуры\nВ();")
    document = Document.parse(marked.text)
    values = semantic_tokens(document, PositionEncoding.UTF16, *marked.ranges[0])
    assert [lexeme for lexeme, _ in decoded(document, values, PositionEncoding.UTF16)] == [
        "Процедура",
        "Б",
        "КонецПроцедуры",
    ]


SMALL = """// Устарела.
Процедура А(Б) Экспорт
    В = "🙂 %1 ВЫБРАТЬ"; Г = Модуль;
КонецПроцедуры
Перем Модуль;
// Док
Функция Х() Возврат "ВЫБРАТЬ Т.А ИЗ Т КАК Т"; КонецФункции
А(1); Д = Х(); Д.Ж = Модуль;
"""
PIECES = [
    "А",
    " ",
    "\n",
    "\r\n",
    '"',
    "🙂",
    ";",
    "(",
    ")",
    ".",
    "//",
    "Процедура Я(",
    "КонецПроцедуры",
    "Перем ",
    "|",
]


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=12
    )
)
def test_memory_answers_as_a_fresh_document(edits: list[tuple[int, int, str]]) -> None:
    document = Document.parse(SMALL)
    for start, length, new in edits:
        text = document.text.text
        at = len(text[:start].encode())
        document = document.edit(
            [ByteEdit(at, at + len(text[start : start + length].encode()), new.encode())]
        )
        remembered = semantic_tokens(document, PositionEncoding.UTF16)
        fresh = semantic_tokens(Document(document.text, document.tree), PositionEncoding.UTF16)
        assert remembered == fresh
        assert all(kind for _, kind in decoded(document, remembered, PositionEncoding.UTF16))


@given(
    st.lists(st.integers(0, 9), max_size=30),
    st.lists(st.integers(0, 9), max_size=30),
    st.lists(st.integers(0, 9), max_size=30),
    st.lists(st.integers(0, 9), max_size=30),
)
def test_delta_makes_the_new_of_the_old(
    head: list[int], tail: list[int], one: list[int], other: list[int]
) -> None:
    old, new = (array("I", [0, 1, 2, 3, *part] * 5) for part in (head + one + tail, head + other + tail))
    edits = delta(old, new)
    assert (old == new) == (not edits)
    result = old[:]
    for edit in edits:
        assert edit.start % 5 == edit.delete_count % 5 == len(edit.data) % 5 == 0
        result[edit.start : edit.start + edit.delete_count] = edit.data
    assert result == new


def test_delta_of_one_keystroke_is_small() -> None:
    document = Document.parse("Процедура А()\n  Б = 1;\nКонецПроцедуры\n" * 50)
    at = document.text.data.index("Б".encode())
    edited = document.edit([ByteEdit(at, at, "Ы".encode())])
    old, new = (semantic_tokens(one, PositionEncoding.UTF16) for one in (document, edited))
    (edit,) = delta(old, new)
    assert edit.delete_count == len(edit.data) == 10  # the name grows, the token behind it moves
