"""Addresses to listen on, and who may be reached there."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Text

_NO_PORT = Text(
    "{port} — не порт: нужно число от 0 (любой свободный) до 65535",
    "{port} is not a port: give 0 (any free one) to 65535",
)
_REMOTE = Text(
    "{host} доступен с других машин, а пароля в протоколе нет: слушайте 127.0.0.1 через туннель SSH "
    "или разрешите это ключом --allow-remote",
    "{host} can be reached from other machines, and the protocol knows no password: listen on 127.0.0.1 "
    "through an SSH tunnel, or allow it with --allow-remote",
)
NO_LISTENING = Text(
    "{host}:{port}: {why}; выберите другой порт", "can't listen on {host}:{port}: {why}; choose another port"
)


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check(host: str, port: int, *, allow_remote: bool) -> None:
    """Refuses an address that opens the user's files to the network, or that is none.

    Raises:
        UsageError: the host is not loopback and ``allow_remote`` is not set, or the port is out of range.
    """
    if not 0 <= port <= 65535:
        raise UsageError(_NO_PORT.filled(port=port))
    if not is_loopback(host) and not allow_remote:
        raise UsageError(_REMOTE.filled(host=host))


def is_local_origin(origin: str | None) -> bool:
    """Whether a WebSocket's ``Origin`` header is absent (no browser) or a page of this machine.

    Any web page may open a WebSocket to a local port; only the header tells it from the user's editor.
    """
    return origin is None or is_loopback(urlsplit(origin).hostname or "")
