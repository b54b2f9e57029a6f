"""A writer by script, for tests: what it writes, and how long each token takes, is known beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bsl_pilot.completion.ports import Answer, Confidence, End, Job, Prompt, Source
from bsl_pilot.errors import BackendError

TOKEN = 4
"""Characters of a token."""
CERTAIN = Confidence(4, -0.1, -0.2, -0.1)


class FakeBackend:
    """Writes what ``script`` says of a prompt: a text, or an error to raise.

    Times are seconds of the running event loop: ``first`` for reading the prompt, ``each`` for every token.
    """

    def __init__(
        self,
        script: Callable[[Prompt], str | BackendError],
        *,
        first: float = 0.02,
        each: float = 0.005,
        confidence: Confidence = CERTAIN,
        source: Source = Source.EDGE,
    ) -> None:
        self._script = script
        self._first = first
        self._each = each
        self._confidence = confidence
        self._source = source
        self.jobs: list[Job] = []
        """All jobs, oldest first."""
        self.ends: list[End] = []
        """How those with tokens ended."""

    async def complete(self, job: Job) -> Answer:
        """Writes token by token; looks at the flag, the deadline and the stop rule at each."""
        self.jobs.append(job)
        await asyncio.sleep(self._first)
        text = self._script(job.prompt)
        if isinstance(text, BackendError):
            raise text
        answer = await self._written(job, text)
        if job.max_tokens:
            self.ends.append(answer.end)
        return answer

    async def _written(self, job: Job, text: str) -> Answer:
        for size in range(TOKEN, TOKEN * job.max_tokens + 1, TOKEN):
            if job.cancel.cancelled:
                return self._answer(text[: size - TOKEN], End.CANCELLED)
            if asyncio.get_running_loop().time() + self._each > job.deadline:
                return self._answer(text[: size - TOKEN], End.DEADLINE)
            await asyncio.sleep(self._each)
            written = text[:size]
            job.heard(written)
            stop = job.stop(written)
            if stop is not None:
                return self._answer(written[:stop], End.STOP)
            if size >= len(text):
                return self._answer(text, End.STOP)
        return self._answer(text[: TOKEN * job.max_tokens], End.LIMIT)

    def _answer(self, text: str, end: End) -> Answer:
        return Answer(text, self._source, end, self._confidence)
