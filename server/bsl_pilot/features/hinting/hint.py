"""An inlay hint before it becomes LSP's."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from bsl_pilot.features.signing.model import Way


class HintKind(IntEnum):
    """LSP's kinds."""

    TYPE = 1
    PARAMETER = 2


class Hint(NamedTuple):
    """A text shown at a byte of the module; of a parameter the way to call that it belongs to, and its number."""

    offset: int
    label: str
    kind: HintKind
    way: Way | None = None
    parameter: int = 0
