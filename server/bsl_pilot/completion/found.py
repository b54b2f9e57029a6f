"""Texts inside the engine: as they were written for a place, and as they go on at the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.completion.ports import Answer, Source
from bsl_pilot.completion.typed import Agreement


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer and the filters made of one place. ``text`` is empty where they dropped it: ``reason``."""

    text: str
    reason: str
    answer: Answer
    factor: float = 1.0
    """What the filters make of its score, 0 to 1."""
    replaces: int = 0
    """Bytes behind the cursor that it stands for too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text that fits at the cursor, wherever it comes from."""

    written: Written
    agreed: Agreement
    source: Source

    @property
    def replaces(self) -> int:
        """Bytes behind the cursor that it stands for."""
        return self.written.replaces + len(self.agreed.closed)
