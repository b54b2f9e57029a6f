"""All refactorings, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsl_pilot.features.refactor.action import Kind, Place, Proposal, Refactoring, Refused
from bsl_pilot.features.refactor.checked import checked
from bsl_pilot.features.refactor.describe_method import describe_method
from bsl_pilot.features.refactor.expand_structure import expand_structure
from bsl_pilot.features.refactor.extract_method import extract_method
from bsl_pilot.features.refactor.extract_variable import extract_variable
from bsl_pilot.features.refactor.inline_variable import inline_variable
from bsl_pilot.features.refactor.invert_if import invert_if
from bsl_pilot.features.refactor.sort_into_regions import sort_into_regions
from bsl_pilot.features.refactor.standard_regions import standard_regions
from bsl_pilot.features.refactor.to_template import to_template
from bsl_pilot.locale import Text
from bsl_pilot.text.snapshot import TextEdit

REFACTORINGS = (
    Refactoring("extract_method", Kind.EXTRACT, extract_method),
    Refactoring("extract_variable", Kind.EXTRACT, extract_variable),
    Refactoring("inline_variable", Kind.INLINE, inline_variable),
    Refactoring("invert_if", Kind.REWRITE, invert_if),
    Refactoring("to_template", Kind.REWRITE, to_template),
    Refactoring("expand_structure", Kind.REWRITE, expand_structure),
    Refactoring("describe_method", Kind.REWRITE, describe_method),
    Refactoring("standard_regions", Kind.SOURCE, standard_regions),
    Refactoring("sort_into_regions", Kind.SOURCE, sort_into_regions),
)

_BY_KEY = {one.key: one for one in REFACTORINGS}
_GONE = Text("Здесь этот рефакторинг невозможен", "This refactoring is not possible here")


def proposals(place: Place, wanted: Callable[[Kind], bool]) -> Iterator[tuple[Refactoring, Proposal]]:
    """What can be done at a place, of the wanted kinds; refused ones with their reasons among them."""
    for one in REFACTORINGS:
        proposal = one.find(place) if wanted(one.kind) else None
        if proposal is not None:
            yield one, proposal


def edits_of(place: Place, key: str) -> list[TextEdit]:
    """The edits of one refactoring at a place, in the order of the text; applying them adds no syntax error.

    Raises:
        Refused: there is no such refactoring, or it can't be done at this place.
    """
    found = _BY_KEY.get(key)
    proposal = found.find(place) if found is not None else None
    if proposal is None:
        raise Refused(_GONE)
    if proposal.refused is not None:
        raise Refused(proposal.refused)
    return checked(place.document, proposal.edits())
