"""A diagram as Mermaid's flowchart.

Ids are ASCII (``n1``, ``s1``); every text is quoted, and what Mermaid or HTML would understand in it is written as
a numeric entity (``#34;``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count

from bsl_pilot.features.architecture.drawing import Cluster, clusters, title
from bsl_pilot.features.architecture.model import Graph
from bsl_pilot.locale import Locale

_SPECIAL = {"#", "&", "<", ">", '"', "`", "\\", "|", ";", "[", "]", "{", "}", "%", "$", "*", "~", "^", "="}
MAX_EDGES = 500
"""More edges Mermaid draws only where its page allows them."""


def as_mermaid(graph: Graph, locale: Locale) -> str:
    """The text of the diagram; ends with a line feed."""
    return "\n".join(_lines(graph, locale)) + "\n"


def _lines(graph: Graph, locale: Locale) -> Iterator[str]:
    yield from (
        "---",
        f"title: {json.dumps(title(graph, locale), ensure_ascii=False)}",
        "---",
        "flowchart LR",
    )
    yield from _boxes(graph, clusters(graph), locale, count(1), "  ")
    yield from (f"  n{one.source + 1} -->|{one.calls}| n{one.target + 1}" for one in graph.edges)
    if graph.focus:
        yield "  classDef focus stroke-width:4px"
        yield f"  class {','.join(f'n{at + 1}' for at in sorted(graph.focus))} focus"


def _boxes(graph: Graph, box: Cluster, locale: Locale, numbers: Iterator[int], indent: str) -> Iterator[str]:
    for at in box.nodes:
        yield f'{indent}n{at + 1}["{escaped(graph.nodes[at].name.to(locale))}"]'
    for inner in box.clusters.values():
        yield f'{indent}subgraph s{next(numbers)}["{escaped(inner.name)}"]'
        yield from _boxes(graph, inner, locale, numbers, indent + "  ")
        yield f"{indent}end"


def escaped(text: str) -> str:
    """A text that stands between quotes."""
    return "".join(f"#{ord(one)};" if one in _SPECIAL or not one.isprintable() else one for one in text)
