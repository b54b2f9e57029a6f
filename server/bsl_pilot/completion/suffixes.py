"""The order of all places of a text by what stands there: the core of the project's memory.

Ranks by two codes are doubled to 4, 8 and 16 codes. Each step sorts 64-bit numbers of rank, next rank and place, in
blocks that keep equal ranks together: numpy sorts plain numbers ten times faster than it finds an order of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

DEPTH = 16
"""Codes that the order looks at: some two lines of code."""

Order = NDArray[np.int32]
_Ranks = NDArray[np.uint32]
_Keys = NDArray[np.uint64]


def suffix_order(codes: NDArray[Any], bits: int) -> Order:
    """Indices of ``codes``, sorted by the ``DEPTH`` codes that begin there; equal ones in order of index.

    What begins with nothing (the end of ``codes``) is less than any code. ``codes`` are below ``1 << bits``. Takes
    some 0.5 µs a code and 24 bytes a code while it runs.
    """
    count = len(codes)
    order, rank, width = _by_few(codes, bits, max(1, (count - 1).bit_length()))
    while width < DEPTH:
        _refine(order, rank, width)
        rank = _ranked(order, rank, width)
        width *= 2
    return order


def _by_few(codes: NDArray[Any], bits: int, place_bits: int) -> tuple[Order, _Ranks, int]:
    """Order and ranks by the first two codes, or by one where two don't fit into 64 bits beside the place."""
    count = len(codes)
    rank = codes.astype(np.uint32)
    rank += 1
    bits += 1
    if 2 * bits + place_bits > 64:
        order = np.argsort(rank, kind="stable").astype(np.int32)
        return order, _renumbered(order, rank[order]), 1
    key = rank.astype(np.uint64)
    key <<= np.uint64(bits)
    key[:-1] |= rank[1:]
    key <<= np.uint64(place_bits)
    key |= np.arange(count, dtype=np.uint64)
    key.sort()
    order = (key & np.uint64((1 << place_bits) - 1)).astype(np.int32)
    key >>= np.uint64(place_bits)
    return order, _renumbered(order, key), 2


def _refine(order: Order, rank: _Ranks, width: int) -> None:
    """Sorts ``order``, which is sorted by ``width`` codes, by twice as many."""
    count = len(order)
    rank_bits = count.bit_length()
    block_bits = min(20, (64 - rank_bits) // 2)
    ends = _ends(rank[order])
    first = 0
    while first < count:
        at = int(np.searchsorted(ends, first + (1 << block_bits), "right"))
        last = int(ends[at - 1]) if at else 0
        if last <= first:  # a run of equal ranks that alone is longer than a block
            last = int(ends[at])
        block = order[first:last]
        behind = block + width
        inside = behind < count
        ahead = np.zeros(len(block), np.uint64)
        ahead[inside] = rank[behind[inside]] + np.uint32(1)
        order[first:last] = block[_block_order(rank[block], ahead, rank_bits, block_bits)]
        first = last


def _ends(ordered: _Ranks) -> NDArray[np.int32]:
    """Where each run of equal ranks ends."""
    return np.append(np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, len(ordered)).astype(np.int32)


def _block_order(ordered: _Ranks, ahead: _Keys, rank_bits: int, block_bits: int) -> NDArray[np.intp]:
    """The stable order of a block by its ranks, which ascend already, and then by the ranks ahead."""
    if len(ordered) > 1 << block_bits:
        return np.argsort(ahead, kind="stable")
    key = np.zeros(len(ordered), np.uint64)
    np.cumsum(ordered[1:] != ordered[:-1], out=key[1:])
    key <<= np.uint64(rank_bits)
    key |= ahead
    key <<= np.uint64(block_bits)
    key |= np.arange(len(ordered), dtype=np.uint64)
    key.sort()
    key &= np.uint64((1 << block_bits) - 1)
    return key.astype(np.intp)


def _ranked(order: Order, rank: _Ranks, width: int) -> _Ranks:
    """Ranks by twice ``width`` codes, from an order by as many."""
    count = len(order)
    ahead = np.zeros(count, np.uint32)
    ahead[: max(0, count - width)] = rank[width:] + np.uint32(1)
    different = np.zeros(count, np.bool_)
    for ranks in (rank, ahead):
        ordered = ranks[order]
        different[1:] |= ordered[1:] != ordered[:-1]
    return _numbered(order, different)


def _renumbered(order: Order, ordered: NDArray[Any]) -> _Ranks:
    different = np.zeros(len(order), np.bool_)
    different[1:] = ordered[1:] != ordered[:-1]
    return _numbered(order, different)


def _numbered(order: Order, different: NDArray[np.bool_]) -> _Ranks:
    """For each place the number of different smaller ones."""
    rank = np.empty(len(order), np.uint32)
    rank[order] = np.cumsum(different, dtype=np.uint32)
    return rank
