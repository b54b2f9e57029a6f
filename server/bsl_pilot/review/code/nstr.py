"""The inside of a literal text in several languages, `"ru = 'Да'; en = 'Yes'"`."""

from __future__ import annotations

import re
from typing import NamedTuple

from bsl_pilot.review.code.node import Node
from bsl_pilot.text.words import WORD_BYTES

_GAP = rb"(?:\s|\|)*"
_PART = re.compile(
    _GAP + rb"(?:" + WORD_BYTES + rb")" + _GAP + b"=" + _GAP
    + rb"(?:'(?P<single>(?:[^']|'')*)'|\"\"(?P<double>[^\"]*)\"\")" + _GAP
)  # fmt: skip


class Shape(NamedTuple):
    """The texts of a literal by their bytes, without quotes, and the byte where its shape breaks; -1 where it is whole."""

    texts: tuple[tuple[int, int], ...]
    broken: int


def shape_of(literal: Node) -> Shape:
    """What a literal in `НСтр` says."""
    data, at, end = literal.data, literal.start + 1, literal.end - 1
    texts: list[tuple[int, int]] = []
    while at < end:
        match = _PART.match(data, at, end)
        if match is None:
            rest = data[at:end].strip(b" \t\r\n|;")
            return Shape(tuple(texts), at if rest else -1)
        texts.append(match.span("single" if match["single"] is not None else "double"))
        at = match.end()
        if at < end and data[at : at + 1] != b";":
            return Shape(tuple(texts), at)
        at += 1
    return Shape(tuple(texts), -1)
