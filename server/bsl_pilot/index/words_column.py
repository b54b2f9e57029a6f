"""Lists of strings as columns: one run of UTF-8 and where each string begins in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from bsl_pilot.index.packing import Column, Columns

_SAFE = "surrogatepass"


def encoded(name: str, words: Iterable[str]) -> dict[str, Column]:
    """The columns ``name`` and ``name.at`` that hold the words."""
    data = [word.encode("utf-8", _SAFE) for word in words]
    at = np.zeros(len(data) + 1, np.int64)
    np.cumsum([len(one) for one in data], out=at[1:])
    return {name: np.frombuffer(b"".join(data), np.uint8), f"{name}.at": at}


class Words(Sequence[str]):
    """The words of a segment. Nothing is decoded before it is asked for."""

    def __init__(self, columns: Columns, name: str) -> None:
        self._data = columns[name].data if len(columns[name]) else memoryview(b"")
        self._at = columns[f"{name}.at"]

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self.raw(index).decode("utf-8", _SAFE)

    def __iter__(self) -> Iterator[str]:
        data, at = bytes(self._data), self._at.tolist()
        for start, end in pairwise(at):
            yield data[start:end].decode("utf-8", _SAFE)

    def raw(self, index: int) -> bytes:
        """A word in UTF-8."""
        return bytes(self._data[int(self._at[index]) : int(self._at[index + 1])])

    def text(self) -> bytes:
        """All words, one after the other."""
        return bytes(self._data)

    @property
    def starts(self) -> Column:
        """Where each word begins in ``text``, and where the last one ends."""
        return self._at

    def find(self, word: str) -> int:
        """The index of a word in a list that is sorted by its bytes; -1 where it is not."""
        wanted, low, high = word.encode("utf-8", _SAFE), 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.raw(low) == wanted else -1
