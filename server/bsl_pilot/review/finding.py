"""What a rule finds, before anybody decides how to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bsl_pilot.locale import Text
from bsl_pilot.text.snapshot import TextEdit

Edits = Sequence[TextEdit]
Fix = Callable[[], Edits | None]
"""Works out the edits of a repair, when somebody wants it; None where it turns out that there is none."""


class Place(Protocol):
    """Anything that says where it is: a node, a comment, a query, a run of bytes."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Range(NamedTuple):
    """A place by its bytes."""

    start: int
    end: int


class Reason(NamedTuple):
    """Another place that explains a finding, in the same offsets."""

    start: int
    end: int
    message: Text


@dataclass(slots=True, frozen=True)
class Finding:
    """One finding at its bytes: of the piece in rules of pieces, of the module in rules of modules.

    ``fields`` fill the message. ``fix`` is called only when the repair is asked for.
    """

    start: int
    end: int
    message: Text
    fields: Mapping[str, object] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    fix: Fix | None = None


Found = Iterator[Finding]
"""What a check gives: it yields findings."""


def reason(place: Place, message: Text) -> Reason:
    """A place that explains a finding."""
    return Reason(place.start, place.end, message)


def replace(place: Place, text: str) -> TextEdit:
    """An edit that puts a text where something stands."""
    return TextEdit(place.start, place.end, text)


def insert(at: int, text: str) -> TextEdit:
    """An edit that inserts a text."""
    return TextEdit(at, at, text)


def delete(start: int, end: int) -> TextEdit:
    """An edit that removes a range."""
    return TextEdit(start, end, "")
