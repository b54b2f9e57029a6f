"""A diagram before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.project.metadata.view import MetadataView
    from bsl_pilot.project.root import RootKey
    from bsl_pilot.project.roots import Roots


class Level(StrEnum):
    """What a node is."""

    SUBSYSTEM = "subsystem"
    """A subsystem with the modules of its objects; of what has no configuration the folder."""
    OBJECT = "object"
    """An object of metadata with its modules; a module or a class of OneScript."""
    MODULE = "module"
    """A file."""


class Known(NamedTuple):
    """What is known of a workspace: what a diagram is made of."""

    resolver: Resolver
    roots: Roots
    of_root: Mapping[RootKey, MetadataView]


Chain = tuple[str, ...]
"""Names of subsystems from the top; where several projects lie side by side the project's comes first."""


class Node(NamedTuple):
    """A box of a diagram."""

    name: Text
    kind: str
    """``Subsystem``, ``Folder``, ``Rest`` (of a project: what is in no subsystem); English kind of an object
    (``Catalog``; ``Class``, ``Module`` of OneScript); kind of a module (``manager``, ``form``)."""
    within: Chain
    """The subsystems around it."""
    path: str
    """The file to open: a module, or the description of a subsystem; as the index writes paths; empty for none."""
    modules: int
    methods: int
    lines: int
    inner: int
    """Calls between its own modules."""


class Edge(NamedTuple):
    """Calls from one node to another, by their numbers in ``Graph.nodes``."""

    source: int
    target: int
    calls: int


class Omitted(NamedTuple):
    """What a diagram does not show, so that it can be read."""

    nodes: int = 0
    edges: int = 0
    calls: int = 0


class Graph(NamedTuple):
    """A diagram. Nodes are in the order of subsystems and names, edges from the heaviest to the lightest."""

    level: Level
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    omitted: Omitted = Omitted()
    focus: frozenset[int] = frozenset()
    """The nodes that were asked for; empty for a diagram of the whole workspace."""
