"""The server's log: to stderr or a file, and its warnings to the client too.

No line at level info or above holds text of the user's source.
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Text
from bsl_pilot.lsp.rpc.endpoint import Endpoint

ROOT = logging.getLogger("bsl_pilot")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_NO_LOG = Text("журнал {path} не записывается: {why}", "can't write the log {path}: {why}")
_TYPES = {logging.ERROR: 1, logging.WARNING: 2}


def set_up(path: Path | None) -> None:
    """Sends the log to a file, or to stderr.

    Raises:
        UsageError: the file can't be written.
    """
    try:
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8") if path else _stderr()
    except OSError as error:
        raise UsageError(_NO_LOG.filled(path=path, why=error.strerror or error)) from None
    handler.setFormatter(logging.Formatter(FORMAT))
    ROOT.handlers[:] = [handler]
    ROOT.propagate = False
    ROOT.setLevel(logging.INFO)


def _stderr() -> logging.Handler:
    return logging.StreamHandler(sys.stderr)


class ToClient(logging.Handler):
    """Warnings and errors as ``window/logMessage``: one line each, tracebacks stay in our own log."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(logging.WARNING)
        self._endpoint = endpoint
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Sends a record; one of another thread stays in the log, since the endpoint lives on the loop."""
        if threading.get_ident() == self._thread:
            kind = _TYPES.get(record.levelno, 1)
            self._endpoint.notify(
                "window/logMessage", {"type": kind, "message": record.getMessage().partition("\n")[0]}
            )
