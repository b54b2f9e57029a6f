"""Which part of a method runs in the transaction that it begins, by the order of its text."""

from __future__ import annotations

from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.code.transactions import BEGIN, COMMIT, calls_of
from bsl_pilot.review.finding import Range


def transactions(code: Code) -> list[Range]:
    """From each begin to the next commit; a begin without one is left out, as is one inside of another."""
    begins = [one.node.end for one in calls_of(code, BEGIN)]
    if not begins:
        return []
    ends = [one.node.start for one in calls_of(code, COMMIT)]
    found: list[Range] = []
    for begin in begins:
        end = next((one for one in ends if one > begin), None)
        if end is not None and not (found and begin < found[-1].end):
            found.append(Range(begin, end))
    return found


def is_in(node: Node, spans: list[Range]) -> bool:
    """Whether a node stands in one of the parts, and not in the handler of an error inside of it."""
    return any(one.start <= node.start < one.end for one in spans)
