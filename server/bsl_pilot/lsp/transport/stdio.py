"""The server on the standard streams of its process.

A thread reads whole messages and posts them to the loop, a second one writes: the loop never waits for the
client, and it works the same on Windows, whose pipes asyncio can't watch.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import NamedTuple

from bsl_pilot.lsp.rpc.framing import Frames, FramingProblem, frame
from bsl_pilot.lsp.transport.channel import Conversation, Open

CHUNK = 64 * 1024


class Streams(NamedTuple):
    """File descriptors of the client's messages and of ours."""

    reader: int
    writer: int


@contextmanager
def taken_over() -> Iterator[Streams]:
    """The standard streams, for messages only: what anybody prints goes to stderr from here on.

    Descriptors are duplicated and read raw: Python's buffered stdin has a lock, and a thread that waits
    in it stops the process from ending.
    """
    streams = Streams(os.dup(0), os.dup(1))
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  (exists on Windows only)

        for descriptor in streams:
            msvcrt.setmode(descriptor, os.O_BINARY)
    printed = sys.stdout
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    try:
        yield streams
    finally:
        sys.stdout = printed


async def serve(open_session: Open, streams: Streams) -> int:
    """Serves one client until it exits or its stream ends; the exit code of the process."""
    outgoing: SimpleQueue[bytes | None] = SimpleQueue()
    session = open_session(outgoing.put)
    ended = asyncio.Event()
    writer = threading.Thread(target=_write, args=(streams.writer, outgoing), daemon=True, name="stdout")
    writer.start()
    loop = asyncio.get_running_loop()
    threading.Thread(
        target=_read, args=(streams.reader, session, ended, loop), daemon=True, name="stdin"
    ).start()
    session.exited.add_done_callback(lambda _exited: ended.set())
    await ended.wait()
    code = session.exited.result() if session.exited.done() else 1
    await session.close()
    outgoing.put(None)
    writer.join(timeout=1)  # a client that does not read any more must not keep us
    return code


def _read(
    descriptor: int, session: Conversation, ended: asyncio.Event, loop: asyncio.AbstractEventLoop
) -> None:
    frames = Frames()
    try:
        while data := _read_some(descriptor):
            for item in frames.feed(data):
                if isinstance(item, FramingProblem):
                    loop.call_soon_threadsafe(session.complain, item.message)
                    if item.fatal:
                        return
                else:
                    loop.call_soon_threadsafe(session.receive, item)
    except RuntimeError:  # the loop is closed: the process ends
        return
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(ended.set)


def _read_some(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, CHUNK)
    except OSError:  # the pipe broke: the client is gone
        return b""


def _write(descriptor: int, outgoing: SimpleQueue[bytes | None]) -> None:
    while (body := outgoing.get()) is not None:
        data = memoryview(frame(body))
        try:
            while data:
                data = data[os.write(descriptor, data) :]
        except OSError:  # the client is gone; the reader notices it too
            return
