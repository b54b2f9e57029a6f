"""What the engine asks of whoever writes completions, and what it gets back.

A backend has one method, :meth:`Backend.complete`. A job of no tokens asks it only to get ready for that place
(an edge model reads the prompt into its cache). Times are seconds of the clock that the engine was given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Source(StrEnum):
    """Who wrote a completion."""

    EDGE = "edge"
    MEMORY = "memory"
    CLOUD = "cloud"
    CACHE = "cache"


class End(StrEnum):
    """Why a completion ends where it does."""

    STOP = "stop"
    """The stop rule said that it is complete, or the model ended it."""
    LIMIT = "limit"
    """The most tokens were written."""
    DEADLINE = "deadline"
    CANCELLED = "cancelled"


class Cancel:
    """A flag that one thread sets and another looks at before every token."""

    __slots__ = ("cancelled",)

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Asks for an end as soon as possible; nothing is undone."""
        self.cancelled = True


@dataclass(frozen=True, slots=True)
class Prompt:
    """Where to write. Texts have ``\\n`` as the only line end."""

    header: str
    """Kind and name of the module: ``ОбщийМодуль.Продажи``; empty where it is not known."""
    prefix: str
    """Text before the cursor, as much of it as is worth reading; the nearest part counts most."""
    suffix: str = ""
    """Text behind the cursor."""
    path: str = ""
    """The file, as the project's memory knows it: its old state there is left out of account."""


class Names(Protocol):
    """The names that exist where the cursor is, in folded letters (``text.words.fold``)."""

    def begins(self, folded: str, *, member: bool) -> bool:
        """Whether some name that exists begins so. ``member``: it stands behind a dot."""
        ...


Stop = Callable[[str], int | None]
"""Given the text written so far: the number of its characters that make the complete answer, or None to go on."""


def _never(_text: str) -> int | None:
    return None


def _unheard(_text: str) -> None:
    """For those who wait for the whole answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """One completion to write."""

    prompt: Prompt
    max_tokens: int
    """The most tokens to write; 0 only reads the prompt."""
    deadline: float
    """When the answer is due: what is written by then is the answer."""
    stop: Stop = _never
    """Asked on the backend's thread after every token."""
    names: Names | None = None
    """Names that may be written; None where nothing is known."""
    heard: Callable[[str], None] = _unheard
    """Told the text so far, on the backend's thread, after every token."""
    cancel: Cancel = field(default_factory=Cancel)


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the writer knew about its own text: the features of the show-filter."""

    tokens: int = 0
    mean: float = 0.0
    """Mean natural logarithm of the chosen tokens' probabilities."""
    least: float = 0.0
    """The smallest of these logarithms."""
    first: float = 0.0
    """That of the first token."""
    recalled: float = 0.0
    """Share of the tokens that the project's memory proposed too."""
    match: int = 0
    """Tokens before the cursor that the memory found in the project, at most what it looks at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A completion as its writer left it, before any filter."""

    text: str
    """Goes at the cursor, ``\\n`` as line end."""
    source: Source
    end: End
    confidence: Confidence = Confidence()


class Backend(Protocol):
    """A writer of completions.

    Raises:
        bsl_pilot.errors.BackendError: it can't write now (not loaded, failed, not reached); says why.
    """

    async def complete(self, job: Job) -> Answer:
        """Writes the completion; ends early when the job is cancelled or its deadline is near."""
        ...
