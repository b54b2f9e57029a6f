"""Step 2: what is typed is what was suggested.

Letter case does not count, for the language ignores it: the letters that the user typed stay, and the rest
of the text does not change under his hands.
"""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.completion.window import Window
from bsl_pilot.text.words import same


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a text written for an earlier place goes on at a later one."""

    typed: str
    """What the user has typed of it himself, in his letters."""
    rest: str
    closed: str
    """What the editor put behind the cursor meanwhile; it stands in ``rest`` too, so it is to be replaced."""


def rest_of(text: str, typed: str) -> str | None:
    """What is left of ``text`` behind ``typed``; None where that is not how it begins."""
    head = text[: len(typed)]
    return text[len(typed) :] if head == typed or same(head, typed) else None


def agreement(before: Window, text: str, now: Window) -> Agreement | None:
    """How ``text``, written for ``before``, goes on at ``now``; None where it does not or nothing is left."""
    typed = now.typed_since(before)
    return agreed_after(typed, before.behind, text, now) if typed is not None else None


def agreed_after(typed: str, behind: str, text: str, now: Window) -> Agreement | None:
    """The same, where ``typed`` was typed since and ``behind`` stood behind the cursor."""
    rest = rest_of(text, typed)
    if not rest:
        return None
    closed = now.closed_since(behind)
    return Agreement(typed, rest, closed) if closed is not None and closed in rest else None
