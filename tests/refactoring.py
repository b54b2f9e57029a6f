"""How refactorings are tried: on a text with marks, with both line ends, behind a character outside of the BMP."""

from __future__ import annotations

from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Context, Place, Proposal
from bsl_pilot.features.refactor.catalogue import REFACTORINGS, edits_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults
from bsl_pilot.text.snapshot import apply

from tests.marks import parse

COMMON = Context(ModuleFacts("common"))
_BEFORE = "// 🙂 модуль\n\n"


def place_of(marked: str, context: Context = COMMON) -> Place:
    """The place of the only range, or cursor, of a marked text."""
    text, cursors, ranges = parse(marked)
    start, end = ranges[0] if ranges else (cursors[0], cursors[0])
    return Place(Document.parse(text), start, end, context)


def find(key: str, marked: str, context: Context = COMMON) -> Proposal | None:
    """What a refactoring proposes."""
    (one,) = (one for one in REFACTORINGS if one.key == key)
    return one.find(place_of(marked, context))


def done(key: str, marked: str, context: Context = COMMON) -> str:
    """The text after a refactoring."""
    place = place_of(marked, context)
    return apply(place.document.text, edits_of(place, key)).text


def check(key: str, marked: str, expected: str, context: Context = COMMON) -> None:
    """A refactoring makes ``expected`` of a text."""
    after = done(key, marked, context)
    assert after == expected
    assert faults(Document.parse(after)) == []
    crlf = done(key, marked.replace("\n", "\r\n"), context)
    assert crlf == expected.replace("\n", "\r\n")
    if key != "standard_regions":
        assert done(key, _BEFORE + marked, context) == _BEFORE + expected


def refused(key: str, marked: str, context: Context = COMMON) -> str:
    """The reason why a refactoring is shown but can't be taken."""
    proposal = find(key, marked, context)
    assert proposal is not None
    assert proposal.refused is not None
    assert proposal.refused.ru
    return proposal.refused.en
