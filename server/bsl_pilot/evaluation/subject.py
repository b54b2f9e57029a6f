"""What is measured: an engine, as the editor asks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from bsl_pilot.completion.ports import Backend
from bsl_pilot.completion.prompt import normalise
from bsl_pilot.completion.request import Offer, Request, Result
from bsl_pilot.evaluation.virtual import Paced, VirtualClock
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit


class Completer(Protocol):
    """An engine."""

    async def complete(self, request: Request) -> Result:
        """Offers for one request."""
        ...

    def changed(self, uri: str, edits: Sequence[ByteEdit], document: Document) -> None:
        """A document was edited and is ``document`` now."""
        ...

    def shown(self, offer_id: str) -> None:
        """The editor shows an offer."""
        ...

    def accepted(self, offer_id: str) -> None:
        """The user took an offer."""
        ...

    def closed(self, uri: str) -> None:
        """A document was closed: nothing of it is remembered."""
        ...

    async def close(self) -> None:
        """Ends everything that is under way."""
        ...


class Subject(NamedTuple):
    """An engine in virtual time and its backend."""

    engine: Completer
    backend: Paced
    threshold: float
    """The least score at which the show-filter that ships lets a text through."""
    prepare: Callable[[str], object] = lambda _path: None
    """Builds what is known of all modules but this one, which an editor has at hand before it asks."""


class Build(Protocol):
    """Makes the engine that is measured."""

    def __call__(self, clock: VirtualClock, wrap: Callable[[Backend], Paced], *, everything: bool) -> Subject:
        """An engine with this clock, its backend wrapped. ``everything``: its show-filter scores, but holds
        nothing back."""
        ...


class Applied(NamedTuple):
    """A module with an offer in its place."""

    document: Document
    start: int
    """The cursor."""
    end: int
    """Byte behind the offered text."""
    text: str
    """What the offer adds behind the cursor; lines end with LF."""


def applied(document: Document, offset: int, offer: Offer) -> Applied | None:
    """Puts an offer in its place; None where it would change what stands before the cursor, or misses it."""
    if not offer.start <= offset <= offer.end <= len(document.text.data):
        return None
    text = offer.text.encode("utf-8", "surrogatepass")
    before = document.text.data[offer.start : offset]
    if not text.startswith(before):
        return None
    after = document.edit([ByteEdit(offer.start, offer.end, text)])
    end = offer.start + len(text)
    return Applied(after, offset, end, normalise(after.text.slice(offset, end)))
