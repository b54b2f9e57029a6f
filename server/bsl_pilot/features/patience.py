"""How much work an answer is worth to who waits for it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable


class Patience:
    """What one question may cost, in processor time of the thread that asks: a busy machine changes no answer."""

    def __init__(self, seconds: float = math.inf, clock: Callable[[], float] = time.thread_time) -> None:
        """``seconds``: without them there is no end to it."""
        self._clock = clock
        self._end = clock() + seconds

    @property
    def is_over(self) -> bool:
        """Whether no more work should be begun."""
        return self._clock() >= self._end
