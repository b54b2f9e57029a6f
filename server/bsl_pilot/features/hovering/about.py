"""What writers know besides the thing that they write about."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.text.positions import Span
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.model import UNKNOWN, Types
from bsl_pilot.types.ports import World


class About(NamedTuple):
    """The module in which somebody asks, the language of names there, and the word that is asked about."""

    inference: Inference
    names: TypeNames
    span: Span | None = None
    """Bytes of the word; None where none of the module is meant."""

    @property
    def world(self) -> World:
        """What surrounds the module."""
        return self.inference.world

    @property
    def word(self) -> str:
        """The word as written."""
        return self.inference.code.data[slice(*self.span)].decode("utf-8", "replace") if self.span else ""

    @property
    def held(self) -> Types:
        """What the word holds at its place."""
        return self.inference.at(self.span.start) if self.span is not None else UNKNOWN
