"""What goes over the pipes between the server and its worker: a length, then a pickle.

The pipes are private to a process and its own child, so unpickling is safe here and nowhere else.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from bsl_pilot.lsp.view import View
from bsl_pilot.text.snapshot import ByteEdit

LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Opened:
    """The whole text of a document, in UTF-8."""

    uri: str
    version: int
    revision: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """Edits of a document that was opened before."""

    uri: str
    version: int
    revision: int
    edits: tuple[ByteEdit, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A document that is no longer needed."""

    uri: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request about the newest text of a document: an entry of the registry by its method's name."""

    ident: int
    method: str
    uri: str
    params: Any
    view: View


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer: JSON text, of internal methods any bytes; or what went wrong, with the traceback where it is a
    defect."""

    ident: int
    revision: int = 0
    json: bytes = b""
    error: str = ""
    traceback: str = ""


ToWorker = Opened | Edited | Closed | Asked


def pack(message: ToWorker | Reply) -> bytes:
    """A message as it goes over a pipe."""
    data = pickle.dumps(message, protocol=5)
    return LENGTH.pack(len(data)) + data


def unpack(data: bytes) -> Any:
    """The message of a pickle that the other end sent."""
    return pickle.loads(data)  # noqa: S301  (from our own child, over its private pipe)


def read(stream: BinaryIO) -> Any:
    """The next message of a blocking stream; None at its end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return unpack(data) if len(data) == length else None
