"""The occurrences of names in one module: which names, where, what they are used for, what stands before their dot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tree_sitter import Node

from bsl_pilot.index.capture import Offsets, Spans, span_of, spans
from bsl_pilot.index.kinds import Mark, Use
from bsl_pilot.index.names import Names

_CAPTURES = {
    "call": Use.CALL,
    "method": Use.METHOD,
    "property": Use.PROPERTY,
    "head": Use.HEAD,
    "type": Use.TYPE,
    "handler": Use.HANDLER,
}
_BRACKETS = np.frombuffer(b")]", np.uint8)
_DOT = re.compile(rb"(?:[ \t\r\n\f\v]|\xc2\xa0|//[^\r\n]*)*\.(?:[ \t\r\n\f\v]|\xc2\xa0|//[^\r\n]*)*")


class Uses(NamedTuple):
    """Rows of occurrences. ``kinds`` holds a `Use` and the `Mark`s; ``order`` is where a row stands in the module.

    A row that is linked follows the row of what stands before its dot. That order is nearly always that of the text;
    a row that is there for another one's sake (the module of a handler) has its place but not its order.
    """

    names: NDArray[np.int64]
    starts: Offsets
    kinds: NDArray[np.uint8]
    order: NDArray[np.int64]

    def sorted(self) -> Uses:
        """The rows in their order."""
        by_order = np.argsort(self.order, kind="stable")
        return Uses(self.names[by_order], self.starts[by_order], self.kinds[by_order], self.order[by_order])


def joined(several: Sequence[Uses]) -> Uses:
    """All rows, in their order."""
    return Uses(
        np.concatenate([one.names for one in several]),
        np.concatenate([one.starts for one in several]),
        np.concatenate([one.kinds for one in several]),
        np.concatenate([one.order for one in several]),
    ).sorted()


def rows(names: Sequence[int], starts: Sequence[int], kinds: Sequence[int], order: Sequence[int]) -> Uses:
    """Rows that were found one by one."""
    return Uses(
        np.array(names, np.int64),
        np.array(starts, np.int64),
        np.array(kinds, np.uint8),
        np.array(order, np.int64),
    )


def order_of(start: int) -> int:
    """The order of a row that stands where its name begins; the number before it is free."""
    return 2 * start + 1


def code_uses(data: bytes, captures: Mapping[str, list[Node]], names: Names) -> Uses:
    """The rows of names in code, strings left out."""
    found = [(use, spans(captures[name])) for name, use in _CAPTURES.items() if name in captures]
    if not found:
        return rows((), (), (), ())
    starts = np.concatenate([one.starts for _, one in found])
    ends = np.concatenate([one.ends for _, one in found])
    kinds = np.concatenate([np.full(len(one.starts), use, np.uint8) for use, one in found])
    by_start = np.argsort(starts, kind="stable")
    starts, ends, kinds = starts[by_start], ends[by_start], kinds[by_start]
    if "assigned" in captures:
        kinds[np.isin(starts, spans(captures["assigned"]).starts)] = Use.ASSIGNED
    kinds |= _links(data, starts, ends, (kinds >= Use.METHOD) & (kinds <= Use.ASSIGNED))
    numbers = [names[data[start:end]] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return Uses(np.array(numbers, np.int64), starts, kinds, 2 * starts + 1)


def _links(data: bytes, starts: Offsets, ends: Offsets, members: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Marks of the rows behind a dot: whether the row before is what stands there."""
    marks = np.zeros(len(starts), np.uint8)
    if not members.any():
        return marks
    before = np.concatenate(([0], ends[:-1]))
    text = np.frombuffer(data, np.uint8)
    plain = members & (starts - before == 1) & (text[np.minimum(before, len(text) - 1)] == ord("."))
    plain[0] = False  # nothing stands before it
    marks[members] = Mark.BEHIND
    marks[plain] = Mark.LINKED
    behind_bracket = (text[starts - 1] == ord(".")) & np.isin(text[starts - 2], _BRACKETS) & (starts > 1)
    in_doubt = np.flatnonzero(
        members & ~plain & ~behind_bracket
    )  # over several lines, or something that is no name
    for row, begin, end in zip(
        in_doubt.tolist(), before[in_doubt].tolist(), starts[in_doubt].tolist(), strict=True
    ):
        if row and _DOT.fullmatch(data, begin, end):
            marks[row] = Mark.LINKED
    return marks


def mark_locals(data: bytes, uses: Uses, captures: Mapping[str, list[Node]], names: Names) -> None:
    """Marks the heads of chains that are variables or parameters."""
    nodes = captures.get("local", ())
    module = [names[_variable_name(data, node)] for node in captures.get("variable", ())]
    if not nodes and not module:
        return
    methods = span_of(captures.get("definition", ()))
    local = spans(nodes)
    numbers = [
        names[data[start:end]] for start, end in zip(local.starts.tolist(), local.ends.tolist(), strict=True)
    ]
    width = len(names.folded)
    known = set((np.array(numbers, np.int64) + width * _method_of(methods, local.starts)).tolist())
    everywhere = frozenset(module)
    heads = np.flatnonzero(uses.kinds == Use.HEAD)
    keys = uses.names[heads] + width * _method_of(methods, uses.starts[heads])
    found = zip(keys.tolist(), uses.names[heads].tolist(), strict=True)
    marked = [key in known or name in everywhere for key, name in found]
    uses.kinds[heads[marked]] |= np.uint8(Mark.LOCAL)


def _variable_name(data: bytes, node: Node) -> bytes:
    name = node.child_by_field_name("name") or node
    return data[name.start_byte : name.end_byte]


def _method_of(methods: Spans, offsets: Offsets) -> Offsets:
    """The number of the method around each offset; -1 in the module's body."""
    if not len(methods.starts):
        return np.full(len(offsets), -1, np.int64)
    at = np.searchsorted(methods.starts, offsets, "right") - 1
    return np.where((at >= 0) & (offsets < methods.ends[at]), at, -1)
