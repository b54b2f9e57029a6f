"""What the filters are given, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from bsl_pilot.completion.names import Resolver
from bsl_pilot.completion.ports import Answer, Stop
from bsl_pilot.syntax.blocks import Block, block_stack
from bsl_pilot.syntax.context import Context, context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way through the filters."""

    text: str
    """Goes at the cursor; ``\\n`` as line end."""
    answer: Answer
    """What the writer wrote, unchanged."""
    factor: float = 1.0
    """What the score is multiplied by, 0 to 1: how much the filters doubt the text."""
    replaces: int = 0
    """Bytes behind the cursor that the text stands for too: ``А, Б);`` before ``)`` replaces that bracket."""


class Filtered(NamedTuple):
    """What the filters made of a draft."""

    text: str | None
    """What may be shown, ``\\n`` as line end; None where it was dropped."""
    reason: str
    """The filter that dropped it; empty where none did."""
    factor: float = 1.0
    """What the score is to be multiplied by, 0 to 1."""
    replaces: int = 0
    """Bytes from the cursor on that the text replaces, all on the cursor's line."""


@dataclass(frozen=True)
class Place:
    """Where a draft would go. Make one for each request: what it finds out is remembered for the next draft."""

    document: Document
    offset: int
    """The cursor, in bytes."""
    multiline: bool = False
    """Whether a text of several lines is wanted."""
    names: Resolver | None = None
    """Names that exist; None where nothing is known."""
    stop: Stop | None = None
    """The rule that ends a text, the one that its writer was given."""

    @cached_property
    def line(self) -> Span:
        """Bytes of the cursor's line without its line end."""
        lines = self.document.text.lines
        return lines.line_span(lines.line_of(self.offset))

    @cached_property
    def before(self) -> str:
        """The cursor's line up to the cursor."""
        return self.document.text.slice(self.line.start, self.offset)

    @cached_property
    def after(self) -> str:
        """The cursor's line from the cursor on."""
        return self.document.text.slice(self.offset, max(self.line.end, self.offset))

    @cached_property
    def indent(self) -> str:
        """The blanks that the cursor's line begins with."""
        return self.before[: len(self.before) - len(self.before.lstrip(" \t"))]

    @cached_property
    def context(self) -> Context:
        """Code, query text, another string, a comment, …"""
        return context_at(self.document, self.offset)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks open before the cursor, outermost first."""
        return block_stack(self.document, self.offset)

    def lines_below(self, most: int) -> list[str]:
        """Up to ``most`` lines below the cursor's that are not blank."""
        lines = self.document.text.lines
        found: list[str] = []
        for number in range(lines.line_of(self.offset) + 1, len(lines)):
            if len(found) == most:
                break
            text = self.document.text.slice(*lines.line_span(number))
            if text.strip():
                found.append(text)
        return found


class Filter(Protocol):
    """One step: gives the draft unchanged, a changed one, or None to drop it. Changes nothing else."""

    def __call__(self, draft: Draft, place: Place, /) -> Draft | None: ...
