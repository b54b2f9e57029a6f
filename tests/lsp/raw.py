"""A thin client over a server's streams, for what a polite client library never does."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tests.lsp import protocol

PATIENCE = 60.0
"""Seconds after which a test gives up; nothing here takes one on an idle machine."""

_SCRIPT = Path(sys.executable).with_name("bsl-pilot.exe" if os.name == "nt" else "bsl-pilot")
COMMAND = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "bsl_pilot"]
"""The installed command where there is one."""

FULL_CLIENT: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}
PULLING_CLIENT: dict[str, Any] = {
    **FULL_CLIENT,
    "textDocument": {**FULL_CLIENT["textDocument"], "diagnostic": {"dynamicRegistration": False}},
}
URI = "file:///%D0%BF%D1%80%D0%BE%D0%B5%D0%BA%D1%82/%D0%9C%D0%BE%D0%B4%D1%83%D0%BB%D1%8C.bsl"

Json = dict[str, Any]
SILENT: Json = {
    "settings": {
        "completion": {"enabled": False},
        "check": {"select": ["ParseError", "QueryParseError"]},
    }
}
"""Most tests are neither about ghost text nor about the review: no model is loaded, the faults of the syntax are found."""


class Closed(Exception):  # noqa: N818  (what happened, and often expected)
    """The server's stream ended."""


class Conversation:
    """Requests and notifications over a pair of streams; each message of the server is checked to be LSP."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self.asked: dict[int | str, str] = {}
        self.seen: list[Json] = []
        self._arrived: queue.Queue[Json | None] = queue.Queue()

    def arrived(self, message: Json | None) -> None:
        """Takes a message from the reader's thread; None at the end of the stream."""
        self._arrived.put(message)

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._write(data)

    def send_body(self, body: bytes) -> None:
        """Sends a body behind its header."""
        self._write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def send(self, message: Json) -> None:
        """Sends a message."""
        self.send_body(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def ask(self, method: str, params: Any = None) -> int:
        """Sends a request; its id."""
        ident = len(self.asked) + 1
        self.asked[ident] = method
        self.send({"id": ident, "method": method, "params": params})
        return ident

    def tell(self, method: str, params: Any = None) -> None:
        """Sends a notification."""
        self.send({"method": method, "params": params})

    def next(self) -> Json:
        """The next message of the server."""
        message = self._arrived.get(timeout=PATIENCE)
        if message is None:
            raise Closed
        protocol.check(message, self.asked)
        self.seen.append(message)
        return message

    def until(self, wanted: Callable[[Json], bool]) -> Json:
        """The next message that is wanted; requests of the server that come meanwhile are answered with null."""
        while True:
            message = self.next()
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})

    def answer(self, ident: int | str | None) -> Json:
        """The whole answer to a request."""

        def wanted(message: Json) -> bool:
            return "method" not in message and message.get("id") == ident

        early = next(filter(wanted, self.seen), None) if ident is not None else None
        return early or self.until(wanted)

    def request(self, method: str, params: Any = None) -> Any:
        """The result of a request."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer.get("result")

    def error(self, method: str, params: Any = None) -> Json:
        """The error of a request."""
        error: Json = self.answer(self.ask(method, params))["error"]
        return error

    def notified(self, method: str) -> Json:
        """Parameters of the next notification of a method."""
        params: Json = self.until(lambda one: one.get("method") == method)["params"]
        return params

    def initialize(self, capabilities: Json | None = None, **params: Any) -> Json:
        """Begins the session; the server's answer."""
        given = {
            "processId": os.getpid(),
            "rootUri": None,
            "capabilities": capabilities or FULL_CLIENT,
            "initializationOptions": SILENT,
            **params,
        }
        result: Json = self.request("initialize", given)
        self.tell("initialized", {})
        return result

    def open(self, text: str, uri: str = URI, version: int = 1) -> None:
        """Opens a document."""
        item = {"uri": uri, "languageId": "bsl", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, changes: list[Json], version: int, uri: str = URI) -> None:
        """Changes a document."""
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        self.tell("textDocument/didChange", params)

    def about(self, method: str, uri: str = URI, **params: Any) -> Any:
        """The result of a request about a document."""
        return self.request(method, {"textDocument": {"uri": uri}, **params})

    def diagnostics(self, version: int, uri: str = URI) -> list[Json]:
        """Diagnostics that the server pushes for a version, or has pushed."""

        def wanted(message: Json) -> bool:
            params = message.get("params", {})
            is_push = message.get("method") == "textDocument/publishDiagnostics"
            return is_push and params["uri"] == uri and params.get("version") == version

        published = next(filter(wanted, self.seen), None) or self.until(wanted)
        found: list[Json] = published["params"]["diagnostics"]
        return found


class Server(Conversation):
    """A server process over stdio."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stderr
        self._stderr: list[bytes] = []
        super().__init__(self._to_stdin)
        threading.Thread(target=_read, args=(self.process.stdout, self.arrived), daemon=True).start()
        threading.Thread(target=self._drain, args=(self.process.stderr,), daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream
            stream.close()

    @property
    def log(self) -> str:
        """What the server wrote to stderr so far."""
        return b"".join(self._stderr).decode()

    def leave(self) -> int:
        """Ends the session politely; the exit code."""
        assert self.request("shutdown") is None
        self.tell("exit")
        return self.process.wait(PATIENCE)

    def _to_stdin(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _drain(self, stream: BinaryIO) -> None:
        try:
            for line in stream:
                self._stderr.append(line)
        except ValueError:  # closed by the test
            return


def _read(stream: BinaryIO, arrived: Callable[[Json | None], None]) -> None:
    try:
        while (message := read_message(stream)) is not None:
            arrived(message)
    except ValueError:  # closed by the test
        return
    arrived(None)


def read_message(stream: BinaryIO) -> Json | None:
    """The next message of a stream; None at its end."""
    length = None
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name == b"Content-Length":
            length = int(value)
    if length is None:
        return None
    message: Json = json.loads(stream.read(length))
    return message
