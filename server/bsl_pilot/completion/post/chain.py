"""The filters in their order."""

from __future__ import annotations

from bsl_pilot.completion.post.balance import block_balance
from bsl_pilot.completion.post.cut import cut_at_stop, first_line
from bsl_pilot.completion.post.duplicate import next_line_duplicate
from bsl_pilot.completion.post.indent import indentation
from bsl_pilot.completion.post.marks import model_marks
from bsl_pilot.completion.post.overlap import suffix_overlap
from bsl_pilot.completion.post.parse import parses
from bsl_pilot.completion.post.repetition import repetition
from bsl_pilot.completion.post.resolve import resolve
from bsl_pilot.completion.post.short import long_enough, not_endless
from bsl_pilot.completion.post.types import Draft, Filter, Filtered, Place

FILTERS: tuple[tuple[str, Filter], ...] = (
    ("long", not_endless),
    ("marks", model_marks),
    ("stop", cut_at_stop),
    ("line", first_line),
    ("balance", block_balance),
    ("overlap", suffix_overlap),
    ("duplicate", next_line_duplicate),
    ("repetition", repetition),
    ("indent", indentation),
    ("parse", parses),
    ("resolve", resolve),
    ("short", long_enough),
)
"""Names and filters in the order in which they run. The names are the reasons that are counted."""


def run(draft: Draft, place: Place) -> Filtered:
    """The draft after all filters, or the name of the one that dropped it; some 1 to 3 ms."""
    for name, judge in FILTERS:
        left = judge(draft, place)
        if left is None or not left.text.strip():
            return Filtered(None, name, draft.factor)
        draft = left
    return Filtered(draft.text, "", draft.factor, draft.replaces)
