"""A source file as the index takes it: its text with the stamp of its bytes."""

from __future__ import annotations

from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import decode, read_bytes, reason


def read_module(file: Path, max_bytes: int) -> tuple[Document, Stamp]:
    """The parsed module of a file.

    Raises:
        InputError: it can't be read, is larger than ``max_bytes`` or is no text.
    """
    data, stamp = read_stamped(file, max_bytes)
    return Document.parse(decode(data, file).text), stamp


def read_stamped(file: Path, max_bytes: int) -> tuple[bytes, Stamp]:
    """The bytes of a file.

    Raises:
        InputError: it can't be read or is larger than ``max_bytes``.
    """
    try:
        status = file.stat()  # asked first: a change while we read then shows as a later time
    except OSError as error:
        raise InputError(reason(error).filled(path=file)) from None
    data = read_bytes(file, max_bytes)
    return data, Stamp.of(data, status)
