"""Records of a root on disk: one file, read whole, replaced whole.

A head (magic, version, lengths, checksum), a packed index in JSON, the blobs one after another. What is damaged or of
another version is dropped with one line in the log.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import Finding
from bsl_pilot.project.metadata.record import Record, Stamp
from bsl_pilot.project.root import Root

_logger = logging.getLogger(__name__)

VERSION = 2
"""Of this format, of `codec` and of what readers take from files: a change of any of them is a new version."""
_MAGIC = b"BSLMETA\n"
_HEAD = struct.Struct("<8sIIII")  # magic, version, bytes of the index, bytes of the blobs, checksum of both


def path_for(folder: Path, root: Root) -> Path:
    """The file in ``folder`` (the cache of a workspace) that holds the metadata of ``root``."""
    key = f"{root.folder}\0{root.layout}\0{root.name}".encode("utf-8", "surrogatepass")
    return folder / f"metadata-{blake2b(key, digest_size=8).hexdigest()}.bin"


def save(path: Path, records: Sequence[Record]) -> None:
    """Writes the records so that a crash leaves the old file or the new one.

    Raises:
        OSError: the folder can't be written.
    """
    rows = [_row(one) for one in records]
    index = zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
    blobs = b"".join(one.blob for one in records)
    head = _HEAD.pack(_MAGIC, VERSION, len(index), len(blobs), zlib.crc32(blobs, zlib.crc32(index)))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head + index + blobs)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load(path: Path) -> list[Record] | None:
    """The records of a file; None where there is none, or none that is whole."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _logger.warning("%s can't be read, metadata is read anew: %s", path, error)
        return None
    try:
        return list(_records(data))
    except (ValueError, LookupError, TypeError, struct.error, zlib.error) as error:
        _logger.warning("%s is dropped, metadata is read anew: %s", path, error)
        with contextlib.suppress(OSError):  # another window may hold it where the system then forbids it
            path.unlink()
        return None


def _records(data: bytes) -> Iterator[Record]:
    magic, version, index_size, blobs_size, checksum = _HEAD.unpack_from(data)
    if magic != _MAGIC or version != VERSION:
        raise ValueError("of another version")
    start = _HEAD.size + index_size
    if len(data) != start + blobs_size or zlib.crc32(memoryview(data)[_HEAD.size :]) != checksum:
        raise ValueError("damaged")
    rows = json.loads(zlib.decompress(data[_HEAD.size : start]).decode("utf-8", "surrogatepass"))
    for row in rows:
        end = start + row[6]
        yield _record(row, data[start:end])
        start = end


def _row(one: Record) -> list[Any]:
    findings = [[found.path, found.line, *found.message] for found in one.findings]
    stamps = _joined(one.stamps)
    return [one.kind, one.name, one.form, one.synonym, one.path, one.flags, len(one.blob), stamps, findings]


def _record(row: list[Any], blob: bytes) -> Record:
    kind, name, form, synonym, path, flags, _, stamps, findings = row
    return Record(
        kind,
        name,
        form,
        Text(*synonym),
        path,
        flags,
        blob,
        tuple(Stamp(*one) for one in zip(*[iter(stamps)] * 4, strict=True)),
        tuple(Finding(place, line, Text(ru, en)) for place, line, ru, en in findings),
    )


def _joined(stamps: Iterable[Stamp]) -> list[str | int]:
    """All fields in one list, which is half the work for the reader of JSON."""
    return [value for stamp in stamps for value in stamp]
