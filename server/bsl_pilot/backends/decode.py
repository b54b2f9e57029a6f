"""The loop that writes: read what is new of the prompt, choose a token, let the model check what memory drafted.

Greedy. A draft changes how many passes a text costs, never the text: a drafted token stays only if it is the one
that is chosen anyway.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bsl_pilot.backends.admission import admission
from bsl_pilot.backends.cached import Cached
from bsl_pilot.backends.choose import Admits, Choice, Mix, choose, only, probabilities
from bsl_pilot.backends.memories import Memories
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.recollection import Recollection
from bsl_pilot.backends.runtime import Logits
from bsl_pilot.backends.watch import Clock, Pace, Watch
from bsl_pilot.backends.writing import Writing
from bsl_pilot.completion.ports import Answer, End, Job, Source

CHUNK = 192
"""Tokens of a prompt that are read between two looks at the flag: all of it, some 15 ms. In two portions it takes a
sixth longer."""
DRAFT = 8
"""The most drafted tokens that are checked in one pass, which takes some 1.5 times as long as one token."""


@dataclass(slots=True)
class Effort:
    """What the last completion cost."""

    prompt: int = 0
    """Tokens of the prompt."""
    read: int = 0
    """Of these, tokens that were not in the cache."""
    passes: int = 0
    """Passes of the model behind the prompt."""
    drafted: int = 0
    accepted: int = 0


class Decoder:
    """Writes completions with one model. Used by one thread."""

    def __init__(
        self,
        model: Model,
        memories: Memories | None = None,
        mix: Mix | None = None,
        clock: Clock = time.monotonic,
        draft: int = DRAFT,
    ) -> None:
        """``memories`` draft, and ``mix`` takes them into the model's probabilities; without them it is alone."""
        self.effort = Effort()
        self._model = model
        self._memories = memories
        self._mix = mix
        self._clock = clock
        self._draft = draft
        self._pace = Pace()
        self._cached = Cached(model.runtime)

    def complete(self, job: Job) -> Answer:
        """See ``ports.Backend.complete``.

        Raises:
            BackendError: the model failed.
        """
        place = self._model.place(job.prompt)
        watch = Watch(job, self._clock, self._pace)
        writing = Writing(job, self._model.tokens.spelling, place.pending, Source.EDGE)
        self.effort = Effort(len(place.ids))
        logits = self._read(place.ids, writing, watch)
        if logits is None:
            return writing.answer()
        recollection = self._recollect(
            job, place.last
        )  # also where nothing is to be written: it remembers the text
        if job.max_tokens <= 0:
            return writing.answer()
        self._write(
            logits, writing, recollection, watch, admission(job, writing, self._model.tokens.spelling)
        )
        return writing.answer(recollection.match)

    def _recollect(self, job: Job, last: Sequence[int]) -> Recollection:
        context, memories = self._memories.at(job.prompt, last) if self._memories else ([], [])
        return Recollection(context, memories, self._model.tokens.size)

    def _read(self, ids: Sequence[int], writing: Writing, watch: Watch) -> Logits | None:
        """Reads what is new of a prompt; the logits behind it, or None where there is nothing to write."""
        if not ids:
            writing.end = End.STOP
            return None
        logits = self._cached.align(ids)
        self.effort.read = len(ids) - len(self._cached)
        while len(self._cached) < len(ids):
            chunk = ids[len(self._cached) : len(self._cached) + CHUNK]
            writing.end = watch.end(len(chunk))
            if writing.end is not None:
                return None
            logits = self._feed(chunk, 1)[0]
        return logits

    def _write(
        self,
        logits: Logits,
        writing: Writing,
        recollection: Recollection,
        watch: Watch,
        admits: Admits | None,
    ) -> None:
        start = len(self._cached)
        ahead: list[
            tuple[int, Logits]
        ] = []  # drafted tokens that the model has read, and the logits behind each
        while (choice := self._choose(logits, writing, recollection, admits)) is not None:
            writing.take(choice)
            if writing.end is not None:
                return
            recollection.add(choice.token)
            drafted = bool(ahead) and ahead[0][0] == choice.token
            step = [] if drafted else self._step(start, writing, recollection)
            writing.end = End.LIMIT if not (drafted or step) else watch.end(len(step))
            if writing.end is not None:
                return
            if drafted:
                self.effort.accepted += 1
                logits = ahead.pop(0)[1]
                continue
            rows = self._feed(step, len(step))
            self.effort.passes += 1
            logits, ahead = rows[0], list(zip(step[1:], rows[1:], strict=True))
        writing.end = End.STOP

    def _step(self, start: int, writing: Writing, recollection: Recollection) -> list[int]:
        """The last token and what memory drafts behind it; nothing where the cache is full."""
        self._cached.rewind(start + len(writing.tokens) - 1)
        drafts = [] if writing.pending else recollection.draft(min(self._draft, self._cached.room - 1))
        self.effort.drafted += len(drafts)
        return [writing.tokens[-1], *drafts] if self._cached.room > 0 else []

    def _choose(
        self, logits: Logits, writing: Writing, recollection: Recollection, admits: Admits | None
    ) -> Choice | None:
        among = self._model.healer.allowed(writing.pending) if writing.pending else None
        recalls = recollection.recalls(among)
        likely = probabilities(logits)
        if among is not None:
            likely = only(likely, among)
        if recalls and self._mix is not None:
            likely = self._mix(likely, recalls)
        return choose(likely, recalls, among, admits)

    def _feed(self, ids: Sequence[int], keep: int) -> Logits:
        started = self._clock()
        logits = self._cached.feed(ids, keep)
        self._pace.learn(len(ids), self._clock() - started)
        return logits
