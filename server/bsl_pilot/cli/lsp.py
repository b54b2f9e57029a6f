"""``bsl-pilot lsp``: the language server."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bsl_pilot.cli.parser import Parser
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Языковой сервер (LSP 3.17). Без ключей говорит через stdin и stdout.",
    "The language server (LSP 3.17). Speaks over stdin and stdout unless told otherwise.",
)
_STDIO = Text("через stdin и stdout (так и без ключа)", "over stdin and stdout (the default)")
_TCP = Text("ждать подключения TCP", "wait for a TCP connection")
_WS = Text("ждать подключения WebSocket", "wait for a WebSocket connection")
_LOG = Text("писать журнал в файл, а не в stderr", "write the log to a file instead of stderr")
_REMOTE = Text(
    "слушать и адреса, доступные с других машин (шифрования нет)",
    "listen on addresses that other machines reach, too (nothing is encrypted)",
)
_ADDRESS = Text(
    "{option}: нужен адрес вида HOST:PORT, а задано {value!r}", "{option}: expected HOST:PORT, got {value!r}"
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Serves until the client says ``exit`` or goes away."""
    asked = _parser(locale).parse_args(arguments)
    tcp, ws = _address("--tcp", asked.tcp), _address("--ws", asked.ws)
    if asked.worker:
        from bsl_pilot.lsp.worker import __main__ as worker  # noqa: PLC0415  (see --worker below)

        worker.main()
        return 0
    from bsl_pilot.lsp import main  # noqa: PLC0415  (after the arguments are known to be right)

    if tcp:
        return main.serve_tcp(*tcp, asked.log, allow_remote=asked.allow_remote)
    if ws:
        return main.serve_ws(*ws, asked.log, allow_remote=asked.allow_remote)
    return main.serve_stdio(asked.log)


def _address(option: str, value: str | None) -> tuple[str, int] | None:
    """Host and port of ``HOST:PORT``; an IPv6 host stands in brackets; no host means this machine."""
    if value is None:
        return None
    host, separator, port = value.rpartition(":")
    if not separator or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise UsageError(_ADDRESS.filled(option=option, value=value))
    return host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port)


def _parser(locale: Locale) -> Parser:
    parser = Parser("lsp", _ABOUT.to(locale), locale)
    transport = parser.add_mutually_exclusive_group()
    transport.add_argument("--stdio", action="store_true", help=_STDIO.to(locale))
    transport.add_argument("--tcp", metavar="HOST:PORT", help=_TCP.to(locale))
    transport.add_argument("--ws", metavar="HOST:PORT", help=_WS.to(locale))
    parser.add_argument("--log", type=Path, metavar="FILE", help=_LOG.to(locale))
    # How the server starts its worker where there is no Python interpreter to start (a frozen executable).
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--allow-remote", action="store_true", help=_REMOTE.to(locale))
    parser.add_argument(
        "--clientProcessId", help=argparse.SUPPRESS
    )  # editors pass it; initialize tells it too
    return parser
