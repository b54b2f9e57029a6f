"""Reading what a client sent: every access checks, and the error names the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bsl_pilot.lsp.rpc.errors import invalid_params


class Params:
    """A JSON value of a client, with its path for error messages.

    ``params["textDocument"]["uri"].string()`` gives the string or answers the request with InvalidParams
    "params.textDocument.uri: a string is expected".
    """

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str = "params") -> None:
        self.value = value
        self.path = path

    def __getitem__(self, key: str) -> Params:
        if not isinstance(self.value, dict):
            raise invalid_params(f"{self.path}: an object is expected")
        if key not in self.value:
            raise invalid_params(f"{self.path}.{key}: missing")
        return Params(self.value[key], f"{self.path}.{key}")

    def get(self, *keys: str) -> Params:
        """The value at the end of a path of keys; a null where the path ends early."""
        value = self.value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return Params(value, ".".join([self.path, *keys]))

    def __bool__(self) -> bool:
        return self.value is not None and self.value is not False

    def __iter__(self) -> Iterator[Params]:
        if not isinstance(self.value, list):
            raise invalid_params(f"{self.path}: an array is expected")
        return (Params(one, f"{self.path}[{at}]") for at, one in enumerate(self.value))

    def string(self) -> str:
        """The value, a string."""
        if not isinstance(self.value, str):
            raise invalid_params(f"{self.path}: a string is expected")
        return self.value

    def integer(self) -> int:
        """The value, an integer."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise invalid_params(f"{self.path}: an integer is expected")
        return self.value

    def string_or(self, default: str) -> str:
        """The value where it is a string, else the default."""
        return self.value if isinstance(self.value, str) else default

    def strings(self) -> list[str]:
        """The strings of an array; an empty list where it is none, since clients send what they like."""
        if not isinstance(self.value, list):
            return []
        return [one for one in self.value if isinstance(one, str)]
