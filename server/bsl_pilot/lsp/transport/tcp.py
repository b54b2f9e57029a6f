"""The server on a TCP socket: one client at a time, each with a session of its own."""

from __future__ import annotations

import asyncio
import logging
import sys

from bsl_pilot.errors import UsageError
from bsl_pilot.lsp.rpc.framing import Frames, FramingProblem, frame
from bsl_pilot.lsp.rpc.message import notification
from bsl_pilot.lsp.transport import address
from bsl_pilot.lsp.transport.channel import Conversation, Open, Send

log = logging.getLogger(__name__)

CHUNK = 64 * 1024
BUSY = "BSL Pilot: другой клиент уже подключён · another client is connected"


class Listener:
    """Accepts clients; ``exited`` gets the exit code when one of them sends ``exit``."""

    def __init__(self, open_session: Open) -> None:
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._open_session = open_session
        self._session: Conversation | None = None
        self._connections: set[asyncio.Task[None]] = set()

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves a connection in a task of our own: asyncio logs a traceback for its own when it is cancelled."""
        task = asyncio.get_running_loop().create_task(self.accept(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection to its end."""
        send = _sender(writer)
        if self._session is not None:
            log.warning("a second client is refused: one is served at a time")
            send(notification("window/showMessage", {"type": 1, "message": BUSY}))
            return await _end(writer)
        session = self._session = self._open_session(send)
        session.exited.add_done_callback(lambda _exited: reader.feed_eof())
        try:
            await _read(reader, session)
        finally:
            self._session = None
            await session.close()
            await _end(writer)
        if session.exited.done() and not self.exited.done():
            self.exited.set_result(session.exited.result())
        return None


def _sender(writer: asyncio.StreamWriter) -> Send:
    def send(body: bytes) -> None:
        if not writer.is_closing():
            writer.write(frame(body))

    return send


async def _read(reader: asyncio.StreamReader, session: Conversation) -> None:
    frames = Frames()
    while True:
        try:
            data = await reader.read(CHUNK)
        except ConnectionError:
            return
        if not data:
            return
        for item in frames.feed(data):
            if not isinstance(item, FramingProblem):
                session.receive(item)
                continue
            session.complain(item.message)
            if item.fatal:
                return


async def _end(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError as gone:
        log.debug("the connection had ended: %s", gone)


async def serve(open_session: Open, host: str, port: int, *, allow_remote: bool = False) -> int:
    """Serves clients until one sends ``exit``; the exit code of the process.

    Raises:
        UsageError: the address can't be listened on, or not without ``allow_remote``.
    """
    address.check(host, port, allow_remote=allow_remote)
    listener = Listener(open_session)
    try:
        server = await asyncio.start_server(listener.connected, host.strip("[]"), port)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(address.NO_LISTENING.filled(host=host, port=port, why=why)) from None
    bound = server.sockets[0].getsockname()
    sys.stderr.write(f"bsl-pilot: listening on {host}:{bound[1]}\n")
    sys.stderr.flush()
    try:
        return await listener.exited
    finally:
        server.close()
