"""Texts too short to be worth a look, or too long to be meant."""

from __future__ import annotations

from bsl_pilot.completion.post.types import Draft, Place

LEAST = 3
MOST = 8_000
"""Characters; the longest block that is asked for has about 1,000."""


def long_enough(draft: Draft, _place: Place) -> Draft | None:
    """Drops a text of less than three characters, blanks not counted."""
    return draft if sum(not char.isspace() for char in draft.text) >= LEAST else None


def not_endless(draft: Draft, _place: Place) -> Draft | None:
    """Drops a text that no rule ended; it runs first, so that the other filters need not fear it."""
    return draft if len(draft.text) <= MOST else None
