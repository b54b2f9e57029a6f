"""Columns in one run of bytes: what a segment is on disk, in a pipe and in memory.

A head tells magic, version, size and checksums; a line of JSON says which columns there are; then follow the columns,
each at a multiple of 8 bytes, in the smallest whole numbers that hold them.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.errors import PilotError

Column = NDArray[Any]
Columns = Mapping[str, Column]

VERSION = 1
"""Raised with every change of the columns or of what their numbers mean."""
_MAGIC = b"BSLINDX\n"
_HEAD = struct.Struct(
    "<8sIIIQ"
)  # magic, version, bytes of the JSON, checksum of all that follows, bytes of that
_ALIGN = 8
_CHUNK = 1 << 20


class DamagedError(PilotError):
    """The bytes are not columns, or not of this version; says why in English, for the log."""


def pack(columns: Columns) -> bytes:
    """The columns as bytes."""
    narrow = {name: _narrowed(column) for name, column in columns.items()}
    about: list[tuple[str, str, int]] = []
    body = bytearray()
    for name, column in narrow.items():
        body += bytes(-len(body) % _ALIGN)
        about.append((name, column.dtype.str, len(column)))
        body += np.ascontiguousarray(column).view(np.uint8).data
    text = json.dumps(about).encode()
    text += b" " * (-(_HEAD.size + len(text)) % _ALIGN)
    body[:0] = text
    return _HEAD.pack(_MAGIC, VERSION, len(text), crc32(body), len(body)) + body


def unpack(data: memoryview) -> dict[str, Column]:
    """The columns in ``data``, which they go on using: nothing is copied.

    Raises:
        DamagedError: the bytes are damaged or of another version.
    """
    if len(data) < _HEAD.size:
        raise DamagedError("cut off")
    magic, version, text_size, checksum, size = _HEAD.unpack_from(data)
    if magic != _MAGIC or version != VERSION:
        raise DamagedError("of another version")
    body = data[_HEAD.size :]
    if len(body) != size or text_size > size or _checksum(body) != checksum:
        raise DamagedError("damaged")
    columns: dict[str, Column] = {}
    at = text_size
    for name, kind, length in json.loads(bytes(body[:text_size])):
        dtype = np.dtype(kind)
        if dtype.byteorder not in "=|" + ("<" if sys.byteorder == "little" else ">"):
            raise DamagedError("of another kind of machine")
        at += -(at - text_size) % _ALIGN
        columns[name] = np.frombuffer(body, dtype, length, at)
        at += length * dtype.itemsize
    return columns


def _narrowed(column: Column) -> Column:
    """The column in the smallest unsigned type that holds its numbers; bytes stay as they are."""
    if column.dtype.kind not in "iu" or column.dtype.itemsize == 1:
        return column
    most = int(column.max()) if len(column) else 0
    return column.astype(np.min_scalar_type(most))


def _checksum(body: memoryview) -> int:
    checksum = 0
    for at in range(0, len(body), _CHUNK):  # a big piece would keep other threads waiting
        checksum = crc32(body[at : at + _CHUNK], checksum)
    return checksum
