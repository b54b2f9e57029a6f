"""Step 5: how long to wait for the next key before anything is written.

A writer that answers well within the time between two keys need not wait for a pause: it is asked after a part of
that time, less what it takes to answer. One that is slower than the keys is asked only when they pause.
"""

from __future__ import annotations

from collections.abc import Callable

LONGEST = 0.3
"""Seconds of waiting, at most."""
_SHARE = 0.25
"""Part of the time between two keys after which a fast writer's answer is to stand there."""
_PAUSE = 1.5
"""So many times the time between two keys is a pause."""
_APART = 1.0
"""Keys further apart than these seconds belong to no run of typing."""
_MEMORY = 0.2
"""Weight of the newest value in the running means."""
_FIRST_INTERVAL = 0.18
_FIRST_LATENCY = 0.04


class Pace:
    """The user's mean time between keys and the writers' mean time to answer, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last_key: float | None = None
        self.interval = _FIRST_INTERVAL
        self.latency = _FIRST_LATENCY

    def key(self) -> None:
        """A key was pressed just now."""
        now = self._clock()
        if self._last_key is not None and now - self._last_key < _APART:
            self.interval += _MEMORY * (now - self._last_key - self.interval)
        self._last_key = now

    def answered(self, seconds: float) -> None:
        """A writer took so long."""
        self.latency += _MEMORY * (seconds - self.latency)

    def remaining(self, arrived: float, delay_ms: int) -> float:
        """Seconds from now to wait on behalf of a request that came at ``arrived``.

        Args:
            arrived: on the clock.
            delay_ms: the user's own choice; 0 leaves it to the pace.
        """
        wanted = delay_ms / 1000 if delay_ms else self._adapted()
        return max(0.0, arrived + wanted - self._clock())

    def _adapted(self) -> float:
        if self._last_key is None or self._clock() - self._last_key >= _APART:
            return 0.0  # nobody is typing: the cursor was put here
        if self.latency > self.interval / 2:
            return min(self.interval * _PAUSE, LONGEST)
        return max(0.0, min(self.interval * _SHARE, LONGEST) - self.latency)
