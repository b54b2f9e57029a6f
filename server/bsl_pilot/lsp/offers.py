"""Offers as the editor sees them: places on one line, lengths in UTF-16 units."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NamedTuple

from bsl_pilot.completion.request import Offer
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import View
from bsl_pilot.syntax.document import Document

ACCEPTED = "bslPilot.completion.accepted"
"""The command that an editor runs when an offer was taken; its argument is the offer's id."""
_ACCEPTED = Text("Дополнение принято", "Completion accepted")
_REMEMBERED = 64
"""Offers whose texts are remembered: the editor speaks of the last ones only."""


class _Given(NamedTuple):
    left_out: str
    """What of the offer stands on earlier lines of the document."""
    text: str


class Offers:
    """What was sent to the editor, to understand what it says of it later."""

    def __init__(self) -> None:
        self._given: OrderedDict[str, _Given] = OrderedDict()

    def item(self, offer: Offer, document: Document, places: Places, view: View) -> dict[str, Any]:
        """An offer as an ``InlineCompletionItem``.

        What it replaces must begin and end on one line, so that of a text into which the user has typed a line
        end only what follows it is sent.
        """
        text, start = offer.text, offer.start
        typed = document.text.slice(offer.start, offer.end)
        cut = typed.rfind("\n") + 1
        if cut:
            at = -1
            for _ in range(typed.count("\n")):
                at = text.index("\n", at + 1)
            text = text[at + 1 :]
            start += len(typed[:cut].encode("utf-8", "surrogatepass"))
        self._given[offer.id] = _Given(offer.text[: len(offer.text) - len(text)], text)
        while len(self._given) > _REMEMBERED:
            self._given.popitem(last=False)
        return {
            "insertText": text,
            "range": places.range(start, offer.end),
            "command": {"title": _ACCEPTED.to(view.locale), "command": ACCEPTED, "arguments": [offer.id]},
        }

    def characters(self, offer_id: str, units: int) -> int:
        """How many characters of the whole offer are taken with so many UTF-16 units of what was sent last."""
        given = self._given.get(offer_id)
        if given is None:
            return units
        taken = given.text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)]
        return len(given.left_out) + len(taken.decode("utf-16-le", "ignore"))
