"""Round trips of the server over stdio in one large module: ``python bench/server.py FILE [KEYSTROKES]``.

A statement is typed character by character in the middle of methods all over the module, so most states
are half-typed. After every character the editor asks what editors ask. Times are those of the client.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import psutil

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from bsl_pilot.text.files import read  # noqa: E402

from table import milliseconds, table  # noqa: E402
from tests.lsp import protocol  # noqa: E402
from tests.lsp.raw import FULL_CLIENT, URI, Server  # noqa: E402

STATEMENT = '\tЕсли Значение > 0 Тогда Сообщить(СтрШаблон("%1", Значение));'
STARTS = 10


def main() -> None:
    """Prints the table."""
    protocol.check = lambda message, asked: None  # noqa: ARG005  # that is the tests' business, and it takes its time
    path = Path(sys.argv[1])
    keystrokes = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rows: list[tuple[str, ...]] = [
        ("process start → answer to initialize", *milliseconds([_start() for _ in range(STARTS)]))
    ]
    text = read(path).text
    with Server() as server:
        server.initialize({**FULL_CLIENT, "general": {"positionEncodings": ["utf-16"]}})
        rows += _first(server, text)
        rows += _typing(server, text, keystrokes)
        print(table(("ms", "p50", "p95", "max"), rows))
        print(_memory(server))
        assert "Traceback" not in server.log, server.log
        server.leave()
    print(
        f"{path.name}: {text.count(chr(10)) + 1:,} lines, {len(text.encode()):,} bytes, {keystrokes} keystrokes"
    )


def _start() -> float:
    since = time.perf_counter()
    with Server() as server:
        server.request("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": FULL_CLIENT})
        return time.perf_counter() - since


def _first(server: Server, text: str) -> list[tuple[str, ...]]:
    """Opening the module: until its outline, its diagnostics and its colours are there."""
    since = time.perf_counter()
    server.open(text)
    asked = server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    server.answer(asked)
    symbols = time.perf_counter() - since
    server.diagnostics(1)
    diagnostics = time.perf_counter() - since
    server.about("textDocument/semanticTokens/full")
    tokens = time.perf_counter() - since
    names = ("open → document symbols", "open → diagnostics", "open → semantic tokens")
    return [
        (name, *milliseconds([one])) for name, one in zip(names, (symbols, diagnostics, tokens), strict=True)
    ]


def _typing(server: Server, text: str, keystrokes: int) -> list[tuple[str, ...]]:
    """Times by what was asked, over all keystrokes."""
    abilities = server.answer(1)["result"]["capabilities"]
    times: dict[str, list[float]] = {}
    lines = _lines_to_type_on(text, -(-keystrokes // len(STATEMENT)))
    result_id = server.about("textDocument/semanticTokens/full")["resultId"]
    version = 1
    for line in lines:
        for column, char in enumerate("\n" + STATEMENT, -1):  # first a line of its own
            place = {"line": line, "character": max(column, 0)}
            position = {"position": {"line": line, "character": column + 1}}
            version += 1
            since = time.perf_counter()
            server.change([{"range": {"start": place, "end": place}, "text": char}], version)
            _ask(server, times, "document symbols", "textDocument/documentSymbol", since)
            server.diagnostics(version)
            times.setdefault("diagnostics (pushed)", []).append(time.perf_counter() - since)
            since = time.perf_counter()
            delta = server.about("textDocument/semanticTokens/full/delta", previousResultId=result_id)
            times.setdefault("semantic tokens delta", []).append(time.perf_counter() - since)
            result_id = delta["resultId"]
            for name, method, provider in _AT_CURSOR:
                if provider in abilities:
                    _ask(server, times, name, method, time.perf_counter(), **position)
            _ask(server, times, "folding ranges", "textDocument/foldingRange", time.perf_counter())
            server.seen.clear()
    return [(f"keystroke → {name}", *milliseconds(values)) for name, values in times.items()]


_AT_CURSOR = (
    ("completion", "textDocument/completion", "completionProvider"),
    ("document highlight", "textDocument/documentHighlight", "documentHighlightProvider"),
)


def _ask(
    server: Server, times: dict[str, list[float]], name: str, method: str, since: float, **params: Any
) -> None:
    server.about(method, **params)
    times.setdefault(name, []).append(time.perf_counter() - since)


def _lines_to_type_on(text: str, count: int) -> list[int]:
    """Lines inside of methods, spread over the module, last first: so none is moved by typing on another."""
    code = [
        at
        for at, line in enumerate(text.split("\n"))
        if line.startswith("\t") and line.rstrip().endswith(";")
    ]
    return [code[len(code) * one // count] + 1 for one in reversed(range(count))]


def _memory(server: Server) -> str:
    process = psutil.Process(server.process.pid)
    sizes = [process.memory_info().rss, *(child.memory_info().rss for child in process.children())]
    return "RSS: server {:.0f} MB, worker {:.0f} MB".format(*(size / 1024**2 for size in sizes))


if __name__ == "__main__":
    main()
