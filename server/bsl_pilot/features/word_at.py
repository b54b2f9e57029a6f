"""The word at a position: its token, and what it is where it is a name of code."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from bsl_pilot.features.highlight_names import unit_names
from bsl_pilot.features.names import Name
from bsl_pilot.features.units import Unit, unit_at, unit_fact
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.positions import Span

_TOUCHED = frozenset(KIND_OF_WORD.values()) | {
    *("identifier", "number", "date", "string", "open_string", "stray_string", "comment", "preproc")
}
"""Tokens that a position right behind them is on, too; of punctuation nothing can be said."""
_NO_CODE = frozenset({"comment", "preproc"})
_NOTHING = Token("", 0, 0)


class WordAt(NamedTuple):
    """A token in its unit, and the one of code before it (empty where there is none).

    ``name`` is None for what is no name of code: strings, comments, keywords."""

    unit: Unit
    before: Token
    token: Token
    names: list[Name]
    name: Name | None

    @property
    def span(self) -> Span:
        """Bytes of the document."""
        return Span(self.unit.start + self.token.start, self.unit.start + self.token.end)


def word_at(document: Document, offset: int) -> WordAt | None:
    """The word, literal or comment that touches ``offset``; of two the latter."""
    unit = unit_at(document, offset)
    if unit is None:
        return None
    data = unit.data(document)
    at = offset - unit.start
    found = list(takewhile(lambda one: one.start <= at, tokens(data)))
    place = len(found) - 1
    if place >= 0 and found[place].kind not in _TOUCHED:
        place -= 1  # the place right behind a word is on it, too
    if place < 0 or found[place].kind not in _TOUCHED or at > found[place].end:
        return None
    token, known = found[place], unit_fact(document, unit, unit_names)
    before = next((one for one in reversed(found[:place]) if one.kind not in _NO_CODE), _NOTHING)
    return WordAt(unit, before, token, known, next((one for one in known if one.start == token.start), None))


def chain_before(data: bytes, found: list[Name], name: Name) -> tuple[Name, ...] | None:
    """The names before the dot of a member, the first one first; None where not only names and dots stand there."""
    at = found.index(name)
    chain: list[Name] = []
    while data[: found[at].start].rstrip().endswith(b"."):
        if at == 0 or data[found[at - 1].end : found[at].start].strip() != b".":
            return None
        at -= 1
        chain.append(found[at])
    return tuple(reversed(chain))
