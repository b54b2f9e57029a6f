"""Segments on disk: immutable files named by what they hold, and one small file that lists those that count.

Several processes may have one folder open. A file is written under a temporary name and then renamed; whoever reads
a list whose files are gone meanwhile reads it again. What is damaged or of another version is dropped with one line in
the log, and the index is built again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from bsl_pilot.index.packing import VERSION, DamagedError
from bsl_pilot.index.segment import Segment

_logger = logging.getLogger(__name__)

_LIST = "index.json"
_SEGMENTS = "segment-"
_UNFINISHED = ".index-"
_ABANDONED = 3600.0
"""Seconds after which an unfinished file is nobody's: its writer was killed."""


class Stored(NamedTuple):
    """What was saved: segments, of which later ones count more, and times of files that differ from theirs."""

    segments: list[Segment]
    times: dict[str, int]
    """Of files that were touched without a change, in nanoseconds."""
    gone: frozenset[str]
    """Files that are in the segments and no longer on disk."""


NOTHING = Stored([], {}, frozenset())


def load(folder: Path) -> Stored:
    """What was saved in the folder; nothing where there is nothing that can be used."""
    for _ in range(2):  # another process may put new files in the place of those that we have just read of
        try:
            return _load(folder)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, LookupError, TypeError, AttributeError, DamagedError) as error:
            _logger.warning("the index in %s is dropped and will be built again: %s", folder, error)
            _drop(folder / _LIST)
            break
    return NOTHING


def _load(folder: Path) -> Stored:
    data = (folder / _LIST).read_bytes()
    checksum, _, text = data.partition(b"\n")
    if checksum != _sum(text):
        raise DamagedError("its list is damaged")
    about = json.loads(text.decode("utf-8", "surrogatepass"))
    if about["version"] != VERSION:
        raise DamagedError("it is of another version")
    segments = [_mapped(folder / name) for name in about["segments"]]
    times = {str(path): int(at) for path, at in about["times"].items()}
    return Stored(segments, times, frozenset(about["gone"]))


def _mapped(path: Path) -> Segment:
    with path.open("rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    return Segment(memoryview(data), path.name)


def save(
    folder: Path, segments: Sequence[Segment], times: Mapping[str, int], gone: Collection[str]
) -> list[Segment]:
    """Makes ``segments`` those that count, and writes those that are in memory. Returns them, all mapped.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [one.origin or _written(folder, one.data) for one in segments]
    about = {"version": VERSION, "segments": names, "times": dict(times), "gone": sorted(gone)}
    data = json.dumps(about, ensure_ascii=False).encode("utf-8", "surrogatepass")
    _put(folder, _LIST, _sum(data) + b"\n" + data)
    saved = [one if one.origin else _mapped(folder / name) for one, name in zip(segments, names, strict=True)]
    _tidy(folder, set(names))
    return saved


def _written(folder: Path, segment: memoryview) -> str:
    name = f"{_SEGMENTS}{blake2b(segment, digest_size=12).hexdigest()}.bin"
    if not _holds(folder / name, segment):
        _put(folder, name, segment)
    return name


def _holds(path: Path, data: memoryview) -> bool:
    """Whether there is such a file, undamaged."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _put(folder: Path, name: str, data: bytes | memoryview) -> None:
    """Writes a file so that it is there as a whole or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=_UNFINISHED, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(folder / name)
    except BaseException:
        _drop(Path(temporary))
        raise


def _tidy(folder: Path, names: set[str]) -> None:
    """Deletes what counts no more. Windows keeps what somebody has open: the next one to save finds it."""
    for path in folder.glob(f"{_SEGMENTS}*.bin"):
        if path.name not in names:
            _drop(path)
    for path in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):  # it was finished just now
            if path.stat().st_mtime < time.time() - _ABANDONED:
                _drop(path)


def _drop(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sum(text: bytes) -> bytes:
    return b"%08x" % crc32(text)
