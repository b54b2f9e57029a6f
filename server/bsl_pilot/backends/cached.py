"""A runtime together with the tokens that its cache holds, so that what was read once is not read again."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.backends.runtime import Logits, Runtime
from bsl_pilot.errors import BackendError


class Cached:
    """What a model has read."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._ids: list[int] = []
        self._last: Logits | None = None
        runtime.rewind(0)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def room(self) -> int:
        """Tokens that may still be fed."""
        return self._runtime.context - len(self._ids)

    def align(self, ids: Sequence[int]) -> Logits | None:
        """Forgets what does not begin ``ids``; the logits behind them if nothing is left to feed, else None.

        The last token is forgotten too where its logits are: they can be had only by feeding it again.
        """
        known = _common(self._ids, ids)
        if known == len(ids) == len(self._ids) and self._last is not None:
            return self._last
        self.rewind(min(known, len(ids) - 1))
        return None

    def rewind(self, length: int) -> None:
        """Forgets all but the first ``length`` tokens."""
        if length >= len(self._ids):
            return
        self._runtime.rewind(length)
        del self._ids[length:]
        self._last = None

    def feed(self, ids: Sequence[int], keep: int = 1) -> Logits:
        """Reads on; the logits after each of the last ``keep`` tokens.

        Raises:
            BackendError: the model failed; nothing is in the cache.
        """
        try:
            logits = self._runtime.feed(ids, keep)
        except BackendError:
            self._ids, self._last = [], None
            raise
        self._ids += ids
        self._last = logits[-1].copy()  # not a view: the other rows need not stay in memory
        return logits


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """Length of the common begin."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    return next(at for at in range(size) if one[at] != other[at])
