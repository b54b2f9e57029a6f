"""Names that do not exist."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.completion.spot import names_in
from bsl_pilot.text.words import fold, word_before

UNKNOWN = 0.3
"""What one unknown name leaves of the score."""


def resolve(draft: Draft, place: Place) -> Draft | None:
    """Lowers the score for every unknown name; drops a call of a method that its module does not export.

    What stands where any name may stand (a new variable, text) is not looked at.
    """
    names = place.names
    if names is None:
        return draft
    factor = draft.factor
    whole = place.before + draft.text
    for start, end, (folded, member) in names_in(place.before, draft.text):
        begin = len(place.before) + start
        if member and draft.text[end : end + 1] == "(":
            known = names.method_of(fold(_owner(whole, begin)), folded)
            if known is False:
                return None
            if known:
                continue
        goes_on = end == len(draft.text) and word_before(place.after[:1], 1) != ""
        if not goes_on and not names.exists(folded, member=member):
            factor *= UNKNOWN
    return replace(draft, factor=factor)


def _owner(text: str, at: int) -> str:
    """The name before the dot that ends at ``at``, empty where that is a member itself."""
    before = text[:at].rstrip(" \t")[:-1].rstrip(" \t")
    name = word_before(before, len(before))
    return "" if before[: len(before) - len(name)].rstrip(" \t").endswith(".") else name
