"""Errors that answer a request."""

from __future__ import annotations

from enum import IntEnum

from bsl_pilot.errors import PilotError


class ErrorCode(IntEnum):
    """Codes of JSON-RPC and LSP."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    METHOD_NOT_FOUND = -32601
    INVALID_PARAMS = -32602
    INTERNAL_ERROR = -32603
    SERVER_NOT_INITIALIZED = -32002
    REQUEST_FAILED = -32803
    SERVER_CANCELLED = -32802
    CONTENT_MODIFIED = -32801
    REQUEST_CANCELLED = -32800


class ResponseError(PilotError):
    """Ends the handling of a request with this error as its answer; ``data`` must be JSON."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def to_json(self) -> dict[str, object]:
        """The ``error`` member of a response."""
        error: dict[str, object] = {"code": int(self.code), "message": self.message}
        if self.data is not None:
            error["data"] = self.data
        return error


def invalid_params(message: str) -> ResponseError:
    """The answer to parameters of a wrong shape."""
    return ResponseError(ErrorCode.INVALID_PARAMS, message)
