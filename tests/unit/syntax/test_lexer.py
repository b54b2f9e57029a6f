"""Tokens of the lexer are the leaves of the tree, wherever the tree is healthy."""

from __future__ import annotations

from pathlib import Path

import pytest
from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.syntax.nodes import walk
from bsl_pilot.text.files import decode

FIXTURES = Path(__file__).parents[2] / "fixtures"


def kinds(text: str, *, layout: bool = False) -> list[tuple[str, str]]:
    data = text.encode()
    return [(one.kind, data[one.start : one.end].decode()) for one in tokens(data, layout=layout)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ЕСЛИ если Если If", [("if", "ЕСЛИ"), ("if", "если"), ("if", "Если"), ("if", "If")]),
        (
            "А.Если.Новый",
            [("identifier", "А"), (".", "."), ("identifier", "Если"), (".", "."), ("identifier", "Новый")],
        ),
        ('"а""б"', [("string", '"а""б"')]),
        ('"а', [("open_string", '"а')]),
        ('"а\n  // к\n\n\t|б"', [("string", '"а\n  // к\n\n\t|б"')]),
        (
            '"а\r\n|б\r\nВ = 1',
            [("open_string", '"а\r\n|б'), ("identifier", "В"), ("=", "="), ("number", "1")],
        ),
        ("|хвост", [("stray_string", "|хвост")]),
        ("'2024'", [("date", "'2024'")]),
        ("1.5 1. 12", [("number", "1.5"), ("number", "1."), ("number", "12")]),
        ("<> <= >= < >", [(kind, kind) for kind in ("<>", "<=", ">=", "<", ">")]),
        ("#Область А // б\nВ", [("preproc", "#Область А // б"), ("identifier", "В")]),
        ("А // #к\r\nБ", [("identifier", "А"), ("comment", "// #к"), ("identifier", "Б")]),
        (
            "~М: Перейти ~М",
            [
                ("~", "~"),
                ("identifier", "М"),
                (":", ":"),
                ("goto", "Перейти"),
                ("~", "~"),
                ("identifier", "М"),
            ],
        ),
        ("\ufeff\u00a0А", [("identifier", "А")]),
        ("№“\x80¤", [("other", char) for char in "№“\x80¤"]),  # no letters, but whole characters
    ],
)
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_layout_gives_every_byte() -> None:
    text = "\ufeffЕсли\u00a0А \t= 1 // 🙂\r\nТогда № \x00"
    data = text.encode()
    covered = b"".join(data[one.start : one.end] for one in tokens(data, layout=True))
    assert covered == data


@pytest.mark.timeout(10)
def test_a_row_of_slashes_below_an_unfinished_string_is_read_once() -> None:
    rule = "/" * 80
    data = f'А = "текст\n{rule}\n{rule}\nБ = 1;'.encode()
    kinds = [token.kind for token in tokens(data)]
    assert kinds == ["identifier", "=", "open_string", "comment", "comment", "identifier", "=", "number", ";"]


def leaf_starts(root: Node) -> set[int]:
    """Where the tree's tokens start. A string is one token here, whatever it is made of."""
    return {node.start_byte for node in walk(root) if node.child_count == 0 or node.type == "string"}


MODULES = [path for path in sorted(FIXTURES.rglob("*")) if path.suffix in (".bsl", ".os")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "-".join(path.parts[-4:]))
def test_tokens_start_where_the_leaves_of_the_tree_start(path: Path) -> None:
    document = Document.parse(decode(path.read_bytes()).text)
    starts = leaf_starts(document.root)
    deleted = [
        range(node.start_byte, node.end_byte)
        for node in walk(document.root)
        if node.type == "preproc_deleted"
    ]  # one token of the tree, code to the lexer
    strange = [
        one
        for one in tokens(document.text.data)
        if one.start not in starts and not any(one.start in place for place in deleted)
    ]
    assert strange == []
