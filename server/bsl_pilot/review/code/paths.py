"""Whether control comes out at the end of statements, under assumptions that the control-flow graph does not make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bsl_pilot.review.code.node import LOOPS, Node

_LEAVING = frozenset(
    {"return_statement", "raise_statement", "break_statement", "continue_statement", "goto_statement"}
)


class Assumptions(NamedTuple):
    """What is taken for granted."""

    loops_run: bool
    """The body of a loop runs at least once."""
    branches_whole: bool
    """One of the branches of an `Если` without `Иначе` is taken."""


def comes_through(statements: Sequence[Node], assume: Assumptions) -> bool:
    """Whether some way leads past the last statement. Where `#Если` or `Перейти` leave it open, the answer is no."""
    return all(_passes(one, assume) for one in statements)


def _block(node: Node | None, assume: Assumptions) -> bool:
    return node is None or comes_through(node.children, assume)


def _passes(node: Node, assume: Assumptions) -> bool:
    kind = node.kind
    if kind in _LEAVING:
        return False
    if kind == "if_statement":
        return _if(node, assume)
    if kind == "try_statement":
        return _block(node.child("body"), assume) or _block(node.child("handler"), assume)
    return _loop(node, assume) if kind in LOOPS else True


def _if(node: Node, assume: Assumptions) -> bool:
    branches = [node, *(one for one in node.children if one.kind in ("elsif_clause", "else_clause"))]
    if branches[-1].kind != "else_clause" and not assume.branches_whole:
        return True
    return any(_block(one.child("body"), assume) for one in branches)


def _loop(node: Node, assume: Assumptions) -> bool:
    body, condition = node.child("body"), node.child("condition")
    endless = condition is not None and condition.bare.token("true") is not None
    if not endless and (not assume.loops_run or _block(body, assume)):
        return True
    leaving = ("break_statement",) if endless else ("break_statement", "continue_statement")
    return body is not None and any(one.inside(*LOOPS) is node for one in body.below(*leaving))
