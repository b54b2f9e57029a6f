"""The table of contents of help, in braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.hbk.contents import Heading, headings


def test_entries_with_their_parents() -> None:
    text = (
        '{3,{1,0,1,2,{1,0,{1,0,{"ru","Массив"},{"en","Array"}},"/objects//Array.html"}},\r\n'
        '{2,1,1,3,{1,0,{1,0,{"ru","Методы"},{"en","Methods"}},""}},'
        '{3,2,0,{1,0,{1,0,{"ru","Имя ""в"" кавычках, {и} скобках"},{"en","Name"}},"objects\\Array\\methods\\A.html"}}}'
    )
    assert headings(text) == {
        "objects/Array.html": Heading("objects/Array.html", "", Text("Массив", "Array")),
        "objects/Array/methods/A.html": Heading(
            "objects/Array/methods/A.html", "", Text('Имя "в" кавычках, {и} скобках', "Name")
        ),
    }


def test_a_parent_with_a_page() -> None:
    text = '{2,{7,0,1,9,{0,0,{0,0,{"ru","Вид"}},"a.html"}},{9,7,0,{0,0,{0,0,{"ru","Один"}},"a/b.html"}}}'
    assert headings(text)["a/b.html"] == Heading("a/b.html", "a.html", Text("Один", ""))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "}",
        "{}",
        "{1,{}}",
        "{1,{1}}",
        "{1,{1,0,{}}}",
        '{1,{1,0,0,{"x"',
        "{" * 100_000,
        "}{" * 1000,
        '"' * 999,
    ],
)
def test_what_is_no_contents(text: str) -> None:
    assert headings(text) in ({}, {"x": Heading("x", "", Text("", ""))})


@given(st.text(alphabet='{}",0123 аb\\/\r\n', max_size=200))
def test_any_text(text: str) -> None:
    for path, heading in headings(text).items():
        assert heading.path == path
