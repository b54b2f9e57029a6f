"""The server on a WebSocket: one JSON message per text frame, one client at a time."""

from __future__ import annotations

import asyncio
import logging
import sys
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as listen
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from bsl_pilot.errors import UsageError
from bsl_pilot.lsp.rpc.framing import MAX_BODY
from bsl_pilot.lsp.transport import address
from bsl_pilot.lsp.transport.channel import Conversation, Open

log = logging.getLogger(__name__)

TRY_AGAIN_LATER = 1013


class Listener:
    """Accepts clients; ``exited`` gets the exit code when one of them sends ``exit``."""

    def __init__(self, open_session: Open) -> None:
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._open_session = open_session
        self._busy = False

    async def accept(self, connection: ServerConnection) -> None:
        """Serves one connection to its end."""
        if self._busy:
            log.warning("a second client is refused: one is served at a time")
            return await connection.close(TRY_AGAIN_LATER, "another client is connected")
        self._busy = True
        outgoing: asyncio.Queue[bytes] = asyncio.Queue()
        session = self._open_session(outgoing.put_nowait)
        session.exited.add_done_callback(self._on_exit)
        writing = asyncio.ensure_future(_write(connection, outgoing))
        try:
            await _read(connection, session)
        finally:
            self._busy = False
            writing.cancel()
            await session.close()
        return None

    def _on_exit(self, exited: asyncio.Future[int]) -> None:
        if not exited.cancelled() and not self.exited.done():
            self.exited.set_result(exited.result())


async def _read(connection: ServerConnection, session: Conversation) -> None:
    async for message in connection:  # ends when the connection does
        session.receive(message.encode("utf-8", "surrogatepass") if isinstance(message, str) else message)


async def _write(connection: ServerConnection, outgoing: asyncio.Queue[bytes]) -> None:
    try:
        while True:
            await connection.send(await outgoing.get(), text=True)
    except ConnectionClosed:
        return


def _local_only(connection: ServerConnection, request: Request) -> Response | None:
    if address.is_local_origin(request.headers.get("Origin")):
        return None
    log.warning("a web page of another machine tried to connect and is refused")
    return connection.respond(HTTPStatus.FORBIDDEN, "only pages of this machine may connect\n")


async def serve(open_session: Open, host: str, port: int, *, allow_remote: bool = False) -> int:
    """Serves clients until one sends ``exit``; the exit code of the process.

    Raises:
        UsageError: the address can't be listened on, or not without ``allow_remote``.
    """
    address.check(host, port, allow_remote=allow_remote)
    listener = Listener(open_session)
    try:
        server = await listen(
            listener.accept,
            host.strip("[]"),
            port,
            max_size=MAX_BODY,
            compression=None,
            process_request=_local_only,
        )
    except OSError as error:
        why = error.strerror or error
        raise UsageError(address.NO_LISTENING.filled(host=host, port=port, why=why)) from None
    bound = next(iter(server.sockets)).getsockname()
    sys.stderr.write(f"bsl-pilot: listening on ws://{host}:{bound[1]}\n")
    sys.stderr.flush()
    try:
        return await listener.exited
    finally:
        server.close()
