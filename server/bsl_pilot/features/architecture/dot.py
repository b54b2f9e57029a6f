"""A diagram in the language of Graphviz.

Ids are ASCII; every text is a quoted string, in which only ``"`` and the backslash have to be escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count

from bsl_pilot.features.architecture.drawing import Cluster, clusters, title
from bsl_pilot.features.architecture.model import Edge, Graph
from bsl_pilot.locale import Locale


def as_dot(graph: Graph, locale: Locale) -> str:
    """The text of the diagram; ends with a line feed."""
    return "\n".join(_lines(graph, locale)) + "\n"


def quoted(text: str) -> str:
    """A text as a string."""
    inside = "".join(one if one.isprintable() else " " for one in text)
    return '"' + inside.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(graph: Graph, locale: Locale) -> Iterator[str]:
    yield "digraph architecture {"
    yield f"  label={quoted(title(graph, locale))}; labelloc=t; rankdir=LR; compound=true;"
    yield '  node [shape=box, fontname="sans-serif"]; edge [fontname="sans-serif"];'
    yield from _boxes(graph, clusters(graph), locale, count(1), "  ")
    yield from (
        f"  n{one.source + 1} -> n{one.target + 1} [label={one.calls}, penwidth={_width(one)}];"
        for one in graph.edges
    )
    yield "}"


def _boxes(graph: Graph, box: Cluster, locale: Locale, numbers: Iterator[int], indent: str) -> Iterator[str]:
    for at in box.nodes:
        bold = ", penwidth=3" if at in graph.focus else ""
        yield f"{indent}n{at + 1} [label={quoted(graph.nodes[at].name.to(locale))}{bold}];"
    for inner in box.clusters.values():
        yield f"{indent}subgraph cluster_{next(numbers)} {{"
        yield f"{indent}  label={quoted(inner.name)};"
        yield from _boxes(graph, inner, locale, numbers, indent + "  ")
        yield f"{indent}}}"


def _width(edge: Edge) -> str:
    """One call is thin, a thousand are thick."""
    return f"{1 + math.log10(edge.calls):.1f}"
