"""What a cursor is inside of, in the terms in which completion is wanted or not."""

from __future__ import annotations

from enum import StrEnum

from bsl_pilot.completion.post.types import Place
from bsl_pilot.syntax.context import Place as SyntaxPlace
from bsl_pilot.syntax.headers import HEADER

_REACH = 200
"""Lines of one comment that are looked at."""


class Surroundings(StrEnum):
    """Kinds of surroundings; the names are also the reasons for which the gate stays shut."""

    CODE = "code"
    QUERY = "query"
    STRING = "string"
    DOC_COMMENT = "doc_comment"
    COMMENT = "comment"
    DATE = "date"
    PREPROC = "preproc"


_OF_PLACE = {
    SyntaxPlace.CODE: Surroundings.CODE,
    SyntaxPlace.ANNOTATION: Surroundings.CODE,
    SyntaxPlace.QUERY: Surroundings.QUERY,
    SyntaxPlace.STRING: Surroundings.STRING,
    SyntaxPlace.COMMENT: Surroundings.COMMENT,
    SyntaxPlace.DATE: Surroundings.DATE,
    SyntaxPlace.PREPROC: Surroundings.PREPROC,
}


def surroundings(place: Place) -> Surroundings:
    """What the cursor of ``place`` is inside of."""
    kind = _OF_PLACE[place.context.place]
    if kind is Surroundings.COMMENT and _describes_method(place):
        return Surroundings.DOC_COMMENT
    return kind


def _describes_method(place: Place) -> bool:
    """Whether the cursor's comment stands alone on its line and ends right above a method."""
    if place.before.lstrip()[:2] != "//":
        return False
    text = place.document.text
    first = text.lines.line_of(place.offset) + 1
    for line in range(first, min(first + _REACH, len(text.lines))):
        if not text.lines.line_bytes(line).lstrip().startswith((b"//", b"&")):
            return HEADER.match(text.data, text.lines.starts[line]) is not None
        if HEADER.match(text.data, text.lines.starts[line]):
            return True  # an annotation on the line of the keyword
    return False
