"""A language client of a few lines: starts our own server and speaks LSP with it over stdio."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, BinaryIO

from bsl_pilot.errors import WorkerDied
from bsl_pilot.locale import Text

TIMEOUT = 10.0
"""Seconds until a missing answer is a failure."""

_SILENT = Text("сервер не ответил на {what}", "the server did not answer {what}")

_HOMES = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")

Message = dict[str, Any]


class Clock:
    """Milliseconds since it was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def ms(self) -> float:
        """How many have passed."""
        return (time.perf_counter() - self._began) * 1000


class Server:
    """A server process; ends it, politely where possible, when the block ends."""

    def __init__(self, home: str = "") -> None:
        """``home``: a folder for the caches and statistics instead of the user's own."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bsl_pilot", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(dict.fromkeys(_HOMES, home) if home else {})},
        )
        self._received: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._next_id = 0
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def request(self, method: str, params: object) -> Any:
        """Result of a request.

        Raises:
            WorkerDied: no answer came in time, or an error came.
        """
        self._next_id += 1
        self._send({"id": self._next_id, "method": method, "params": params})
        while True:
            message = self._next(method)
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": None})
            elif message.get("id") == self._next_id:
                if "error" in message:
                    raise WorkerDied(f"{method}: {message['error'].get('message')}")
                return message.get("result")

    def notify(self, method: str, params: object) -> None:
        """Sends a notification."""
        self._send({"method": method, "params": params})

    def exit_code(self) -> int:
        """Shuts the server down and waits for its end."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self._process.wait(TIMEOUT)

    def wait_for(self, method: str, version: int) -> Message:
        """Parameters of the next notification ``method`` about this version of the document."""
        return self.wait_until(method, lambda params: params.get("version") == version)

    def wait_until(
        self, method: str, wanted: Callable[[Message], bool], patience: float = TIMEOUT
    ) -> Message:
        """Parameters of the next notification ``method`` that is wanted.

        Raises:
            WorkerDied: no message came for ``patience`` seconds.
        """
        while True:
            message = self._next(method, patience)
            if message.get("method") == method and wanted(message["params"]):
                params: Message = message["params"]
                return params

    def _next(self, what: str, patience: float = TIMEOUT) -> Message:
        try:
            message = self._received.get(timeout=patience)
        except queue.Empty:
            message = None
        if message is None:
            raise WorkerDied(_SILENT.filled(what=what))
        return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        stream = self._process.stdin
        assert stream is not None
        try:
            stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            stream.flush()
        except OSError:
            raise WorkerDied(_SILENT.filled(what=message.get("method", ""))) from None

    def _read(self) -> None:
        """Puts every message that comes into the queue, and None at the end."""
        stream = self._process.stdout
        assert stream is not None
        while (message := _message(stream)) is not None:
            self._received.put(message)
        self._received.put(None)


def _message(stream: BinaryIO | Any) -> Message | None:
    """The next message; None at the end of the stream."""
    length = 0
    try:
        while (line := stream.readline().strip()) or not length:
            if not line:
                return None
            name, _, value = line.partition(b":")
            if name == b"Content-Length":
                length = int(value)
        message: Message = json.loads(stream.read(length))
    except (OSError, ValueError):
        return None
    return message
