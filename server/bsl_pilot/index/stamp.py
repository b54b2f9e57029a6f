"""How a file is known to be the same: by size and time at a glance, by its contents in doubt."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from typing import NamedTuple

_MOMENT = 2_000_000_000
"""Nanoseconds: a file that changed so short a time ago may change again without its time telling."""
IN_DOUBT = 0
"""A time that no file has: its contents are compared the next time."""


class Stamp(NamedTuple):
    """A file as it was read."""

    size: int
    time: int
    """Nanoseconds of its last change, or `IN_DOUBT`."""
    digest: bytes
    """Of its bytes."""

    @classmethod
    def of(cls, data: bytes, status: os.stat_result) -> Stamp:
        """The stamp of a file's bytes; ``status`` was asked for before they were read."""
        recent = time.time_ns() - status.st_mtime_ns < _MOMENT
        return cls(len(data), IN_DOUBT if recent else status.st_mtime_ns, digest(data))


def digest(data: bytes) -> bytes:
    """The hash of a file's bytes."""
    return blake2b(data, digest_size=16).digest()
