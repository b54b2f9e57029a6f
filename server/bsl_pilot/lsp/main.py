"""Entries of the server, one per transport. Each returns the exit code of the process."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bsl_pilot.lsp import collector, log
from bsl_pilot.lsp.session import Session


def serve_stdio(log_file: Path | None = None) -> int:
    """Serves the client at the other end of stdin and stdout."""
    from bsl_pilot.lsp.transport import stdio  # noqa: PLC0415  (each transport loads only itself)

    log.set_up(log_file)
    collector.calm()
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write("bsl-pilot: waiting for an editor on stdin; Ctrl+C ends. See bsl-pilot lsp --help\n")
    with stdio.taken_over() as streams:
        return asyncio.run(stdio.serve(Session, streams))


def serve_tcp(host: str, port: int, log_file: Path | None = None, *, allow_remote: bool = False) -> int:
    """Serves one client after another on a TCP socket.

    Raises:
        UsageError: the address can't be listened on, or others could reach it.
    """
    from bsl_pilot.lsp.transport import tcp  # noqa: PLC0415  (each transport loads only itself)

    log.set_up(log_file)
    collector.calm()
    return asyncio.run(tcp.serve(Session, host, port, allow_remote=allow_remote))


def serve_ws(host: str, port: int, log_file: Path | None = None, *, allow_remote: bool = False) -> int:
    """Serves one client after another on a WebSocket.

    Raises:
        UsageError: the address can't be listened on, or others could reach it.
    """
    from bsl_pilot.lsp.transport import websocket  # noqa: PLC0415  (each transport loads only itself)

    log.set_up(log_file)
    collector.calm()
    return asyncio.run(websocket.serve(Session, host, port, allow_remote=allow_remote))
