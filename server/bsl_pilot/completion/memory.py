"""Project memory: what followed the same tokens elsewhere in the workspace.

The tokens of all modules stand one behind the other, backwards, so that what comes before a place is read forwards
from there; the places are sorted by that. A context is found by comparing its bytes with the text's own (codes are
big-endian, so that bytes sort as numbers do): 6 bytes a token, nothing but these two arrays is kept.

Tried and left out, since it gave nothing on four repositories: tokens of line ends made equal at all depths, and
shorter matches mixed into the longest one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion.recall import NOTHING, Allowed, Recall, counted, draft
from bsl_pilot.completion.suffixes import DEPTH, Order, suffix_order

CAP = 128
"""The most places that are counted; of more, so many evenly spaced ones."""
HEALING = 8192
"""The same where few tokens are allowed: a half-typed word can be rare among what follows."""
_COUNTED = 1 << 18
"""Codes that are counted at a time."""

Codes = NDArray[Any]
"""Tokens, and the number behind the last token of the vocabulary where a document ends; see `code_type`."""
Documents = Mapping[str, tuple[int, int]]
"""For each path where its codes are in the array: the first, and the one behind the last."""


class Memory:
    """An index of the tokens of many documents; it does not change."""

    def __init__(
        self, vocabulary: int, data: bytes | mmap, start: int, order: Order, documents: Documents
    ) -> None:
        """``data`` holds the codes as `joined` gives them from byte ``start`` on; ``order`` is of `sorted_places`."""
        kind = code_type(vocabulary)
        count = max((end for _, end in documents.values()), default=0) + 1
        self.vocabulary = vocabulary
        self.documents = documents
        self.codes: Codes = np.frombuffer(data, kind, count, start)
        self.order = order
        self._data = data
        self._start = start
        self._size = kind.itemsize
        self._places = order.data
        counts = _counts(self.codes, vocabulary)
        self._firsts: list[int] = [0, *np.cumsum(counts).tolist()]  # where places of each token begin

    @property
    def tokens(self) -> int:
        """Number of tokens that are remembered."""
        return sum(end - first for first, end in self.documents.values())

    def view(self, *hidden: str) -> View:
        """The memory without what it knows of the files ``hidden``."""
        return View(self, [self.documents[path] for path in {*hidden} if path in self.documents])

    def document(self, path: str) -> NDArray[np.int32]:
        """The tokens of a document, in their order.

        Raises:
            KeyError: it is not there.
        """
        first, end = self.documents[path]
        return self.codes[first:end][::-1].astype(np.int32)

    def matches(self, context: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The longest end of ``context`` that was met, then shorter ones that were met at more places.

        Each as its length and the range of ``order`` where these places are.
        """
        target = np.array(context[: -DEPTH - 1 : -1], self.codes.dtype).tobytes()
        if not target or context[-1] >= self.vocabulary:
            return
        low, high = self._firsts[context[-1]], self._firsts[context[-1] + 1]
        behind = self._reader(len(target))
        first = last = bisect_left(self._places, target, low, high, key=behind)
        while True:
            before = _common(target, behind(self._places[first - 1])) if first > low else 0
            after = _common(target, behind(self._places[last])) if last < high else 0
            length = max(before, after) // self._size
            if not length:
                return
            part = target[: length * self._size]
            first, last = self._widened(part, first, last, low, high)
            yield length, first, last

    def _widened(self, part: bytes, first: int, last: int, low: int, high: int) -> tuple[int, int]:
        """The range around ``first:last`` and inside of ``low:high`` where places begin with ``part``.

        In steps that double, since most ranges are small and their pages were just read.
        """
        places, read = self._places, self._reader(len(part))
        step = 1
        while first - step >= low and read(places[first - step]) == part:
            first, step = first - step, step * 2
        first = bisect_left(places, part, max(low, first - step), first, key=read)
        step = 1
        while last + step <= high and read(places[last + step - 1]) == part:
            last, step = last + step, step * 2
        return first, bisect_right(places, part, last, min(high, last + step), key=read)

    def _reader(self, length: int) -> Callable[[int], bytes]:
        """Gives the ``length`` bytes from a place on."""
        data, start, size = self._data, self._start, self._size

        def read(place: int) -> bytes:
            at = start + place * size
            return data[at : at + length]

        return read


