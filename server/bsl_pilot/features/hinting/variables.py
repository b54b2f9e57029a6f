"""Types of variables where they get their first value, unless the value says it: `Строки`*: Массив*` = Найти();`."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.hinting.hint import Hint, HintKind
from bsl_pilot.features.hovering.about import About
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.parts import Part
from bsl_pilot.text.positions import Span
from bsl_pilot.types.code import Assigned, Element, Literal, New
from bsl_pilot.types.flow import flow_of

MOST_TYPES = 2
"""A longer union fills the line and says little."""


def variable_hints(document: Document, part: Part, span: Span, about: About) -> Iterator[Hint]:
    """The hints of one part for variables whose names end in `span`."""
    seen: set[str] = set()
    for start, end, name, definition in document.parts.fact(part, flow_of).variables:
        if name in seen:
            continue
        seen.add(name)
        at = part.start + end
        if not span.start <= at <= span.end or not isinstance(definition, Assigned | Element):
            continue
        if isinstance(definition, Assigned) and isinstance(definition.value, Literal | New):
            continue
        types = about.inference.at(part.start + start)
        shown = about.names.union(types)
        if shown and not types.partial and len(types.options) <= MOST_TYPES:
            yield Hint(at, f": {shown}", HintKind.TYPE)
