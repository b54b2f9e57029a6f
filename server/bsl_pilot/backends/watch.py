"""When to end: a job that is not wanted any more, or whose time is up before the next step could be done."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.completion.ports import End, Job

Clock = Callable[[], float]
"""Seconds; ``time.monotonic`` in production."""
_LONG = 16
"""Tokens from which on the time of a pass grows with their number; below it is that of one token or little more."""
_NEW = 0.25
"""Weight of a new measurement in the mean."""
_DOUBT = 0.8
"""An estimate that forbids a step shrinks by this: after a pause of the machine it would forbid all of them."""


class Pace:
    """How long passes of a model take on this machine: moving means of what was measured."""

    def __init__(self) -> None:
        self._short = 0.0
        self._token = 0.0

    def seconds(self, tokens: int) -> float:
        """How long a pass over so many tokens will take; 0 before the first one."""
        return self._token * tokens if tokens >= _LONG else self._short

    def learn(self, tokens: int, seconds: float) -> None:
        """Takes a measurement into the mean."""
        if tokens >= _LONG:
            self._token = _mean(self._token, seconds / tokens)
        else:
            self._short = _mean(self._short, seconds)

    def doubt(self, tokens: int) -> None:
        """Trusts the estimate for so many tokens a little less."""
        if tokens >= _LONG:
            self._token *= _DOUBT
        else:
            self._short *= _DOUBT


class Watch:
    """Looks at a job's flag and at the clock before every pass."""

    def __init__(self, job: Job, clock: Clock, pace: Pace) -> None:
        self._job = job
        self._clock = clock
        self._pace = pace

    def end(self, tokens: int) -> End | None:
        """Why no pass over so many tokens should be begun, or None."""
        if self._job.cancel.cancelled:
            return End.CANCELLED
        left = self._job.deadline - self._clock()
        if left > 0 and self._pace.seconds(tokens) <= left:
            return None
        if left > 0:
            self._pace.doubt(tokens)
        return End.DEADLINE


def _mean(old: float, new: float) -> float:
    return old + _NEW * (new - old) if old else new
