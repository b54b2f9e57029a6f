"""The diagram that somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bsl_pilot.features.architecture.build import default_level, whole
from bsl_pilot.features.architecture.dot import as_dot
from bsl_pilot.features.architecture.limits import around, heaviest
from bsl_pilot.features.architecture.mermaid import as_mermaid
from bsl_pilot.features.architecture.model import Graph, Known, Level
from bsl_pilot.features.architecture.naming import modules_named
from bsl_pilot.locale import Locale


class Format(StrEnum):
    """How a diagram is written."""

    MERMAID = "mermaid"
    DOT = "dot"
    JSON = "json"


READABLE = 60
"""Edges that a drawing shows unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question for a diagram."""

    format: Format = Format.MERMAID
    level: Level | None = None
    """None: subsystems of a configuration, else modules; modules around one that is asked for."""
    origin: str = ""
    """The module whose surroundings are wanted (`naming.modules_named`); empty for the whole workspace."""
    depth: int = 1
    top: int | None = None
    """Edges at most, the heaviest; 0 for all; None: all in JSON, else `READABLE`."""


def diagram(known: Known, wanted: Wanted) -> Graph:
    """The diagram.

    Raises:
        UsageError: there is no module of that name, or several.
    """
    top = wanted.top if wanted.top is not None else 0 if wanted.format is Format.JSON else READABLE
    if not wanted.origin:
        return heaviest(whole(known, wanted.level or default_level(known)).graph, top)
    paths = modules_named(known, wanted.origin)
    found = whole(known, wanted.level or Level.MODULE)
    focus = {found.node_of[path] for path in paths}
    return heaviest(around(found.graph, focus, wanted.depth), top)


def drawn(graph: Graph, wanted: Format, locale: Locale) -> str:
    """The text of a diagram that is to be drawn."""
    return as_dot(graph, locale) if wanted is Format.DOT else as_mermaid(graph, locale)
