"""Step 11: what becomes of the offers, and whether what was accepted stays in the code.

No timer runs: a text does not change between two edits, so that each look at it is taken before the first edit
that comes after the look was due.
"""

from __future__ import annotations

import difflib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bsl_pilot.completion.ledger import Ledger
from bsl_pilot.completion.request import Offer
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

LOOKS = (30.0, 120.0, 600.0)
"""Seconds after acceptance at which is looked whether the text is still there."""
STILL_THERE = 0.75
"""Share of the accepted text that must be left, in order."""
_OPEN = 64
"""Offers whose outcome is awaited, at most."""
_KEPT = 256
"""Accepted texts that are watched, at most."""
_NEAR = 400
"""Bytes around its place in which an accepted text is looked for."""


@dataclass(slots=True)
class _Open:
    uri: str
    offer: Offer
    features: Mapping[str, float]
    shown: bool = False
    taken: int = 0


@dataclass(slots=True)
class _Accepted:
    uri: str
    text: str
    start: int
    end: int
    due: list[float] = field(default_factory=list)
    """Times of the looks that are still to come."""


class Outcomes:
    """Follows offers from the editor into the code and writes into the ledger."""

    def __init__(self, ledger: Ledger, clock: Callable[[], float]) -> None:
        self.ledger = ledger
        self._clock = clock
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._accepted: list[_Accepted] = []
        self._texts: dict[str, TextSnapshot] = {}

    def offered(self, uri: str, offer: Offer, features: Mapping[str, float]) -> None:
        """An offer went to the editor."""
        self._open[offer.id] = _Open(uri, offer, features)
        while len(self._open) > _OPEN:
            self._settle(self._open.popitem(last=False)[1], "ignored")

    def shown(self, offer_id: str) -> None:
        """The editor showed it; an offer counts once."""
        offered = self._open.get(offer_id)
        if offered is not None and not offered.shown:
            offered.shown = True
            self.ledger.count("shown")

    def accepted(self, offer_id: str, chars: int | None, text: TextSnapshot) -> None:
        """The user took it all, or its first ``chars`` characters so far. ``text`` is the document now."""
        offered = self._open.get(offer_id)
        if offered is None:
            return
        if not offered.shown:
            self.shown(offer_id)
        whole = chars is None or chars >= len(offered.offer.text)
        taken = offered.offer.text if whole else offered.offer.text[:chars]
        self.ledger.count("accepted_chars", len(taken) - offered.taken)
        if not offered.taken:
            self.ledger.count("accepted" if whole else "partial")
        elif whole:
            self.ledger.count("accepted")
            self.ledger.count("partial", -1)
        offered.taken = len(taken)
        if whole:
            self._open.pop(offer_id)
            self.ledger.observe(offered.features, "accepted")
            self._watch(offered.uri, taken, offered.offer.start, text)

    def rejected(self, offer_id: str) -> None:
        """The user refused it."""
        offered = self._open.pop(offer_id, None)
        if offered is not None:
            self._settle(offered, "rejected")

    def of(self, offer_id: str) -> tuple[str, Offer] | None:
        """Document and text of an offer whose outcome is still open."""
        offered = self._open.get(offer_id)
        return (offered.uri, offered.offer) if offered is not None else None

    def changed(self, uri: str, edits: Iterable[ByteEdit], text: TextSnapshot) -> None:
        """A document was edited and is ``text`` now."""
        self.look()
        self._texts[uri] = text
        for edit in edits:
            for one in self._accepted:
                if one.uri == uri:
                    _move(one, edit)
        self._accepted = [one for one in self._accepted if one.due]
        if not any(one.uri == uri for one in self._accepted):
            del self._texts[uri]

    def closed(self, uri: str) -> None:
        """A document was closed: what is to be seen there later won't be seen."""
        self.look()
        self._accepted = [one for one in self._accepted if one.uri != uri]
        self._texts.pop(uri, None)
        for offer_id in [name for name, one in self._open.items() if one.uri == uri]:
            self._settle(self._open.pop(offer_id), "ignored")

    def look(self) -> None:
        """Takes the looks that are due."""
        now = self._clock()
        for one in self._accepted:
            while one.due and one.due[0] <= now:
                age = LOOKS[-len(one.due)]
                one.due.pop(0)
                self.ledger.looked(age, still_there=_is_there(one, self._texts[one.uri]))

    def _watch(self, uri: str, taken: str, start: int, text: TextSnapshot) -> None:
        data = taken.encode("utf-8", "surrogatepass")
        floor = max(0, start - _NEAR)
        at = text.data.find(data, floor, start + len(data) + _NEAR)
        began, ended = (at, at + len(data)) if at >= 0 else (start, start)  # the edit is still to come
        now = self._clock()
        self._accepted.append(_Accepted(uri, taken, began, ended, [now + age for age in LOOKS]))
        self._accepted = self._accepted[-_KEPT:]
        self._texts[uri] = text

    def _settle(self, offered: _Open, outcome: str) -> None:
        if offered.taken:
            outcome = "partial"
        elif offered.shown:
            self.ledger.count(outcome)
        if offered.shown:
            self.ledger.observe(offered.features, outcome)


def _move(one: _Accepted, edit: ByteEdit) -> None:
    """Moves a range with an edit; what is typed at its edges is outside, unless the range is still empty."""
    shift = len(edit.text) - (edit.end - edit.start)
    if one.start == one.end and edit.start <= one.start <= edit.end:
        one.start, one.end = edit.start, edit.start + len(edit.text)
    elif edit.end <= one.start:
        one.start, one.end = one.start + shift, one.end + shift
    elif edit.start < one.end:
        one.start, one.end = min(one.start, edit.start), max(one.end, edit.end) + shift


def _is_there(one: _Accepted, text: TextSnapshot) -> bool:
    """Whether most of the accepted text is left where it was put, in order; blanks don't count."""
    was, now = "".join(one.text.split()), "".join(text.slice(one.start, one.end).split())
    if was in now:
        return True
    blocks = difflib.SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= STILL_THERE * len(was)
