"""A diagram as JSON.

    {"version": 1,
     "level": "subsystem" | "object" | "module",
     "nodes": [{"id": "n1",
                "name": "Продажи",            in the user's language: "Справочник.Товары: модуль менеджера"
                "kind": "Subsystem",          or "Folder", "Rest" (in no subsystem); kind of the object ("Catalog");
                                              kind of the module ("manager")
                "subsystem": "Торговля.Продажи",  the one that it is, or is in; "" for none
                "path": "…",                  the file to open; "" for none
                "modules": 12, "methods": 340, "lines": 9000,
                "inner": 57,                  calls between its own modules
                "focus": false}],             whether it is what was asked for
     "edges": [{"from": "n1", "to": "n2", "calls": 17}],     the heaviest first
     "omitted": {"nodes": 0, "edges": 0, "calls": 0}}        what is not shown

Calls are those that name what they call: exported methods of common modules and managers, of modules and classes of a
OneScript library (``Новый Класс`` is a call).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bsl_pilot.features.architecture.model import Edge, Graph, Node
from bsl_pilot.locale import Locale


def as_document(
    graph: Graph, locale: Locale, more: Callable[[Node], dict[str, Any]] = lambda _node: {}
) -> dict[str, Any]:
    """The document; ``more`` gives members of a node besides those above."""
    return {
        "version": 1,
        "level": graph.level.value,
        "nodes": [
            {**_node(at, one, locale), **more(one), "focus": at in graph.focus}
            for at, one in enumerate(graph.nodes)
        ],
        "edges": [_edge(one) for one in graph.edges],
        "omitted": graph.omitted._asdict(),
    }


def _node(at: int, node: Node, locale: Locale) -> dict[str, Any]:
    return {
        "id": f"n{at + 1}",
        "name": node.name.to(locale),
        "kind": node.kind,
        "subsystem": ".".join(node.within),
        "path": node.path,
        "modules": node.modules,
        "methods": node.methods,
        "lines": node.lines,
        "inner": node.inner,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {"from": f"n{edge.source + 1}", "to": f"n{edge.target + 1}", "calls": edge.calls}
