"""The project's memory on disk: one file that is mapped, not read.

A line of JSON says what is where; then follow the two arrays of `memory.Memory`, each at a multiple of 64 bytes.
Files are named by what they hold and never changed, so that several windows can have one folder open.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import struct
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import time as now
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from bsl_pilot.completion.memory import Codes, Memory, code_type
from bsl_pilot.completion.suffixes import Order
from bsl_pilot.completion.unfinished import unfinished

_logger = logging.getLogger(__name__)

VERSION = 2
_MAGIC = b"BSLMEMO\n"
_HEAD = struct.Struct("<8sIII")  # magic, version, bytes of the JSON, checksum of the JSON
_ALIGN = 64
_CHUNK = 1 << 20
_ABANDONED = 3600.0
"""Seconds after which a file that is still unfinished is nobody's: its writer was killed."""


class Stamp(NamedTuple):
    """A source file as it was read: while size and time stay, it is not read again."""

    size: int
    time: int
    """Nanoseconds of its last change."""
    digest: str
    """Of its bytes."""


class Stored(NamedTuple):
    """A memory that came from a file."""

    path: Path
    memory: Memory
    stamps: Mapping[str, Stamp]


def save(
    folder: Path,
    key: str,
    vocabulary: int,
    arrays: tuple[Codes, Order],
    documents: Sequence[tuple[str, Stamp, int]],
) -> Path:
    """Writes a memory whose ``documents`` (path, stamp, tokens) stand in ``arrays`` in this order.

    ``key`` names the tokenizer. Older files of the same tokenizer are deleted where nobody holds them.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    codes, order = arrays
    sections = [np.ascontiguousarray(array).view(np.uint8).data for array in (codes, order)]
    about = {
        "key": key,
        "vocabulary": vocabulary,
        "byteorder": sys.byteorder,
        "sections": [[len(section), _checksum(section)] for section in sections],
        "documents": [[path, *stamp, tokens] for path, stamp, tokens in documents],
    }
    text = json.dumps(about, ensure_ascii=False).encode("utf-8", "surrogatepass")
    target = folder / f"{_prefix(key)}{blake2b(text, digest_size=12).hexdigest()}.bin"
    with tempfile.NamedTemporaryFile(dir=folder, prefix=unfinished("memory"), delete=False) as file:
        try:
            file.write(_HEAD.pack(_MAGIC, VERSION, len(text), crc32(text)) + text)
            for section in sections:
                file.write(bytes(-file.tell() % _ALIGN))
                file.write(section)
            file.close()
            _put(Path(file.name), target)
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
    for old in folder.glob(f"{_prefix(key)}*.bin"):
        if old != target:
            _drop(old)
    for left in folder.glob(".memory-*"):
        with contextlib.suppress(FileNotFoundError):  # it was finished just now
            if left.stat().st_mtime < now() - _ABANDONED:
                _drop(left)
    return target


def newest(folder: Path, key: str) -> Stored | None:
    """The last memory that was saved for this tokenizer; None where there is none.

    A damaged file, or one of another version, is deleted, and one line in the log says so.
    """
    files = [(status.st_mtime_ns, path) for path, status in _statuses(folder, key)]
    for _, path in sorted(files, reverse=True):
        try:
            return load(path)
        except FileNotFoundError:
            continue  # another window has a newer one
        except (OSError, ValueError, LookupError, TypeError, struct.error) as error:
            _logger.warning("%s is dropped and will be built again: %s", path, error)
            _drop(path)
    return None


def load(path: Path) -> Stored:
    """Maps a file.

    Raises:
        OSError: it can't be read.
        ValueError, LookupError, TypeError, struct.error: it is damaged or of another version.
    """
    with path.open("rb") as file:
        about, start = _about(file.read(_HEAD.size), file)
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
        bounds = []
        for size, checksum in about["sections"]:
            start += -start % _ALIGN
            if start + size > len(data) or _file_checksum(file, start, size) != checksum:
                raise ValueError("damaged")
            bounds.append((start, size))
            start += size
    kind = code_type(about["vocabulary"])
    (codes_at, codes_size), (order_at, order_size) = bounds
    documents, stamps, at = {}, {}, 1
    for name, size, time, digest, tokens in about["documents"]:
        documents[name] = (at, at + tokens)
        stamps[name] = Stamp(size, time, digest)
        at += tokens + 1
    if at * kind.itemsize != codes_size:
        raise ValueError("damaged")
    order = np.frombuffer(data, np.int32, order_size // 4, order_at)
    return Stored(path, Memory(about["vocabulary"], data, codes_at, order, documents), stamps)


def _about(head: bytes, file: Any) -> tuple[dict[str, Any], int]:
    """The JSON of a file, and where it ends."""
    magic, version, size, checksum = _HEAD.unpack(head)
    if magic != _MAGIC or version != VERSION:
        raise ValueError("of another version")
    text = file.read(size)
    if len(text) != size or crc32(text) != checksum:
        raise ValueError("damaged")
    about: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
    if about["byteorder"] != sys.byteorder:
        raise ValueError("of another kind of machine")
    return about, _HEAD.size + size


def _checksum(section: memoryview) -> int:
    checksum = 0
    for at in range(0, len(section), _CHUNK):
        checksum = crc32(section[at : at + _CHUNK], checksum)
    return checksum


def _file_checksum(file: Any, start: int, size: int) -> int:
    """Read, not mapped: so the check does not count as memory of ours."""
    file.seek(start)
    checksum = 0
    while size > 0 and (some := file.read(min(_CHUNK, size))):
        checksum = crc32(some, checksum)
        size -= len(some)
    return checksum


def _prefix(key: str) -> str:
    return f"memory-{blake2b(key.encode('utf-8'), digest_size=4).hexdigest()}-"


def _statuses(folder: Path, key: str) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.glob(f"{_prefix(key)}*.bin"):
        with contextlib.suppress(FileNotFoundError):  # another window deleted it
            yield path, path.stat()


def _put(temporary: Path, target: Path) -> None:
    """Gives a file its name. What has this name already holds the same, and Windows may not let go of it."""
    try:
        temporary.replace(target)
    except PermissionError:
        if not target.exists():
            raise
        temporary.unlink()


def _drop(path: Path) -> None:
    """Deletes a file, unless another window has it open where the system then forbids it."""
    with contextlib.suppress(OSError):
        path.unlink()
