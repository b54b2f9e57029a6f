"""Documents as the client edits them: what the server sees is what the client has."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.text.files import read

from tests.lsp.raw import FULL_CLIENT, Json, Server

FIXTURES = Path(__file__).parent.parent / "fixtures"
LARGEST = max(FIXTURES.rglob("*.bsl"), key=lambda path: (path.stat().st_size, str(path)))
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le"}
SIZES = {"utf-8": 1, "utf-16": 2}


def size(text: str, encoding: str) -> int:
    return len(text.encode(UNITS[encoding], "surrogatepass")) // SIZES[encoding]


class Editor:
    """A text and the positions in it, computed the slow and certain way."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self.encoding = encoding

    def position(self, index: int) -> Json:
        """LSP position of a code point."""
        before = self.text[:index].replace("\r\n", "\n").replace("\r", "\n")
        if index and self.text[index - 1 : index + 1] == "\r\n":
            raise ValueError("between CR and LF is no position")
        line_start = self.text[:index].rfind("\n") + 1
        line_start = max(line_start, self.text[:index].rfind("\r") + 1)
        return {"line": before.count("\n"), "character": size(self.text[line_start:index], self.encoding)}

    def replace(self, start: int, end: int, new: str) -> Json:
        """Replaces code points; the change to send."""
        change = {"range": {"start": self.position(start), "end": self.position(end)}, "text": new}
        self.text = self.text[:start] + new + self.text[end:]
        return change

    def places(self) -> list[int]:
        """Every index that is a position."""
        return [at for at in range(len(self.text) + 1) if self.text[max(at - 1, 0) : at + 1] != "\r\n"]


def capabilities(encoding: str) -> Json:
    return {**FULL_CLIENT, "general": {"positionEncodings": [encoding]}}


def fresh(text: str, encoding: str) -> tuple[Any, Any]:
    """What a server says that never saw another text."""
    with Server() as server:
        server.initialize(capabilities(encoding))
        server.open(text)
        return server.about("textDocument/documentSymbol"), server.about("textDocument/foldingRange")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_edits_among_cyrillic_and_astral_characters(encoding: str) -> None:
    editor = Editor('Процедура Ё()\r\n\tА = "🙂🙂";\r\nКонецПроцедуры // 🙂 конец\r\n', encoding)
    with Server() as server:
        server.initialize(capabilities(encoding))
        server.open(editor.text)
        steps = [
            ("🙂🙂", "«🙃»"),
            ("Ё", "Проверить"),
            (" // 🙂 конец", "\r\nПроцедура Вторая()\r\nКонецПроцедуры"),
            ("\r\n\t", "\n\t"),
        ]
        for version, (old, new) in enumerate(steps, 2):
            at = editor.text.index(old)
            server.change([editor.replace(at, at + len(old), new)], version)
        symbols = server.about("textDocument/documentSymbol")
        assert [symbol["name"] for symbol in symbols] == ["Проверить", "Вторая"]
        assert (symbols, server.about("textDocument/foldingRange")) == fresh(editor.text, encoding)
        assert server.diagnostics(5) == []


def test_an_edit_inside_of_a_string_shows_in_ranges_after_it() -> None:
    with Server() as server:
        server.initialize()
        server.open('А = "🙂"; Функция ')
        place = {"line": 0, "character": 5}
        server.change([{"range": {"start": place, "end": place}, "text": "🙂"}], 2)
        (first, *_) = server.diagnostics(2)
        assert first["range"]["start"]["character"] >= len('А = "')


def test_several_changes_at_once_each_see_the_one_before() -> None:
    with Server() as server:
        server.initialize()
        editor = Editor("Процедура А()\nКонецПроцедуры\n", "utf-16")
        server.open(editor.text)
        changes = [editor.replace(0, 0, "// 🙂\n"), editor.replace(5, 5, "Процедура Б()\nКонецПроцедуры\n")]
        server.change(changes, 2)
        assert [one["name"] for one in server.about("textDocument/documentSymbol")] == ["Б", "А"]
        many = [
            editor.replace(len(editor.text), len(editor.text), f"Процедура П{n}()\nКонецПроцедуры\n")
            for n in range(40)
        ]
        server.change(many, 3)
        assert len(server.about("textDocument/documentSymbol")) == 42
        assert server.about("textDocument/documentSymbol") == fresh(editor.text, "utf-16")[0]


