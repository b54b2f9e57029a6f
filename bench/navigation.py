"""Measures the editor's questions about a workspace over stdio, once it is indexed.

    python bench/navigation.py FOLDER [--files N] [--asks N] [--seed S] [--json FILE]

N modules are drawn by the seed and opened; in each some names are drawn, at which is asked for definition, hover,
references and completion, one after the other. Prints for each how long the answer took, how many of them said
something, and what the server's memory and processor time were.
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
_NAME = re.compile(r"[А-Яа-яЁёA-Za-z_][А-Яа-яЁёA-Za-z_0-9]{3,}")


class Measured:
    """Seconds and filled answers by method."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.filled: defaultdict[str, int] = defaultdict(int)

    def ask(self, server: Server, method: str, uri: str, position: dict[str, int]) -> None:
        """Asks one question."""
        params: dict[str, Any] = {"textDocument": {"uri": uri}, "position": position}
        if method == "references":
            params["context"] = {"includeDeclaration": True}
        since = time.perf_counter()
        answer = server.answer(server.ask(f"textDocument/{method}", params)).get("result")
        self.seconds[method].append(time.perf_counter() - since)
        self.filled[method] += bool(answer.get("items", answer) if isinstance(answer, dict) else answer)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--asks", type=int, default=10, help="names in each file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    drawn = random.Random(asked.seed)
    files = drawn.sample(sorted(folder.rglob("*.bsl")), asked.files)
    with Server() as server:
        process = psutil.Process(server.process.pid)
        started = time.perf_counter()
        server.initialize(CLIENT, rootUri=folder.as_uri(), initializationOptions=SILENT)
        ready = server.until(lambda one: one.get("method") == READY)
        server.send({"id": ready["id"], "result": None})
        indexed, cpu = time.perf_counter() - started, process.cpu_times().user
        measured = Measured()
        for file in files:
            _visit(server, file, drawn, asked.asks, measured)
        memory = process.memory_full_info()
        _print(measured, asked.json, {
            "until indexed, s": round(indexed, 1),
            "CPU of the server until then, s": round(cpu, 1),
            "CPU of the questions, s": round(process.cpu_times().user - cpu, 1),
            "RSS, MB": memory.rss // 2**20,
            "of it its own, MB": memory.uss // 2**20,
        })  # fmt: skip


def _visit(server: Server, file: Path, drawn: random.Random, asks: int, measured: Measured) -> None:
    text = read(file).text
    uri = file.as_uri()
    server.open(text, uri)
    names = [one.end() for one in _NAME.finditer(text)]
    for at in drawn.sample(names, min(asks, len(names))):
        line = text.count("\n", 0, at)
        column = at - (text.rfind("\n", 0, at) + 1)
        for method in METHODS:
            measured.ask(server, method, uri, {"line": line, "character": column})
    server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def _print(measured: Measured, path: Path | None, figures: dict[str, float]) -> None:
    rows: list[tuple[str, object]] = [
        (
            f"{method}, p50 / p95 / most, ms ({measured.filled[method]} of {len(measured.seconds[method])} answered)",
            " / ".join(milliseconds(measured.seconds[method])),
        )
        for method in METHODS
    ]
    print(table(("navigation", "value"), [*rows, *figures.items()]))
    if path is not None:
        p = {method: milliseconds(measured.seconds[method]) for method in METHODS}
        path.write_text(json.dumps({**figures, "ms": p}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
