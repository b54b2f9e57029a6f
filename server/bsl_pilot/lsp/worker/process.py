"""The child process itself: started, fed, listened to, ended. Knows nothing of requests."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable

from bsl_pilot.lsp.worker.wire import LENGTH, Reply, ToWorker, pack, unpack


def command() -> list[str]:
    """The command line of a worker. ``-P``: a folder that the user opened must never be imported from."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "lsp", "--worker"]
    return [sys.executable, "-P", "-m", "bsl_pilot.lsp.worker"]


def _environment() -> dict[str, str]:
    """Ours, with the very module path that this process has."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


class Process:
    """A running worker. ``on_reply`` gets its replies and ``on_end`` its end, once."""

    def __init__(self, child: asyncio.subprocess.Process, on_reply: Callable[[Reply], None]) -> None:
        self._child = child
        self._on_reply = on_reply
        self.pid = child.pid

    @classmethod
    async def start(cls, on_reply: Callable[[Reply], None]) -> Process:
        """Starts a worker; it takes messages at once, and answers when it has loaded itself."""
        child = await asyncio.create_subprocess_exec(
            *command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
            limit=1024 * 1024,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return cls(child, on_reply)

    def send(self, message: ToWorker) -> None:
        """Queues a message; one to a worker that is gone is dropped."""
        stream = self._child.stdin
        if stream is not None and not stream.is_closing():
            stream.write(pack(message))

    async def listen(self) -> None:
        """Hands on replies until the worker is gone."""
        stream = self._child.stdout
        assert stream is not None
        try:
            while True:
                (length,) = LENGTH.unpack(await stream.readexactly(LENGTH.size))
                self._on_reply(unpack(await stream.readexactly(length)))
        except (asyncio.IncompleteReadError, ConnectionError):
            await self._child.wait()

    def kill(self) -> None:
        """Ends the worker, whatever it does."""
        if self._child.returncode is None:
            try:
                self._child.kill()
            except ProcessLookupError:  # it ended in this moment
                return
