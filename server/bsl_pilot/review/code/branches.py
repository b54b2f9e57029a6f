"""Branches of an `Если` as ranges that a repair removes."""

from __future__ import annotations

from bsl_pilot.review.code.node import EXTRAS, Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.edits import comment_behind, line_start
from bsl_pilot.review.finding import Range


def range_of(clause: Node, code: Code) -> Range | None:
    """A branch from `ИначеЕсли` or `Иначе` to the end of its last statement, with the comment behind that; None where it
    can't go without more: a jump leads into it, a preprocessor line stands in it, or a comment above speaks of it."""
    end = _end(clause)
    behind = comment_behind(end, code)
    if behind is not None:
        end = behind.end
    inside = (one for one in code.of(*(EXTRAS - {"comment"}), "label") if clause.start <= one.start < end)
    if any(True for _ in inside) or _is_described(clause, code):
        return None
    return Range(clause.start, end)


def _end(clause: Node) -> int:
    """Where the last token of a branch ends that is no comment."""
    node = clause
    while node.children:
        kept = [one for one in node.children if one.kind not in EXTRAS]
        if not kept:
            break
        node = kept[-1]
    return node.end


def _is_described(clause: Node, code: Code) -> bool:
    """Whether a comment stands on the line above."""
    start = line_start(clause.start, code)
    above = code.data[line_start(max(start - 1, 0), code) : start].strip() if start else b""
    return above.startswith(b"//")
