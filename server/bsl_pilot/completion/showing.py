"""What stands in the editor as ghost text, one text for each document."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Found
from bsl_pilot.completion.prompt import normalise
from bsl_pilot.completion.request import Offer
from bsl_pilot.completion.typed import agreement
from bsl_pilot.completion.window import Window


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer that was given to the editor."""

    offer: Offer
    cursor: Cursor
    """The place for which it was given."""
    window: Window
    """The place where its text begins."""
    text: str
    """With ``\\n`` as line end."""
    found: Found


class Showing:
    """The offers that are on screen, as far as is known."""

    def __init__(self) -> None:
        self._of_document: dict[str, Shown] = {}

    def give(self, cursor: Cursor, found: Found, offer_id: str, score: float) -> Offer:
        """The offer of a text at a cursor; from now on it is what the document shows."""
        offer = _offer(cursor, cursor.lead, found, offer_id, score)
        begins = cursor.window.back(len(normalise(cursor.lead)))
        text = normalise(cursor.lead) + found.agreed.rest
        self._of_document[cursor.uri] = Shown(offer, cursor, begins, text, found)
        return offer

    def typed_on(self, cursor: Cursor) -> Offer | None:
        """The offer that is shown, where what was typed since is how it begins: same id, same beginning."""
        shown = self._of_document.get(cursor.uri)
        if shown is None:
            return None
        agreed = agreement(shown.window, shown.text, cursor.window)
        if agreed is None or (cursor.lead and not agreed.typed.endswith(normalise(cursor.lead))):
            return None
        found = Found(shown.found.written, agreed, shown.offer.source)
        typed = cursor.lead or agreed.typed
        return _offer(cursor, typed, found, shown.offer.id, shown.offer.score)

    def of(self, uri: str) -> Shown | None:
        """What a document shows."""
        return self._of_document.get(uri)

    def by_id(self, offer_id: str) -> Shown | None:
        """What shows the offer."""
        return next((one for one in self._of_document.values() if one.offer.id == offer_id), None)

    def clear(self, uri: str) -> None:
        """Nothing is shown any more."""
        self._of_document.pop(uri, None)


def _offer(cursor: Cursor, typed: str, found: Found, offer_id: str, score: float) -> Offer:
    """The offer of a text at the cursor, with what is typed of it already."""
    start, end = cursor.span(typed)
    text = normalise(typed) + found.agreed.rest
    line_end = cursor.document.text.line_end()
    if line_end != "\n":
        text = text.replace("\n", line_end)
    return Offer(offer_id, text, start, end + found.replaces, found.source, score)
