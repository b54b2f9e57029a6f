"""Checks that what the server writes is LSP: lsprotocol reads every message and must write the same again."""

from __future__ import annotations

from typing import Any

import attrs
from lsprotocol import converters, types

_CONVERTER = converters.get_converter()


@attrs.define
class _Actions:
    """The answer with code actions, when it has no commands beside them."""

    id: int | str
    result: list[types.CodeAction]
    jsonrpc: str


class NotLsp(AssertionError):  # noqa: N818  (says what is wrong)
    """A message of the server that LSP does not know in this shape."""


def check(message: dict[str, Any], asked: dict[int | str, str]) -> None:
    """Checks one message of the server; ``asked`` has the methods of our requests by id.

    lsprotocol ignores what it does not know, so the message is written back: a member that got lost is a
    member that LSP does not have there.
    """
    assert message.get("jsonrpc") == "2.0", message
    method = message.get("method") or asked.get(message["id"], "")
    if method.startswith("bslPilot/") and "error" not in message:
        return _check_own(method, message)
    if "method" in message:
        shape: Any = types.METHOD_TO_TYPES[message["method"]][0]
    elif "error" in message:
        return _check_error(message)
    else:
        shape = types.METHOD_TO_TYPES[asked[message["id"]]][1]
        if method == types.TEXT_DOCUMENT_CODE_ACTION:
            shape = _Actions  # else one that has a command is read as the command alone
    try:
        read: Any = _CONVERTER.structure(message, shape)
    except Exception as problem:
        raise NotLsp(f"{shape.__name__}: {problem!r}: {str(message)[:500]}") from problem
    lost = list(_differences(message, _CONVERTER.unstructure(read, unstructure_as=shape), ""))
    if lost:
        raise NotLsp(f"{shape.__name__}: {lost[:5]}")
    return None


def _check_own(method: str, message: dict[str, Any]) -> None:
    """Messages that only our own extension knows."""
    if method == "bslPilot/completion/status":
        assert set(message) == {"jsonrpc", "method", "params"}, message
        assert set(message["params"]) == {"state", "reason"}, message
        assert message["params"]["state"] in {"loading", "ready", "failed", "closed"}, message
    else:
        assert method in ("bslPilot/stats", "bslPilot/graph", "bslPilot/explainRule"), message
        assert isinstance(message["result"], dict | None), message


def _check_error(message: dict[str, Any]) -> None:
    error = message["error"]
    assert isinstance(error["code"], int), message
    assert isinstance(error["message"], str), message
    assert error["message"], message
    assert "\n" not in error["message"], message
    assert set(error) <= {"code", "message", "data"}, message


def _differences(sent: Any, read: Any, path: str) -> Any:
    """Places where what was read differs; null and an absent member are the same."""
    if isinstance(sent, dict) and isinstance(read, dict):
        for key in sent.keys() | read.keys():
            yield from _differences(sent.get(key), read.get(key), f"{path}.{key}")
    elif isinstance(sent, list) and isinstance(read, list) and len(sent) == len(read):
        for at, (one, other) in enumerate(zip(sent, read, strict=True)):
            yield from _differences(one, other, f"{path}[{at}]")
    elif sent != read:
        yield f"{path}: {sent!r} was read as {read!r}"
