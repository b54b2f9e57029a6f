"""Offers as the editor sees them: on one line, counted in UTF-16 units."""

from __future__ import annotations

from typing import Any

import pytest

from bsl_pilot.completion.ports import Source
from bsl_pilot.completion.request import Offer
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.offers import Offers
from bsl_pilot.lsp.view import View
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import PositionEncoding

from tests import marks


def item(offers: Offers, marked: str, text: str) -> tuple[str, Any]:
    """What is sent for a text that replaces the marked range; and that range."""
    parsed = marks.parse(marked)
    document = Document.parse(parsed.text)
    (span,) = parsed.ranges
    offer = Offer("1", text, span.start, span.end, Source.EDGE, 0.5)
    sent = offers.item(offer, document, Places(document.text, PositionEncoding.UTF16), View())
    assert sent["command"]["arguments"] == ["1"]
    start, end = sent["range"]["start"], sent["range"]["end"]
    assert start["line"] == end["line"]
    return sent["insertText"], (start["line"], start["character"], end["character"])


@pytest.mark.parametrize(
    ("marked", "text", "sent", "place"),
    [
        ("А🙂 = ⟦⟧", "Б;", "Б;", (0, 6, 6)),
        ("🙂 ⟦Ес⟧", "Если\n\tА;", "Если\n\tА;", (0, 3, 5)),
        ("⟦Если\n\tС⟧", "Если\n\tСообщить();\n", "\tСообщить();\n", (1, 0, 2)),
        ("А;⟦\r\n\tБ🙂;\r\n\t⟧", "\r\n\tБ🙂;\r\n\tВ;\r\n", "\tВ;\r\n", (2, 0, 1)),
    ],
)
def test_what_is_replaced_is_on_one_line(marked: str, text: str, sent: str, place: tuple[int, ...]) -> None:
    assert item(Offers(), marked, text) == (sent, place)


@pytest.mark.parametrize(("units", "characters"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (99, 5), (-5, 0)])
def test_units_are_characters(units: int, characters: int) -> None:
    offers = Offers()
    item(offers, "⟦⟧", "А🙂Б;\n")
    assert offers.characters("1", units) == characters


def test_units_count_from_the_line_that_was_sent() -> None:
    offers = Offers()
    item(offers, "⟦Если 🙂\n\tС⟧", "Если 🙂\n\tСообщить();")
    assert offers.characters("1", 3) == len("Если 🙂\n") + 3


def test_offers_of_long_ago_are_forgotten() -> None:
    assert Offers().characters("none", 7) == 7
