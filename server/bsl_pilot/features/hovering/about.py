"""What writers know besides the thing that they write about."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.ports import World


class About(NamedTuple):
    """The module in which somebody asks, and the language of names there."""

    inference: Inference
    names: TypeNames

    @property
    def world(self) -> World:
        """What surrounds the module."""
        return self.inference.world
