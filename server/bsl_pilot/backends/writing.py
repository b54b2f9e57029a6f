"""A completion while it is written: its text, what it knows about itself, and when it is complete."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from bsl_pilot.backends.choose import Choice
from bsl_pilot.completion.ports import Answer, Confidence, End, Job, Source


class Writing:
    """Takes tokens one by one."""

    def __init__(self, job: Job, spelling: Sequence[bytes], pending: bytes, source: Source) -> None:
        """``spelling``: the bytes of every token; ``pending``: those that the first tokens write once more."""
        self.pending = pending
        self.text = ""
        self.tokens: list[int] = []
        self.end: End | None = None
        """Why it ended; None while it goes on."""
        self._job = job
        self._spelling = spelling
        self._source = source
        self._logs: list[float] = []
        self._recalled = 0
        self._written = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    @property
    def held(self) -> bytes:
        """The first bytes of a character that the tokens so far leave unfinished."""
        return self._decoder.getstate()[0]

    def take(self, choice: Choice) -> None:
        """Writes a token; ``end`` says afterwards whether the text is complete."""
        spelling = self._spelling[choice.token] if choice.token < len(self._spelling) else b""
        self._logs.append(choice.log)
        self._recalled += choice.recalled
        if not spelling:
            self.end = End.STOP
            return
        self.tokens.append(choice.token)
        new = self._behind_pending(spelling)
        if new:
            self._write(new)

    def answer(self, match: int = 0) -> Answer:
        """The completion; a character that is not whole yet is no part of it. ``match``: see ``Confidence``."""
        return Answer(self.text, self._source, self.end or End.LIMIT, self._confidence(match))

    def _write(self, new: bytes) -> None:
        self._written += 1
        try:
            self.text += self._decoder.decode(new).replace("\r", "")
        except UnicodeDecodeError:  # a model that writes what is no text has lost its way
            self.end = End.STOP
            return
        size = self._job.stop(self.text)
        if size is not None:
            self.text = self.text[:size]
            self.end = End.STOP
        elif self._written >= self._job.max_tokens:
            self.end = End.LIMIT
        self._job.heard(self.text)

    def _behind_pending(self, spelling: bytes) -> bytes:
        """What a token writes behind the cursor."""
        done = min(len(self.pending), len(spelling))
        self.pending = self.pending[done:]
        return spelling[done:]

    def _confidence(self, match: int) -> Confidence:
        logs = self._logs
        if not logs:
            return Confidence(match=match)
        mean = sum(logs) / len(logs)
        return Confidence(len(logs), mean, min(logs), logs[0], self._recalled / len(logs), match)
