"""What all drawings of a diagram share: texts, boxes around boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bsl_pilot.features.architecture.model import Chain, Graph, Level
from bsl_pilot.locale import Locale, Text

_TITLES = {
    Level.SUBSYSTEM: Text("Подсистемы и вызовы между ними", "Subsystems and the calls between them"),
    Level.OBJECT: Text("Объекты и вызовы между ними", "Objects and the calls between them"),
    Level.MODULE: Text("Модули и вызовы между ними", "Modules and the calls between them"),
}
_AROUND = Text("Кто вызывает и кого вызывает {names}", "Who calls {names}, and whom it calls")
_LEFT = Text("не показаны связи: {edges} (вызовы: {calls})", "links not shown: {edges} (calls: {calls})")
_LEFT_NODES = Text("не показаны узлы: {nodes}", "nodes not shown: {nodes}")
_NAMED = 3


@dataclass
class Cluster:
    """A subsystem with the nodes (by their numbers) and subsystems in it."""

    name: str = ""
    nodes: list[int] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)


def title(graph: Graph, locale: Locale) -> str:
    """What the diagram shows, and how much it does not show."""
    text = _TITLES[graph.level].to(locale)
    if graph.focus:
        names = [graph.nodes[at].name.to(locale) for at in sorted(graph.focus)]
        more = "…" if len(names) > _NAMED else ""
        text = _AROUND.to(locale, names=", ".join(names[:_NAMED]) + more)
    left = graph.omitted
    if left.edges:
        text += "; " + _LEFT.to(locale, edges=left.edges, calls=left.calls)
    if left.nodes:
        text += "; " + _LEFT_NODES.to(locale, nodes=left.nodes)
    return text


def clusters(graph: Graph) -> Cluster:
    """The nodes in the boxes of their subsystems; a subsystem itself stands in the one above, unless it has a box."""
    boxes = {chain for node in graph.nodes for chain in _above(_outer(graph, node.within))}
    top = Cluster()
    for at, node in enumerate(graph.nodes):
        chain = node.within if node.within in boxes else _outer(graph, node.within)
        box = top
        for name in chain:
            box = box.clusters.setdefault(name, Cluster(name))
        box.nodes.append(at)
    return top


def _outer(graph: Graph, chain: Chain) -> Chain:
    return chain[:-1] if graph.level is Level.SUBSYSTEM else chain


def _above(chain: Chain) -> Iterator[Sequence[str]]:
    return (chain[:end] for end in range(1, len(chain) + 1))
