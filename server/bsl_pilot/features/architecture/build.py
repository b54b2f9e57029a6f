"""The diagram of a whole workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bsl_pilot.features.architecture.homes import Home, Homes
from bsl_pilot.features.architecture.model import Edge, Graph, Known, Level, Node
from bsl_pilot.features.titles import object_title, title_of
from bsl_pilot.index.calls import module_calls
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import order_of
from bsl_pilot.text.words import fold

_OUTSIDE = Text("вне подсистем", "outside of subsystems")
_TOP = Text("(корень)", "(root)")

Key = tuple[str, ...]
"""What the modules of one node have in common, and those of no other."""


class _Box(NamedTuple):
    """A node that is being put together."""

    home: Home
    paths: list[str]


def default_level(known: Known) -> Level:
    """Subsystems where there are any, else modules."""
    has_any = any(one.names("Subsystem") for one in known.of_root.values())
    return Level.SUBSYSTEM if has_any else Level.MODULE


class Whole(NamedTuple):
    """A diagram of everything."""

    graph: Graph
    node_of: Mapping[str, int]
    """The node of each module."""


def whole(known: Known, level: Level) -> Whole:
    """All nodes, and all calls that `index.calls.module_calls` counts."""
    homes = Homes(known)
    boxes: dict[Key, _Box] = {}
    keys: dict[str, Key] = {}
    for path in sorted(known.resolver.view.paths()):
        home = homes.of(path)
        key = keys[path] = _key(known, level, path, home)
        boxes.setdefault(key, _Box(home, [])).paths.append(path)
    calls: Counter[tuple[Key, Key]] = Counter()
    for one in module_calls(known.resolver.view, known.resolver.modules):
        calls[keys[one.source], keys[one.target]] += one.calls
    nodes = {key: _node(known, level, box, calls[key, key]) for key, box in boxes.items()}
    ordered = sorted(nodes, key=lambda key: (_order(nodes[key]), key))
    numbers = {key: at for at, key in enumerate(ordered)}
    edges = [
        Edge(numbers[one], numbers[other], count) for (one, other), count in calls.items() if one != other
    ]
    edges.sort(key=lambda edge: (-edge.calls, edge))
    graph = Graph(level, [nodes[key] for key in ordered], edges)
    return Whole(graph, {path: numbers[key] for path, key in keys.items()})


def _key(known: Known, level: Level, path: str, home: Home) -> Key:
    if level is Level.SUBSYSTEM:
        return home.kind, *home.chain
    identity = known.resolver.modules.identity(path)
    if level is Level.OBJECT and identity is not None and identity.owner[0]:
        return identity.family, *identity.owner
    return (path,)


def _node(known: Known, level: Level, box: _Box, inner: int) -> Node:
    view, path = known.resolver.view, box.paths[0]
    module = known.resolver.modules.module(path)
    within = box.home.chain
    if level is Level.SUBSYSTEM:
        name, kind, path = _of_home(box.home), box.home.kind, box.home.path
    elif level is Level.OBJECT and module is not None and module.owner is not None:
        name, kind = object_title(module.owner), module.owner.kind
    else:
        name, kind = title_of(module, path), module.kind.value if module is not None else "unknown"
    sizes = [view.size(one) for one in box.paths]
    methods, lines = sum(size.methods for size in sizes), sum(size.lines for size in sizes)
    return Node(name, kind, within, path, len(box.paths), methods, lines, inner)


def _of_home(home: Home) -> Text:
    if home.kind == "Rest":
        return _OUTSIDE
    return Text(home.chain[-1], home.chain[-1]) if home.chain else _TOP


def _order(node: Node) -> tuple[tuple[str, ...], int, str]:
    return tuple(map(fold, node.within)), order_of(node.kind), fold(node.name.en)
