"""The word at a position: its token, and what it is where it is a name of code."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.features.names import Name, names
from bsl_pilot.features.units import Unit, unit_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.positions import Span

_PUNCTUATION = frozenset({"(", ")", ",", ";", ".", "[", "]"})


class WordAt(NamedTuple):
    """A token in its unit. ``name`` is None for what is no name of code: strings, comments, keywords."""

    unit: Unit
    token: Token
    names: list[Name]
    name: Name | None

    @property
    def span(self) -> Span:
        """Bytes of the document."""
        return Span(self.unit.start + self.token.start, self.unit.start + self.token.end)


def word_at(document: Document, offset: int) -> WordAt | None:
    """The token that touches ``offset``; of two, the one that is not punctuation, else the latter."""
    unit = unit_at(document, offset)
    if unit is None:
        return None
    data = unit.data(document)
    found = list(tokens(data))
    at = offset - unit.start
    touching = (one for one in reversed(found) if one.start <= at <= one.end)
    token = next((one for one in touching if one.kind not in _PUNCTUATION), None)
    if token is None:
        return None
    known = names(data, found)
    return WordAt(unit, token, known, next((one for one in known if one.start == token.start), None))


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
