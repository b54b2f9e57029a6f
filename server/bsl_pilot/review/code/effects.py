"""What may change when an expression is worked out once more, or not at all."""

from __future__ import annotations

from bsl_pilot.review.code.node import Node

CALLS = ("call", "method_call", "new_expression", "await_expression")
"""What runs other code."""


def is_harmless(node: Node | None) -> bool:
    """Whether nothing happens when an expression (or nothing) is worked out: it calls and makes nothing."""
    return node is None or next(node.below(*CALLS, "ERROR"), None) is None
