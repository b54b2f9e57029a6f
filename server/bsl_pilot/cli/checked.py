"""What one check of ``bsl-pilot doctor`` found."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bsl_pilot.locale import Text

State = Literal["ok", "warning", "failed"]


class Check(NamedTuple):
    """One check: its name for programs, for people, how it went, what was seen, what to do."""

    id: str
    title: Text
    state: State
    detail: str
    advice: Text | None = None
