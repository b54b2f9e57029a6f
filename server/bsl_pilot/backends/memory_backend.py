"""Completions without a model: what followed the same code in the open document or elsewhere in the project."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from bsl_pilot.backends.choose import Choice
from bsl_pilot.backends.desk import Changed, Desk, unheard
from bsl_pilot.backends.healing import Cut, Healer
from bsl_pilot.backends.memories import Memories, Project, no_project
from bsl_pilot.backends.recollection import Recollection
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.watch import Clock, Pace, Watch
from bsl_pilot.backends.writing import Writing
from bsl_pilot.completion.ports import Answer, End, Job, Source
from bsl_pilot.completion.recall import NOTHING, Recall

LENGTH = 2
"""Tokens before a place that must have been met for memory to write there."""
SHARE = 0.5
"""Share of what followed that a token needs to be written."""


class MemoryWriter:
    """Writes the most frequent continuation while it is frequent enough. Used by one thread."""

    def __init__(self, tokens: Tokens, memories: Memories, clock: Clock = time.monotonic) -> None:
        self._tokens = tokens
        self._healer = Healer(tokens)
        self._memories = memories
        self._clock = clock
        self._pace = Pace()

    def complete(self, job: Job) -> Answer:
        """See ``ports.Backend.complete``."""
        cut = self._cut(job.prompt.prefix)
        writing = Writing(job, self._tokens.spelling, cut.pending, Source.MEMORY)
        if job.max_tokens <= 0:
            return writing.answer()
        recollection = Recollection(*self._memories.at(job.prompt, cut.ids), self._tokens.size)
        watch = Watch(job, self._clock, self._pace)
        while writing.end is None:
            self._write(writing, recollection, watch)
        return writing.answer(recollection.match)

    def _cut(self, prefix: str) -> Cut:
        piece = next(self._tokens.pieces(prefix), None)
        return self._healer.cut(piece[1]) if piece else Cut((), b"")

    def _write(self, writing: Writing, recollection: Recollection, watch: Watch) -> None:
        writing.end = watch.end(1)
        if writing.end is not None:
            return
        started = self._clock()
        among = self._healer.allowed(writing.pending) if writing.pending else None
        choice = _confident(recollection.recalls(among))
        self._pace.learn(1, self._clock() - started)
        if choice is None:
            writing.end = End.STOP
            return
        writing.take(choice)
        recollection.add(choice.token)


class MemoryBackend(Desk):
    """Implements ``ports.Backend``."""

    def __init__(
        self,
        load: Callable[[], Tokens],
        project: Project = no_project,
        changed: Changed = unheard,
        clock: Clock = time.monotonic,
    ) -> None:
        """Begins to load the tokenizer at once; ``project`` is asked at every job."""

        def write() -> MemoryWriter:
            tokens = load()
            return MemoryWriter(tokens, Memories(tokens, project), clock)

        super().__init__(write, Source.MEMORY, changed)


def _confident(recalls: Sequence[Recall]) -> Choice | None:
    """The most frequent token after the longest context that was met, if both are enough."""
    found = max(recalls, key=lambda recall: recall.length, default=NOTHING)
    if found.length < LENGTH or found.share < SHARE:
        return None
    return Choice(found.best, math.log(found.share), recalled=True)
