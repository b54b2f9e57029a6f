"""A server that has indexed a folder, and what it answers as lines that a reader understands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bsl_pilot.lsp.uri import path_of
from bsl_pilot.text.files import read

from tests import marks
from tests.lsp.raw import FULL_CLIENT, SILENT, Json, Server

FIXTURES = Path(__file__).parent.parent / "fixtures"
READY = "workspace/codeLens/refresh"
"""A server asks for new lenses when it has indexed a folder."""

CLIENT: Json = {
    **FULL_CLIENT,
    "workspace": {**FULL_CLIENT["workspace"], "codeLens": {"refreshSupport": True}},
}


class Opened:
    """A document in which positions are given by marks."""

    def __init__(self, workspace: Workspace, path: Path, text: str) -> None:
        self.workspace = workspace
        self.path = path
        self.uri = path.as_uri()
        self.text = text
        workspace.server.open(text, self.uri)

    def position(self, offset: int) -> Json:
        """LSP's position of a byte."""
        before = self.text.encode()[:offset].decode().replace("\r\n", "\n").split("\n")
        return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}

    def ask(self, method: str, offset: int, **more: Any) -> Any:
        """The result of a request about a byte."""
        return self.workspace.server.about(method, self.uri, position=self.position(offset), **more)

    def error(self, method: str, offset: int, **more: Any) -> str:
        """The message of the error that a request about a byte is answered with."""
        params = {"textDocument": {"uri": self.uri}, "position": self.position(offset), **more}
        return str(self.workspace.server.error(method, params)["message"])

    def at(self, word: str, nth: int = 0) -> int:
        """A byte inside of the n-th occurrence of a word."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(word, at + 1)
        return len(self.text[: at + 1].encode())

    def close(self) -> None:
        """Closes it."""
        self.workspace.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri}})


class Workspace:
    """A folder and its server."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder

    @contextmanager
    def open(self, name: str, text: str | None = None) -> Iterator[Opened]:
        """Opens a file as it is, or with another text."""
        path = self.folder / name
        opened = Opened(self, path, read(path).text if text is None else text)
        yield opened
        opened.close()

    def definition(self, name: str, marked: str, method: str = "textDocument/definition") -> list[str]:
        """Where the word at the mark leads; the marked code stands behind what the file holds."""
        path = self.folder / name
        before = read(path).text if path.exists() else ""
        code = marks.parse(marked)
        with self.open(name, before + code.text) as opened:
            found = opened.ask(method, len(before.encode()) + code.cursor)
            return [self.told(one, opened) for one in found]

    def told(self, location: Json, opened: Opened | None = None) -> str:
        """A location as its file and the text at its range."""
        uri = location.get("targetUri") or location["uri"]
        span = location.get("targetSelectionRange") or location["range"]
        path = path_of(uri)
        assert path is not None
        name = path.relative_to(self.folder).as_posix()
        if span["start"] == span["end"]:
            return name
        text = opened.text if opened is not None and opened.path == path else read(path).text
        line = text.replace("\r\n", "\n").split("\n")[span["start"]["line"]].encode("utf-16-le")
        return f"{name}: {line[2 * span['start']['character'] : 2 * span['end']['character']].decode('utf-16-le')}"


@contextmanager
def indexed(folder: Path, capabilities: Json | None = None) -> Iterator[Workspace]:
    """A server that knows all of a folder."""
    with Server() as server:
        server.initialize(capabilities or CLIENT, rootUri=folder.as_uri(), initializationOptions=SILENT)
        asked = server.until(lambda one: one.get("method") == READY)
        server.send({"id": asked["id"], "result": None})
        yield Workspace(server, folder)
        assert server.leave() == 0
        assert "Traceback" not in server.log, server.log
