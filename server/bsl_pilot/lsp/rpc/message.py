"""JSON text of outgoing messages."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_encode_ascii = json.JSONEncoder(separators=(",", ":")).encode


class RawJson(bytes):
    """A value that is JSON text already: it goes into a message as it is."""


def dumps(value: Any) -> bytes:
    """JSON text of a value; a lone surrogate, which UTF-8 lacks, makes it ASCII with escapes."""
    if isinstance(value, RawJson):
        return value
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError:
        return _encode_ascii(value).encode("ascii")


def request(ident: int | str, method: str, params: Any) -> bytes:
    """A request; parameters that are None are left out."""
    return b'{"jsonrpc":"2.0","id":%b,"method":%b%b}' % (dumps(ident), dumps(method), _member(params))


def notification(method: str, params: Any) -> bytes:
    """A notification; parameters that are None are left out."""
    return b'{"jsonrpc":"2.0","method":%b%b}' % (dumps(method), _member(params))


def _member(params: Any) -> bytes:
    return b"" if params is None else b',"params":' + dumps(params)


def result(ident: int | str, value: Any) -> bytes:
    """The answer to a request."""
    return b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (dumps(ident), dumps(value))


def error(ident: int | str | None, value: dict[str, object]) -> bytes:
    """The answer to a request that failed, or to a message that is no request (``ident`` None)."""
    return b'{"jsonrpc":"2.0","id":%b,"error":%b}' % (dumps(ident), dumps(value))
