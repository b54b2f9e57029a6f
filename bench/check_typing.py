"""From a key to its findings over stdio: ``python bench/check_typing.py FILE [ROUNDS] [FOLDER]``.

In methods all over the module a finding of a rule and a fault of the syntax come and go with single keys. Times are
those of the client: until the pushed diagnostics of that version say so. The first are all rules' findings of the
method, pause included; the others what is pushed at once. With a FOLDER the file is a module of the project in it, and
a call of a common module's method that does not exist comes and goes, too: what only the workspace tells.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from bsl_pilot.text.files import read  # noqa: E402

from table import milliseconds, table  # noqa: E402
from tests.lsp import protocol  # noqa: E402
from tests.lsp.raw import FULL_CLIENT, Json, Server  # noqa: E402

ROUNDS = 20
READY = "workspace/codeLens/refresh"
"""What the server says when the folder is indexed."""
BEFORE = "\n\tЗначение = Значение"
MISSING = "MissingCommonModuleMethod"
REST_AFTER_OPENING = 20.0
"""Seconds after which the workspace's first look at a module is over."""
RESTS = 0.5
"""Seconds between two keys that are measured: each is one that somebody waits for."""


class Typist:
    """Types at one place and waits for what comes of it."""

    def __init__(self, server: Server, uri: str, module: str) -> None:
        self.server = server
        self.uri = uri
        self.module = module
        self.version = 1

    def key(self, line: int, column: int, text: str, delete: int = 0) -> int:
        """Changes the text; the version that it has then."""
        start, end = {"line": line, "character": column}, {"line": line, "character": column + delete}
        self.version += 1
        self.server.change([{"range": {"start": start, "end": end}, "text": text}], self.version, self.uri)
        return self.version

    def until(self, code: str, line: int, there: bool) -> float:
        """Seconds until a finding is pushed on a line, or its absence, in the newest version."""

        def right(message: Json) -> bool:
            params = message.get("params", {})
            if (
                message.get("method") != "textDocument/publishDiagnostics"
                or params["version"] != self.version
            ):
                return False
            found = params["diagnostics"]
            return there is any(_is(one, code, line) for one in found)

        since = time.perf_counter()
        self.server.until(right)
        self.server.seen.clear()
        return time.perf_counter() - since


def _is(one: Json, code: str, line: int) -> bool:
    span = one["range"]
    return bool(one["code"] == code and span["start"]["line"] <= line <= span["end"]["line"])


def main() -> None:
    """Prints the table."""
    protocol.check = lambda message, asked: None  # noqa: ARG005  # that is the tests' business, and it takes its time
    path = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    text = read(path).text
    times: dict[str, list[float]] = {}
    folder = Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    module = min(one.parent.name for one in folder.rglob("CommonModules/*/Ext")) if folder else ""
    with Server() as server:
        _begin(server, folder)
        since = time.perf_counter()
        server.open(text, path.as_uri())
        server.until(_any_of_a_rule)
        opened = time.perf_counter() - since
        if folder:
            time.sleep(REST_AFTER_OPENING)
        typist = Typist(server, path.as_uri(), module)
        for line in _lines(text, rounds):
            _one_round(typist, line, times)
        assert "Traceback" not in server.log, server.log
        server.leave()
    rows = [("open → all findings", *milliseconds([opened]))]
    rows += [(f"key → {name}", *milliseconds(values)) for name, values in times.items()]
    print(table(("ms", "p50", "p95", "max"), rows))
    print(f"{path.name}: {text.count(chr(10)) + 1:,} lines, {rounds} places")


def _begin(server: Server, folder: Path | None) -> None:
    """Waits until the folder is known."""
    client: Json = {**FULL_CLIENT, "general": {"positionEncodings": ["utf-16"]}}
    client["workspace"] = {"codeLens": {"refreshSupport": True}}
    settings = {"completion": {"enabled": False}, "index": {"enabled": folder is not None}}
    server.initialize(
        client,
        rootUri=folder.as_uri() if folder else None,
        initializationOptions={"settings": settings},
    )
    if folder:
        asked = server.until(lambda one: one.get("method") == READY)
        server.send({"id": asked["id"], "result": None})


def _any_of_a_rule(message: Json) -> bool:
    found = message.get("params", {}).get("diagnostics", ())
    return any(not one["code"].endswith("ParseError") for one in found)


def _one_round(typist: Typist, line: int, times: dict[str, list[float]]) -> None:
    typist.key(line, 0, BEFORE)
    column = len(BEFORE) - 1
    steps: tuple[tuple[str, str, bool, Callable[[], int]], ...] = (
        ("all findings", "SelfAssign", False, lambda: typist.key(line + 1, column, "1")),
        ("all findings", "SelfAssign", True, lambda: typist.key(line + 1, column, "", 1)),
        ("faults of the syntax", "ParseError", True, lambda: typist.key(line + 1, column, "(")),
        ("faults of the syntax", "ParseError", False, lambda: typist.key(line + 1, column, "", 1)),
    )
    if typist.module:
        end = column + 1
        call = f"\n\t{typist.module}.Нет()"
        steps += (
            ("findings of the workspace", MISSING, True, lambda: typist.key(line + 1, end, call)),
            ("findings of the workspace", MISSING, False, lambda: typist.key(line + 2, 1, "//")),
        )
    typist.key(line + 1, column, ";")
    typist.until("SelfAssign", line + 1, there=True)
    for name, code, there, press in steps:
        time.sleep(RESTS)
        press()
        times.setdefault(name, []).append(typist.until(code, line + 1 + (code == MISSING), there))
    time.sleep(RESTS)


def _lines(text: str, count: int) -> list[int]:
    """Lines behind statements, spread over the module, last first: so none is moved by typing on another."""
    code = [
        at
        for at, line in enumerate(text.split("\n"))
        if line.startswith("\t") and line.rstrip().endswith(";")
    ]
    return [code[len(code) * one // count] + 1 for one in reversed(range(count))]


if __name__ == "__main__":
    main()