def test_a_whole_new_text_and_positions_beyond_the_end() -> None:
    with Server() as server:
        server.initialize()
        server.open("Процедура А()\nКонецПроцедуры\n")
        server.change([{"text": "Функция Ф()\nКонецФункции"}], 2)
        assert [one["name"] for one in server.about("textDocument/documentSymbol")] == ["Ф"]
        beyond = {"line": 900, "character": 900}
        tail = "\nПроцедура Б()\nКонецПроцедуры"
        server.change([{"range": {"start": beyond, "end": beyond}, "text": tail}], 3)
        assert [one["name"] for one in server.about("textDocument/documentSymbol")] == ["Ф", "Б"]
        backwards = {"start": {"line": 2, "character": 0}, "end": {"line": 1, "character": 12}}
        server.change([{"range": backwards, "text": "\n\n"}], 4)
        assert [one["name"] for one in server.about("textDocument/documentSymbol")] == ["Ф", "Б"]


def test_edits_while_a_large_document_is_parsed_for_the_first_time() -> None:
    methods = [f"Процедура Метод{n}()\n\tА = {n};\nКонецПроцедуры\n" for n in range(5_000)]
    with Server() as server:
        server.initialize()
        server.open("".join(methods))
        start = {"line": 0, "character": 0}
        for version, char in enumerate("// так\n", 2):
            server.change([{"range": {"start": start, "end": start}, "text": char}], version)
            start = {"line": 0, "character": start["character"] + 1}
        symbols = server.about("textDocument/documentSymbol")
        assert len(symbols) == 5_000
        assert symbols[-1]["selectionRange"]["start"] == {"line": 14_998, "character": 10}


def test_two_documents_do_not_mix() -> None:
    with Server() as server:
        server.initialize()
        for name in ("А", "Б"):
            server.open(f"Процедура {name}()\nКонецПроцедуры\n", f"file:///{name}.bsl")
        place = {"line": 0, "character": 10}
        change = {"range": {"start": place, "end": place}, "text": "Новая"}
        server.change([change], 2, "file:///Б.bsl")
        assert [one["name"] for one in server.about("textDocument/documentSymbol", "file:///А.bsl")] == ["А"]
        assert [one["name"] for one in server.about("textDocument/documentSymbol", "file:///Б.bsl")] == [
            "НоваяБ"
        ]
        server.tell("textDocument/didClose", {"textDocument": {"uri": "file:///А.bsl"}})
        assert server.about("textDocument/documentSymbol", "file:///А.bsl") is None
        assert server.about("textDocument/foldingRange", "file:///Б.bsl") != []


def some_edit(editor: Editor, random_: random.Random, pieces: Sequence[str]) -> Json:
    """A random deletion or insertion."""
    places = editor.places()
    at = random_.randrange(len(places))
    if random_.random() < 0.4:
        end = min(at + random_.choice([1, 1, 2, 5, 40]), len(places) - 1)
        return editor.replace(places[at], places[end], "")
    return editor.replace(places[at], places[at], random_.choice(pieces))


PIECES = [
    "а",
    " ",
    "\n",
    "\r\n",
    ";",
    '"',
    "🙂",
    "Если ",
    " Тогда\n",
    "КонецЕсли;",
    "//",
    "|",
    "Процедура Щ()\n",
    "(",
    "#Область Р\n",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_three_hundred_random_edits_equal_a_fresh_server(encoding: str) -> None:
    random_ = random.Random(20)
    editor = Editor(read(LARGEST).text, encoding)
    with Server() as server:
        server.initialize(capabilities(encoding))
        server.open(editor.text)
        for version in range(2, 302):
            server.change([some_edit(editor, random_, PIECES)], version)
            if version % 60 == 0:
                server.about("textDocument/documentSymbol")
        incremental = server.about("textDocument/documentSymbol"), server.about("textDocument/foldingRange")
        found = server.diagnostics(301)
    assert incremental == fresh(editor.text, encoding)
    with Server() as server:
        server.initialize(capabilities(encoding))
        server.open(editor.text, version=301)
        assert server.diagnostics(301) == found


def test_semantic_token_deltas_add_up_to_the_tokens_of_a_fresh_server() -> None:
    random_ = random.Random(7)
    editor = Editor(read(LARGEST).text, "utf-16")
    with Server() as server:
        server.initialize()
        server.open(editor.text)
        answer = server.about("textDocument/semanticTokens/full")
        tokens, ids = answer["data"], [answer["resultId"]]
        for version in range(2, 22):
            server.change([some_edit(editor, random_, PIECES)], version)
            answer = server.about("textDocument/semanticTokens/full/delta", previousResultId=ids[-1])
            for edit in answer["edits"]:
                tokens[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]
            ids.append(answer["resultId"])
        assert len(set(ids)) == len(ids)
        assert tokens == server.about("textDocument/semanticTokens/full")["data"]
        again = server.about("textDocument/semanticTokens/full/delta", previousResultId="forgotten")
        assert again["data"] == tokens
    assert all(length > 0 for length in tokens[2::5])
