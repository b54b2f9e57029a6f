"""Somebody opens a project that he has never seen and tries everything everywhere: what is answered agrees with the
text that he sees, on half-typed code too; he closes the editor, and the next day all is there at once.

What is right at one place, other tests say; here each answer is compared with the text, at places drawn by a seed.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bsl_pilot.lsp.uri import path_of
from bsl_pilot.text.files import read
from bsl_pilot.text.words import fold

from tests import marks
from tests.lsp.raw import SILENT, Json, Server
from tests.lsp.test_rename import apply
from tests.lsp.workspaces import CLIENT, FIXTURES, READY, Opened, Workspace, indexed

PROJECTS = ("trade", "ledger_edt", "oscript_lib")
"""A Designer dump with a byte order mark and CRLF, an EDT project, a library of OneScript."""
_NAME = re.compile(r"[А-Яа-яЁёA-Za-z_][А-Яа-яЁёA-Za-z_0-9]{2,}")
_FILES, _PLACES = 8, 6


class Spot(NamedTuple):
    """A word in an open document."""

    opened: Opened
    offset: int
    """Of a byte inside of it."""
    word: str

    def __str__(self) -> str:
        position = self.opened.position(self.offset)
        return f"{self.opened.path.name}:{position['line'] + 1}:{position['character'] + 1} {self.word}"


@pytest.fixture(scope="module", params=PROJECTS)
def workspace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("newcomer") / request.param
    shutil.copytree(FIXTURES / request.param, folder)
    with indexed(folder) as one:
        yield one


def modules(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.suffix in (".bsl", ".os"))


def spots(workspace: Workspace, seed: int) -> Iterator[Spot]:
    """Words of some modules, each module open while its words are asked about."""
    drawn = random.Random(seed)
    files = modules(workspace.folder)
    for path in drawn.sample(files, min(_FILES, len(files))):
        with workspace.open(path.relative_to(workspace.folder).as_posix()) as opened:
            words = list(_NAME.finditer(opened.text))
            for one in drawn.sample(words, min(_PLACES, len(words))):
                yield Spot(opened, len(opened.text[: one.start() + 1].encode()), one[0])


def text_at(text: str, span: Json) -> str:
    """What stands in a range of one line; the range must lie within the text."""
    lines = re.split(r"\r\n|\r|\n", text)
    start, end = span["start"], span["end"]
    assert start["line"] == end["line"] < len(lines)
    line = lines[start["line"]].encode("utf-16-le")
    assert start["character"] <= end["character"] <= len(line) // 2
    found: bytes = line[2 * start["character"] : 2 * end["character"]]
    return found.decode("utf-16-le")


def texts_at(locations: list[Json], opened: Opened) -> list[str]:
    """What stands at each of the locations, folded and without quotes; none is there twice."""
    keys = [(one["uri"], str(one["range"])) for one in locations]
    assert len(set(keys)) == len(keys), "a place twice"
    found = []
    for one in locations:
        path = path_of(one["uri"])
        assert path is not None
        text = opened.text if one["uri"] == opened.uri else read(path).text
        found.append(fold(text_at(text, one["range"]).strip('"')))
    return found


def test_definition_and_references_stand_at_the_word(workspace: Workspace) -> None:
    answered = 0
    for one in spots(workspace, 1):
        declared = one.opened.ask("textDocument/definition", one.offset)
        texts = texts_at(declared, one.opened)
        assert all(text in ("", fold(one.word)) for text in texts), (one, texts)
        used = one.opened.ask("textDocument/references", one.offset, context={"includeDeclaration": True})
        texts_at(used, one.opened)
        without = one.opened.ask("textDocument/references", one.offset, context={"includeDeclaration": False})
        assert {str(place) for place in without} <= {str(place) for place in used}, one
        answered += bool(declared) + bool(used)
    assert answered > 10


def test_everything_answers_and_lies_within_the_text(workspace: Workspace) -> None:
    hovers = offered = 0
    for one in spots(workspace, 2):
        hover = one.opened.ask("textDocument/hover", one.offset)
        if hover:
            hovers += 1
            assert hover["contents"]["value"].strip(), one
            assert text_at(one.opened.text, hover["range"]), one
        items = one.opened.ask("textDocument/completion", one.offset) or {"items": []}
        found = [(item["label"], item.get("kind"), str(item.get("labelDetails"))) for item in items["items"]]
        assert len(set(found)) == len(found), one
        offered += bool(found)
        for item in items["items"][:2]:
            assert workspace.server.request("completionItem/resolve", item)["label"] == item["label"]
        for method in ("typeDefinition", "implementation", "signatureHelp"):
            one.opened.ask(f"textDocument/{method}", one.offset)
        for item in one.opened.ask("textDocument/prepareCallHierarchy", one.offset) or []:
            for call in workspace.server.request("callHierarchy/outgoingCalls", {"item": item}):
                assert call["fromRanges"], one
    assert hovers
    assert offered


def test_whole_documents(workspace: Workspace) -> None:
    for path in modules(workspace.folder):
        with workspace.open(path.relative_to(workspace.folder).as_posix()) as opened:
            lines = [len(one.encode("utf-16-le")) // 2 for one in re.split(r"\r\n|\r|\n", opened.text)]
            data = workspace.server.about("textDocument/semanticTokens/full", opened.uri)["data"]
            _check_tokens(data, lines)
            for lens in workspace.server.about("textDocument/codeLens", opened.uri):
                assert workspace.server.request("codeLens/resolve", lens)["command"]["title"]
            span = {"start": {"line": 0, "character": 0}, "end": {"line": len(lines), "character": 0}}
            for hint in workspace.server.about("textDocument/inlayHint", opened.uri, range=span):
                assert hint["position"]["character"] <= lines[hint["position"]["line"]]
            for link in workspace.server.about("textDocument/documentLink", opened.uri):
                assert text_at(opened.text, link["range"])
                workspace.server.request("documentLink/resolve", link)


def _check_tokens(data: list[int], lines: list[int]) -> None:
    line = start = end = 0
    for down, right, length in zip(data[::5], data[1::5], data[2::5], strict=True):
        line, start = (line + down, right) if down else (line, start + right)
        assert start + length <= lines[line]
        assert down or start >= end, "tokens overlap"
        end = start + length


@pytest.mark.parametrize("typed", [".", "(", "", "\r\n", " = Новый ", '"🙂'])
def test_half_typed_code(workspace: Workspace, typed: str) -> None:
    """The rest of a line is gone; what else is there is still found."""
    for version, one in enumerate(spots(workspace, 3), 2):
        opened = one.opened
        text = opened.text
        cut = len(text.encode()[: one.offset].decode()) - 1 + len(one.word)
        rest = re.split(r"\r\n|\r|\n", text[cut:], maxsplit=1)[0]
        before, after = (opened.position(len(text[:at].encode())) for at in (cut, cut + len(rest)))
        workspace.server.change(
            [{"range": {"start": before, "end": after}, "text": typed}], version, opened.uri
        )
        opened.text = text[:cut] + typed + text[cut + len(rest) :]
        typing = len((text[:cut] + typed).encode())
        for method in ("completion", "signatureHelp", "hover", "documentHighlight"):
            opened.ask(f"textDocument/{method}", typing)
        texts = texts_at(opened.ask("textDocument/definition", one.offset), opened)
        assert all(found in ("", fold(one.word)) for found in texts), (one, texts)
        back = opened.position(len(opened.text[: cut + len(typed)].encode()))
        workspace.server.change(
            [{"range": {"start": before, "end": back}, "text": rest}], version, opened.uri
        )
        opened.text = text
    assert "Traceback" not in workspace.server.log


def test_a_name_there_and_back(workspace: Workspace) -> None:
    """What a new name changes is where the old one is used; changed in its module and back, nothing is left of it."""
    renamed = 0
    for one in spots(workspace, 4):
        params = {"textDocument": {"uri": one.opened.uri}, "position": one.opened.position(one.offset)}
        asked = workspace.server.ask("textDocument/rename", {**params, "newName": f"{one.word}_Ёж"})
        answer = workspace.server.answer(asked)
        if "error" in answer:
            assert answer["error"]["message"], one
            continue
        edits = {
            change["textDocument"]["uri"]: change["edits"] for change in answer["result"]["documentChanges"]
        }
        changed = {(uri, str(edit["range"])) for uri, some in edits.items() for edit in some}
        used = one.opened.ask("textDocument/references", one.offset, context={"includeDeclaration": True})
        assert {(place["uri"], str(place["range"])) for place in used} <= changed, one
        if edits.keys() == {one.opened.uri}:
            _there_and_back(one, edits[one.opened.uri])
            renamed += 1
    assert renamed > 1


def _there_and_back(one: Spot, edits: list[Json]) -> None:
    opened, before = one.opened, one.opened.text
    opened.text = apply(before, edits)
    opened.workspace.server.change([{"text": opened.text}], 2, opened.uri)
    first = min((edit["range"]["start"]["line"], edit["range"]["start"]["character"]) for edit in edits)
    params = {
        "textDocument": {"uri": opened.uri},
        "position": dict(zip(("line", "character"), first, strict=True)),
    }
    back = opened.workspace.server.request("textDocument/rename", {**params, "newName": one.word})
    (change,) = back["documentChanges"]
    assert fold(apply(opened.text, change["edits"])) == fold(before), one
    opened.workspace.server.change([{"text": before}], 3, opened.uri)
    opened.text = before


def test_the_next_day(tmp_path: Path) -> None:
    """Closed and opened again: nothing is read anew, and what was asked yesterday is answered the same."""
    folder = tmp_path / "trade"
    shutil.copytree(FIXTURES / "trade", folder)
    answers = []
    for _ in range(2):
        with Server() as server:
            server.initialize(CLIENT, rootUri=folder.as_uri(), initializationOptions=SILENT)
            asked = server.until(lambda one: one.get("method") == READY)
            server.send({"id": asked["id"], "result": None})
            workspace = Workspace(server, folder)
            answers += [
                str(one.opened.ask("textDocument/definition", one.offset)) for one in spots(workspace, 5)
            ]
            assert server.leave() == 0
            answers.append("" if "compared" in server.log else "indexed")
    half = len(answers) // 2
    assert answers[half - 1] == "indexed"
    assert answers[-1] == ""
    assert answers[: half - 1] == answers[half:-1]


def test_graph(workspace: Workspace) -> None:
    document = workspace.server.request("bslPilot/graph", {})
    assert document["complete"]
    assert "flowchart LR" in document["text"]
    assert document["nodes"]
    for node in document["nodes"]:
        path = path_of(node["uri"]) if node["uri"] else None
        assert path is None or path.is_file()
    module = next(one for one in modules(workspace.folder) if one.stem == "Module" or one.suffix == ".os")
    around = workspace.server.request(
        "bslPilot/graph", {"uri": module.as_uri(), "format": "json", "depth": 2}
    )
    assert [node["uri"] for node in around["nodes"] if node["focus"]] == [module.as_uri()]
    assert "text" not in around
    of_folder = workspace.server.request("bslPilot/graph", {"uri": workspace.folder.as_uri()})
    assert of_folder == document
    for wrong, message in (
        ({"from": "НетТакогоМодуля"}, "there is no module"),
        ({"level": "метод"}, "level: one of"),
        ({"depth": 0}, "depth: a number"),
        ({"format": 1}, "format: a string"),
    ):
        assert message in workspace.server.error("bslPilot/graph", wrong)["message"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("А = Новый │", "ЧтениеПрайса"),
        ("А = Новый чтен│", "ЧтениеПрайса"),
        ("Числ│", "ЧислаИзТекста"),
        ("ЧислаИзТекста.│", "Прочитать"),
    ],
)
def test_what_a_library_declares_is_offered(scripts: Workspace, typed: str, expected: str) -> None:
    code = marks.parse(f"// 🙂\r\nПроцедура Проба()\r\n\t{typed};\r\nКонецПроцедуры\r\n")
    with scripts.open("src/cmd/main.os", code.text) as opened:
        items = opened.ask("textDocument/completion", code.cursor)["items"]
    assert expected in {one["label"] for one in items}, [one["label"] for one in items][:20]


@pytest.fixture(scope="module")
def scripts() -> Iterator[Workspace]:
    with indexed(FIXTURES / "oscript_lib") as one:
        yield one


@pytest.mark.parametrize("method", ["completionItem/resolve", "codeLens/resolve", "inlayHint/resolve"])
def test_what_has_nothing_to_add_is_resolved_as_it_is(scripts: Workspace, method: str) -> None:
    """Editors resolve whatever the user looks at: an item of a document that was closed since, or one without data."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    item: Json = {"label": "А"} if method != "codeLens/resolve" else {"range": whole}
    if method == "inlayHint/resolve":
        item["position"] = whole["start"]
    assert scripts.server.request(method, item) == item
