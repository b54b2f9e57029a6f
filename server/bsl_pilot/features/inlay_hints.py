"""Inlay hints of a range: what readers would look up, shown where they read.

Names of parameters stand before literals by default: `Ложь, Истина, 2` says nothing, and there are few of them. Types
of variables are off by default: nearly every line of BSL assigns a variable, so they fill the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.hinting.hint import Hint
from bsl_pilot.features.hinting.parameters import ParameterHints, Which
from bsl_pilot.features.hinting.variables import variable_hints
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.types.infer import Inference


@dataclass(frozen=True, slots=True)
class HintOptions:
    """Which hints are wanted."""

    parameter_names: Which = "literals"
    variable_types: bool = False


def inlay_hints(
    document: Document, inference: Inference, span: Span, style: Style, options: HintOptions
) -> list[Hint]:
    """The hints in a range of bytes, in the order of the text."""
    about = About(inference, TypeNames(inference.world.catalogue, russian=russian(document, span.start)))
    return sorted(_hints(document, about, span, style, options), key=lambda one: one.offset)


def _hints(
    document: Document, about: About, span: Span, style: Style, options: HintOptions
) -> Iterator[Hint]:
    for part in document.parts:
        if part.start > span.end:
            return
        if part.end < span.start or part.body.kind == "comment":
            continue
        if options.parameter_names != "off":
            yield from ParameterHints(span, about, style, options.parameter_names).of(document, part)
        if options.variable_types:
            yield from variable_hints(document, part, span, about)
