"""Where the reading of a long text may begin again, remembered from one state of the text to the next.

A method of 20,000 lines takes 0.15 s to read, and at a keystroke all before the cursor is what it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

APART = 4 * 1024
"""Bytes between two landmarks, at least."""
_TEXTS = 4
"""Texts that are remembered."""

State = TypeVar("State", bound=Hashable)


class Landmark(NamedTuple, Generic[State]):
    """A place where a reader that knew ``state`` may go on. No token before ``at`` may depend on bytes behind it."""

    at: int
    state: State


class Landmarks(Generic[State]):
    """The landmarks of some texts, each known by where its reading begins. Changes are whole: any thread may ask."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bytes, list[Landmark[State]]]] = {}

    def of(self, data: bytes, start: int) -> list[Landmark[State]]:
        """Those that are still true of the text that begins at ``data[start]``, in order."""
        before, found = self._known.get(start, (b"", []))
        if not found or before is data:
            return found
        same = _same(before, data, start, found[-1].at + 1)
        return found[: bisect_left(found, same, key=lambda one: one.at)]

    def remember(self, data: bytes, start: int, found: list[Landmark[State]]) -> None:
        """``found`` are all that are true of the text, in order."""
        others = [(at, known) for at, known in self._known.items() if at != start]
        self._known = dict([*others, (start, (data, found))][-_TEXTS:])


def _same(one: bytes, other: bytes, start: int, end: int) -> int:
    """Bytes up to here are equal, and not many more are."""
    while start < end and one[start : min(end, start + APART)] == other[start : min(end, start + APART)]:
        start += APART
    return min(start, end)
