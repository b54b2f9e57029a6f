"""The model that orders members: what is weighed of each candidate, and the weights."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """A member: its folded names in both languages, its name as written, and what it is: a field, a method of a
    module, something with parentheses, a procedure, a function, something that is listed for the type, something that
    is true or false."""

    names: tuple[str, str]
    label: str
    field: bool = False
    export: bool = False
    called: bool = False
    procedure: bool = False
    function: bool = False
    listed: bool = True
    boolean: bool = False


class Features(NamedTuple):
    """What the model weighs of a candidate; booleans are 0 or 1.

    The first twelve are shares (`shares.Shares`), weighed. Of what is told apart by how it is used, ``called`` is
    what has parentheses, ``assigned`` a property where a statement begins, and ``read`` one anywhere else.

    Attributes:
        recent_called: how near above the cursor the receiver was used with it.
        hinted: it is called what the line asks for (`hints.Hints`); ``like_…``: which part of their words is common.
        next: the field behind the one used last; ``previous``: the one before that used next.
        order: logarithm of the place in the list.
    """

    likely: float
    near_called: float
    near_read: float
    near_assigned: float
    far: float
    elsewhere: float
    similar: float
    anywhere: float
    habit: float
    sequel: float
    prequel: float
    context: float
    recent_called: float
    recent_read: float
    recent_assigned: float
    hinted: float
    like_hint: float
    like_line: float
    like_around: float
    like_method_called: float
    like_method_read: float
    next: float
    previous: float
    field_read: float
    field_assigned: float
    called_condition: float
    called_assigned: float
    boolean_condition: float
    boolean_other: float
    export: float
    procedure: float
    procedure_statement: float
    function_statement: float
    unlisted: float
    order: float


WEIGHTS = Features(
    likely=0.48,
    near_called=-0.26,
    near_read=-0.24,
    near_assigned=-0.12,
    far=0.23,
    elsewhere=-0.09,
    similar=0.13,
    anywhere=-0.05,
    habit=0.25,
    sequel=0.20,
    prequel=0.36,
    context=0.42,
    recent_called=0.47,
    recent_read=-0.27,
    recent_assigned=-0.50,
    hinted=0.95,
    like_hint=2.32,
    like_line=1.09,
    like_around=0.96,
    like_method_called=0.76,
    like_method_read=3.22,
    next=1.12,
    previous=1.93,
    field_read=1.12,
    field_assigned=0.91,
    called_condition=0.32,
    called_assigned=0.86,
    boolean_condition=1.26,
    boolean_other=-0.60,
    export=2.36,
    procedure=-2.52,
    procedure_statement=0.68,
    function_statement=-1.18,
    unlisted=0.17,
    order=-0.17,
)
"""Fitted by ``bench/fit_members.py`` to repositories that no evaluation looks at; `likely` goes first."""
