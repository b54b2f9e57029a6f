"""How fast completion answers somebody who types in one file while the folder is indexed for the first time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent))

from bsl_pilot.text.files import read

from tests.lsp import protocol
from tests.lsp.raw import SILENT, Closed, Server
from tests.lsp.workspaces import CLIENT, READY

STATEMENT = '\tЗначение = ОбщегоНазначения.ЗначениеРеквизитаОбъекта(Параметры.Ссылка, "Код"); // Готово'
PAUSE = 0.08
"""Seconds between two keys of somebody who types fast."""
LINES = 2_000
"""About so many lines has the module that is typed into."""


class Typed(NamedTuple):
    """Seconds of each answer while the index was built, how long that took, and the server's own processor time."""

    answers: list[float]
    indexed: float
    cpu: float


def typed_while_indexing(folder: Path) -> Typed:
    """Types in a module of the folder until its index, begun with the server, is there; wants an empty cache."""
    protocol.check = lambda message, asked: None  # noqa: ARG005  # that is the tests' business, and it takes its time
    path = _module(folder)
    text = read(path).text
    with Server() as server:
        began = time.perf_counter()
        server.initialize(CLIENT, rootUri=folder.resolve().as_uri(), initializationOptions=SILENT)
        server.open(text, path.as_uri())
        server.about("textDocument/documentSymbol", path.as_uri())
        answers = list(_answers(server, path.as_uri(), text))
        times = psutil.Process(server.process.pid).cpu_times()
        return Typed(answers, time.perf_counter() - began, times.user + times.system)


def _module(folder: Path) -> Path:
    """The module whose size is nearest to `LINES`, by some 60 bytes a line."""
    return min(folder.resolve().rglob("*.bsl"), key=lambda one: (abs(one.stat().st_size - 60 * LINES), one))


def _answers(server: Server, uri: str, text: str) -> Iterator[float]:
    """Seconds of each answer, until the folder is indexed."""
    line = text.count("\n", 0, text.index("\n", text.lower().index("процедура ")) + 1)
    version = 1
    character = 0
    while not any(one.get("method") == READY for one in server.seen):
        server.seen.clear()
        char = STATEMENT[character] if character < len(STATEMENT) else "\n"
        version += 1
        at = {"line": line, "character": character}
        since = time.perf_counter()
        server.change([{"range": {"start": at, "end": at}, "text": char}], version, uri)
        line, character = (line, character + 1) if char != "\n" else (line + 1, 0)
        asked = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        try:
            server.answer(server.ask("textDocument/completion", asked))
        except Closed:
            raise SystemExit(server.log) from None
        yield time.perf_counter() - since
        time.sleep(max(0.0, PAUSE - (time.perf_counter() - since)))
