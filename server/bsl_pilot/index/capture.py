"""Captures of tree-sitter queries as arrays: no object of ours per name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tree_sitter import Language, Node, Query, QueryCursor

from bsl_pilot.syntax.languages import BSL, SDBL

Offsets = NDArray[np.int64]

_FOLDER = Path(__file__).with_name("queries")


class Spans(NamedTuple):
    """Byte ranges, as two arrays of one length."""

    starts: Offsets
    ends: Offsets


@lru_cache(maxsize=2)
def _query(language: Language, name: str) -> Query:
    return Query(language, (_FOLDER / name).read_text(encoding="utf-8"))


def module_captures(root: Node) -> dict[str, list[Node]]:
    """The nodes that ``queries/module.scm`` names, by capture."""
    return QueryCursor(_query(BSL, "module.scm")).captures(root)


def query_captures(root: Node) -> dict[str, list[Node]]:
    """The nodes that ``queries/query.scm`` names, by capture."""
    return QueryCursor(_query(SDBL, "query.scm")).captures(root)


def spans(nodes: Sequence[Node]) -> Spans:
    """Byte ranges of the nodes, in their order."""
    starts = np.array([node.start_byte for node in nodes], np.int64)
    return Spans(starts, np.array([node.end_byte for node in nodes], np.int64))


def span_of(nodes: Sequence[Node]) -> Spans:
    """Byte ranges of the nodes, by start and each once."""
    found = spans(nodes)
    starts, first = np.unique(found.starts, return_index=True)
    return Spans(starts, found.ends[first])