class View:
    """A memory with some documents hidden."""

    def __init__(self, memory: Memory, hidden: Iterable[tuple[int, int]]) -> None:
        self._memory = memory
        self._bounds = np.array(sorted(bound for bounds in hidden for bound in bounds), np.int32)

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        """See `recall.Recaller`."""
        memory = self._memory
        most = CAP if allowed is None else HEALING
        for length, first, last in memory.matches(context):
            tokens = memory.codes[self._seen(first, last, most) - 1].astype(np.int32)
            tokens = tokens[tokens < memory.vocabulary]
            if allowed is not None:
                tokens = tokens[allowed[tokens]]
            if len(tokens):
                return Recall(length, *counted(tokens))
        return NOTHING

    def draft(self, context: Sequence[int], most: int, stop: Callable[[int], bool]) -> list[int]:
        """See `recall.draft`."""
        return draft([self], context, most, stop)

    def _seen(self, first: int, last: int, most: int) -> Order:
        """Places of a range of the order that are not hidden, at most ``most`` of them."""
        step = max(1, (last - first) // (16 * most))
        places = self._memory.order[first:last:step]
        if len(self._bounds):  # between an odd and an even bound lies what is hidden
            places = places[self._bounds.searchsorted(places, "right") & 1 == 0]
        return places[:: -(-len(places) // most)] if len(places) > most else places


def code_type(vocabulary: int) -> np.dtype[Any]:
    """How codes are stored: big-endian, in 2 bytes where they fit."""
    return np.dtype(">u2" if vocabulary < 1 << 16 else ">u4")


def remember(vocabulary: int, documents: Iterable[tuple[str, NDArray[Any]]]) -> Memory:
    """The memory of documents, each with its path and its tokens."""
    codes, where = joined(vocabulary, documents)
    return Memory(vocabulary, codes.tobytes(), 0, sorted_places(vocabulary, codes), where)


def joined(vocabulary: int, documents: Iterable[tuple[str, NDArray[Any]]]) -> tuple[Codes, Documents]:
    """The codes of all documents backwards, each between two ends, and where each is."""
    kind = code_type(vocabulary)
    end = np.array([vocabulary], kind)
    pieces = [end]
    where: dict[str, tuple[int, int]] = {}
    at = 1
    for path, tokens in documents:
        pieces += tokens[::-1].astype(kind), end
        where[path] = (at, at + len(tokens))
        at += len(tokens) + 1
    return np.concatenate(pieces, dtype=kind), where


def sorted_places(vocabulary: int, codes: Codes) -> Order:
    """The order of `joined` codes, without the ends, before which nothing stands."""
    native = codes.astype(codes.dtype.newbyteorder("="))
    order = suffix_order(native, vocabulary.bit_length())
    stands: Order = order[native[order] != vocabulary]
    return stands


def _counts(codes: Codes, vocabulary: int) -> NDArray[np.int64]:
    """How often each token of the vocabulary is there. In pieces, since numpy counts a copy of 8 bytes a code."""
    counts = np.zeros(vocabulary + 1, np.int64)
    for at in range(0, len(codes), _COUNTED):
        counts += np.bincount(codes[at : at + _COUNTED], minlength=vocabulary + 1)
    return counts[:vocabulary]


def _common(one: bytes, other: bytes) -> int:
    """The number of first bytes that are equal."""
    if len(other) < len(one):
        one = one[: len(other)]
    different = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return len(one) - (different.bit_length() + 7) // 8
