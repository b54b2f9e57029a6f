"""Lines and UTF-16 characters of many byte offsets at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.text.snapshot import TextSnapshot

Numbers = NDArray[np.uint32]


class Places(NamedTuple):
    """Positions of LSP, as two arrays of one length."""

    lines: Numbers
    characters: Numbers


class Ruler:
    """Turns byte offsets of one text into places."""

    def __init__(self, text: TextSnapshot) -> None:
        self._starts = np.array(text.lines.starts, np.int64)
        self._units = None if text.data.isascii() else _units(text.data)

    def places(self, offsets: NDArray[np.int64]) -> Places:
        """The places of byte offsets, none of them inside of a character."""
        lines = self.lines(offsets)
        begins = self._starts[lines]
        if self._units is None:
            return Places(lines, (offsets - begins).astype(np.uint32))
        return Places(lines, (self._units[offsets] - self._units[begins]).astype(np.uint32))

    def lines(self, offsets: NDArray[np.int64]) -> Numbers:
        """The lines of byte offsets."""
        return (np.searchsorted(self._starts, offsets, "right") - 1).astype(np.uint32)


def _units(data: bytes) -> NDArray[np.int32]:
    """UTF-16 units before each byte: one for each byte that begins a character, two for one of four bytes."""
    each = np.frombuffer(data, np.uint8)
    steps = ((each & 0xC0) != 0x80).view(np.int8) + (each >= 0xF0)
    before = np.zeros(len(data) + 1, np.int32)
    np.cumsum(steps, out=before[1:], dtype=np.int32)
    return before
