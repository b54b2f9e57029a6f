"""The end of a text: where the stop rule wants it, and never in the middle of a name."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.ports import End
from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.completion.spot import constrains
from bsl_pilot.text.words import fold, word_before


def cut_at_stop(draft: Draft, place: Place) -> Draft:
    """Cuts at the stop rule's end; of a text that was broken off also the word that may be half written."""
    text = draft.text
    size = place.stop(text) if place.stop is not None else None
    if size is not None:
        text = text[:size]
    elif draft.answer.end is not End.STOP:
        text = _whole_words(text, place)
    return replace(draft, text=text.rstrip())


def first_line(draft: Draft, place: Place) -> Draft:
    """Keeps the first line where one line is wanted."""
    if place.multiline:
        return draft
    return replace(draft, text=draft.text.partition("\n")[0].rstrip())


def _whole_words(text: str, place: Place) -> str:
    last = word_before(text, len(text))
    if not last:
        return text
    spot = constrains(place.before + text)
    if spot and place.names is not None and place.names.exists(fold(spot.folded), member=spot.member):
        return text
    return text[: len(text) - len(last)]
