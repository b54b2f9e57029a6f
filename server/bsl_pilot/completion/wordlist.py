"""A sorted list of words in one piece of memory: what begins so, what is known, in microseconds.

Words are kept in cp1251, one byte for a letter of nearly all that BSL is written in; the few that it can't
write are kept in UTF-8 behind a zero byte. 100,000 words take some 2 MB.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate

_HEAD = struct.Struct("<II")
_FOREIGN = b"\0"


class WordList:
    """Words with eight flags each. Immutable."""

    __slots__ = ("_blob", "_count", "_flags", "_foreign", "_starts")

    def __init__(self, starts: memoryview, flags: memoryview, blob: memoryview) -> None:
        self._starts = starts
        self._flags = flags
        self._blob = blob
        self._count = len(flags)
        self._foreign = bytes(blob[:1]) == _FOREIGN

    @classmethod
    def of(cls, words: Mapping[str, int]) -> WordList:
        """The list of ``words`` with their flags (0 to 255)."""
        keys = sorted(zip(_encoded(words), words.values(), strict=True))
        starts = array("I", accumulate((len(key) for key, _ in keys), initial=0))
        flags = bytes(flag for _, flag in keys)
        return cls(memoryview(starts), memoryview(flags), memoryview(b"".join(key for key, _ in keys)))

    @classmethod
    def load(cls, data: memoryview) -> WordList:
        """The list that ``dump`` wrote; reads in place, so ``data`` may be a mapped file.

        Raises:
            ValueError: the lengths that it states do not fit.
        """
        if len(data) < _HEAD.size:
            raise ValueError("no word list")
        count, size = _HEAD.unpack_from(data)
        at = _HEAD.size + 4 * (count + 1)
        if len(data) != at + count + size:
            raise ValueError("a word list of another length than it says")
        starts = data[_HEAD.size : at].cast("I")
        if sys.byteorder == "big":
            swapped = array("I", starts)
            swapped.byteswap()
            starts = memoryview(swapped)
        return cls(starts, data[at : at + count], data[at + count :])

    def dump(self) -> bytes:
        """The list as bytes, the same on every machine."""
        starts = array("I", self._starts)
        if sys.byteorder == "big":
            starts.byteswap()
        return b"".join((_HEAD.pack(self._count, len(self._blob)), starts, self._flags, self._blob))

    def __len__(self) -> int:
        return self._count

    def flags(self, word: str) -> int | None:
        """The flags of a word; None where it is not in the list."""
        key = _encode(word)
        at = self._find(key)
        return self._flags[at] if at < self._count and self._key(at) == key else None

    def begins(self, prefix: str, flags: int) -> bool:
        """Whether some word with at least one of ``flags`` begins so."""
        if self._has(_encode(prefix), flags):
            return True
        return self._foreign and self._has(_FOREIGN + prefix.encode("utf-8", "surrogatepass"), flags)

    def _has(self, key: bytes, flags: int) -> bool:
        at = self._find(key)
        while at < self._count and self._key(at).startswith(key):
            if self._flags[at] & flags:
                return True
            at += 1
        return False

    def _find(self, key: bytes) -> int:
        return bisect_left(range(self._count), key, key=self._key)

    def _key(self, at: int) -> bytes:
        return bytes(self._blob[self._starts[at] : self._starts[at + 1]])


def _encoded(words: Iterable[str]) -> list[bytes]:
    """Each word as ``_encode`` gives it. All at once where that can be: the server's start waits for it."""
    listed = list(words)
    try:
        together = "\n".join(listed).encode("cp1251").split(b"\n")
    except UnicodeEncodeError:
        together = []
    return together if len(together) == len(listed) else [_encode(word) for word in listed]


def _encode(word: str) -> bytes:
    try:
        return word.encode("cp1251")
    except UnicodeEncodeError:
        return _FOREIGN + word.encode("utf-8", "surrogatepass")
