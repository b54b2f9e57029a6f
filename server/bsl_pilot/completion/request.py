"""What the editor asks of the engine, and what it gets: offsets are bytes of the document's UTF-8 text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bsl_pilot.completion.ports import Source
from bsl_pilot.syntax.document import Document


@dataclass(frozen=True, slots=True)
class Selected:
    """The entry that is chosen in the open suggestion list: what is offered must begin with it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request for ghost text."""

    uri: str
    path: str
    """The file relative to its workspace, ``/`` as separator; names the module to the model."""
    document: Document
    offset: int
    """The cursor."""
    invoked: bool = False
    """Asked for by hand: no waiting, and less is held back."""
    selected: Selected | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One text to show: ``text`` replaces the bytes ``start:end``, which hold the cursor."""

    id: str
    text: str
    """With the document's line ends."""
    start: int
    end: int
    source: Source
    score: float
    """How likely it is to be taken, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a request, best offer first; without offers ``dropped`` says why."""

    offers: tuple[Offer, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Names of the steps that held a text back, and how many each."""
    seconds: float = 0.0
