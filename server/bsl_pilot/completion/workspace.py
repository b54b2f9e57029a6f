"""The memory of a workspace while it is worked on: what is on disk, and over it what was saved since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from bsl_pilot.completion.memory import Memory, View, remember
from bsl_pilot.completion.recall import NOTHING, Allowed, Recall, draft, merge

FULL = 250_000
"""Tokens of saved files from which on the memory is better built anew: to sort them takes 0.2 s at each save."""


class _Saved(NamedTuple):
    moment: int
    tokens: NDArray[Any]


class _State(NamedTuple):
    """Replaced as a whole, so that a thread that recalls sees no half-made change."""

    base: Memory | None
    over: Memory | None
    saved: Mapping[str, _Saved]


class Workspace:
    """Answers may come from another thread than changes; changes come from one."""

    def __init__(self, vocabulary: int, base: Memory | None = None) -> None:
        self._vocabulary = vocabulary
        self._moment = 0
        self._state = _State(base, None, {})

    @property
    def tokens(self) -> int:
        """Number of tokens that are remembered; those of old states of saved files count too."""
        return sum(memory.tokens for memory in (self._state.base, self._state.over) if memory)

    @property
    def full(self) -> bool:
        """Whether so much was saved that the memory should be built anew."""
        over = self._state.over
        return over is not None and over.tokens > FULL

    @property
    def moment(self) -> int:
        """Counts the saves: to be asked before files are read to build the memory anew."""
        return self._moment

    def replace(self, base: Memory, moment: int) -> None:
        """Takes a memory that was built from the files as they were at ``moment``; later saves stay above it."""
        saved = {path: one for path, one in self._state.saved.items() if one.moment > moment}
        self._state = _State(base, self._over(saved), saved)

    def saved(self, path: str, tokens: NDArray[Any]) -> None:
        """A file was saved (0.7 µs a token of all that were saved since the memory was built)."""
        self._moment += 1
        saved = {**self._state.saved, path: _Saved(self._moment, tokens)}
        self._state = _State(self._state.base, self._over(saved), saved)

    def _over(self, saved: Mapping[str, _Saved]) -> Memory | None:
        documents = [(path, one.tokens) for path, one in saved.items()]
        return remember(self._vocabulary, documents) if documents else None

    def view(self, path: str) -> WorkspaceView:
        """The memory without the file at ``path``, which is open."""
        base, over, saved = self._state
        views = [base.view(path, *saved)] if base else []
        return WorkspaceView([*views, over.view(path)] if over else views)


class WorkspaceView:
    """What was saved joined with what is older."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        """See `recall.Recaller`."""
        found = NOTHING
        for view in self._views:
            found = merge(found, view.recall(context, allowed))
        return found

    def draft(self, context: Sequence[int], most: int, stop: Callable[[int], bool]) -> list[int]:
        """See `recall.draft`."""
        return draft([self], context, most, stop)
