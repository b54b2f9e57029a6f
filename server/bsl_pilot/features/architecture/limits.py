"""Parts of a diagram: its heaviest calls, the surroundings of some nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bsl_pilot.features.architecture.model import Edge, Graph, Omitted


def heaviest(graph: Graph, top: int) -> Graph:
    """The first ``top`` edges with their nodes; what is left out is counted. 0 leaves everything, and so does a
    diagram that is small anyway."""
    if not top or max(len(graph.edges), len(graph.nodes)) <= top:
        return graph
    left = graph.edges[top:]
    shown = {*graph.focus, *_ends(graph.edges[:top])}
    omitted = Omitted(len(graph.nodes) - len(shown), len(left), sum(one.calls for one in left))
    return _renumbered(graph, graph.edges[:top], shown, graph.focus)._replace(omitted=omitted)


def around(graph: Graph, focus: Collection[int], depth: int) -> Graph:
    """Who calls the nodes of ``focus``, who calls those, and so on, ``depth`` calls far; likewise whom they call.

    Edges stand in the order of their distance, then of their weight: what is nearest is left out last.
    """
    found: dict[Edge, int] = {}
    for forward in (True, False):
        reached, last = set(focus), set(focus)
        for distance in range(depth):
            new = [one for one in graph.edges if (one.source if forward else one.target) in last]
            for one in new:
                found.setdefault(one, distance)
            last = {one.target if forward else one.source for one in new} - reached
            reached |= last
    edges = sorted(found, key=lambda edge: (found[edge], -edge.calls, edge))
    return _renumbered(graph, edges, {*focus, *_ends(edges)}, focus)


def _ends(edges: Iterable[Edge]) -> set[int]:
    return {end for one in edges for end in (one.source, one.target)}


def _renumbered(graph: Graph, edges: Iterable[Edge], nodes: Collection[int], focus: Collection[int]) -> Graph:
    kept = sorted(nodes)
    numbers = {old: new for new, old in enumerate(kept)}
    return Graph(
        graph.level,
        [graph.nodes[at] for at in kept],
        [Edge(numbers[one.source], numbers[one.target], one.calls) for one in edges],
        focus=frozenset(numbers[at] for at in focus),
    )
