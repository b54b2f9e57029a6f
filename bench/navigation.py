"""Measures the editor's questions about a workspace over stdio, once it is indexed.

    python bench/navigation.py FOLDER [--files N] [--asks N] [--rest S] [--seed S] [--json FILE]

N modules (``.bsl``, ``.os``) are drawn by the seed and opened; in each some names are drawn, at which is asked for
definition, hover, references and so on, one after the other, for completion also behind the dot before the name, if
there is one. Prints for each how long the answer took, how many of them said something; of the server and its worker
together what memory they took S seconds after the index was complete and at the end, and the processor time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

from bsl_pilot.text.files import read

from table import milliseconds, table

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.lsp.raw import SILENT, Server
from tests.lsp.workspaces import CLIENT, READY

METHODS = ("definition", "typeDefinition", "hover", "completion", "signatureHelp", "references", "codeLens")
DOT = "completion after a dot"
SYMBOL = "workspace/symbol"
ROWS = (DOT, *METHODS, SYMBOL)
_NAME = re.compile(r"[А-Яа-яЁёA-Za-z_][А-Яа-яЁёA-Za-z_0-9]{3,}")


class Measured:
    """Seconds and filled answers by method."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.filled: defaultdict[str, int] = defaultdict(int)

    def about(self, server: Server, method: str, uri: str, position: dict[str, int], row: str = "") -> None:
        """Asks one question about a place; ``row``: under which its answer counts, the method's by default."""
        params: dict[str, Any] = {"textDocument": {"uri": uri}, "position": position}
        if method == "references":
            params["context"] = {"includeDeclaration": True}
        self.ask(server, f"textDocument/{method}", params, row or method)

    def ask(self, server: Server, method: str, params: dict[str, Any], row: str) -> None:
        """Asks one question."""
        since = time.perf_counter()
        message = server.answer(server.ask(method, params))
        if "error" in message:  # no figure tells of it: a broken answer comes fast
            raise SystemExit(f"{method}: {message['error']}")
        answer = message.get("result")
        self.seconds[row].append(time.perf_counter() - since)
        self.filled[row] += bool(answer.get("items", answer) if isinstance(answer, dict) else answer)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--asks", type=int, default=10, help="names in each file")
    parser.add_argument("--rest", type=float, default=15, help="seconds before memory is measured")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    drawn = random.Random(asked.seed)
    modules = sorted(one for suffix in ("bsl", "os") for one in folder.rglob(f"*.{suffix}"))
    files = drawn.sample(modules, min(asked.files, len(modules)))
    with Server() as server:
        process = psutil.Process(server.process.pid)
        started = time.perf_counter()
        server.initialize(CLIENT, rootUri=folder.as_uri(), initializationOptions=SILENT)
        ready = server.until(lambda one: one.get("method") == READY)
        server.send({"id": ready["id"], "result": None})
        indexed, cpu = time.perf_counter() - started, process.cpu_times().user
        time.sleep(asked.rest)
        idle = _memory(process)
        measured = Measured()
        for file in files:
            _visit(server, file, drawn, asked.asks, measured)
        memory = _memory(process)
        _print(measured, asked.json, {
            "until indexed, s": round(indexed, 1),
            "CPU of the server until then, s": round(cpu, 1),
            "CPU of the questions, s": round(process.cpu_times().user - cpu, 1),
            "RSS of the idle server, MB": idle[0],
            "of it its own, MB": idle[1],
            "RSS after the questions, MB": memory[0],
            "of it its own then, MB": memory[1],
        })  # fmt: skip


def _memory(process: psutil.Process) -> tuple[int, int]:
    """Megabytes of the server and its children, resident and of that what they share with nobody."""
    infos = [one.memory_full_info() for one in (process, *process.children(recursive=True))]
    return sum(one.rss for one in infos) // 2**20, sum(one.uss for one in infos) // 2**20


def _visit(server: Server, file: Path, drawn: random.Random, asks: int, measured: Measured) -> None:
    text = read(file).text
    uri = file.as_uri()
    server.open(text, uri)
    names = list(_NAME.finditer(text))
    for name in drawn.sample(names, min(asks, len(names))):
        for method in METHODS:
            measured.about(server, method, uri, _position(text, name.end()))
        if text[name.start() - 1 : name.start()] == ".":
            measured.about(server, "completion", uri, _position(text, name.start()), DOT)
        measured.ask(server, SYMBOL, {"query": name[0]}, SYMBOL)
    server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def _position(text: str, at: int) -> dict[str, int]:
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return {"line": text.count("\n", 0, at), "character": len(before.encode("utf-16-le")) // 2}


def _print(measured: Measured, path: Path | None, figures: dict[str, float]) -> None:
    rows: list[tuple[str, object]] = [
        (
            f"{method}, p50 / p95 / most, ms ({measured.filled[method]} of {len(measured.seconds[method])} answered)",
            " / ".join(milliseconds(measured.seconds[method])),
        )
        for method in ROWS
        if measured.seconds[method]
    ]
    print(table(("navigation", "value"), [*rows, *figures.items()]))
    if path is not None:
        p = {method: milliseconds(measured.seconds[method]) for method in ROWS if measured.seconds[method]}
        path.write_text(json.dumps({**figures, "ms": p}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
