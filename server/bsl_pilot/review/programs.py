"""The rules that the settings choose, made ready once for each kind of module."""

from __future__ import annotations

from functools import lru_cache

from bsl_pilot.review.parameters import ParameterProblem, parsed
from bsl_pilot.review.program import Chosen, Program
from bsl_pilot.review.registry import AnyRule, rule, rules
from bsl_pilot.review.rule import Need, On
from bsl_pilot.review.scene import Scene
from bsl_pilot.review.selection import EVERYTHING, Selection
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR

FAULTS = frozenset({PARSE_ERROR, QUERY_PARSE_ERROR})
"""Rules that the syntax itself checks (`features.diagnostics`)."""


@lru_cache(maxsize=64)
def program_of(selection: Selection, scene: Scene, knows: Need) -> Program:
    """The program of a selection for a scene; the same object for the same ones, so that what it found is known."""
    return Program(_chosen(selection), scene, knows)


@lru_cache(maxsize=64)
def workspace_program_of(selection: Selection, scene: Scene, knows: Need) -> Program:
    """Only the rules that ask the workspace: a server runs them where it is known."""
    return Program((one for one in _chosen(selection) if _asks_workspace(one.rule)), scene, knows)


def _asks_workspace(one: AnyRule) -> bool:
    return one.need > Need.TEXT or any(check.on is On.PROJECT for check in one.subscriptions)


@lru_cache(maxsize=16)
def _chosen(selection: Selection) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(one, parsed(one.key, one.parameters, selection.parameters_of(one.key))[0])
        for one in _wanted(selection)
    )


def _wanted(selection: Selection) -> list[AnyRule]:
    """The rules that run; where few are named, no other file is read."""
    if selection.select and EVERYTHING not in selection.select:
        named = (rule(key) for key in sorted(selection.select))
        return [one for one in named if one is not None and selection.includes(one.key)]
    return [one for one in rules().values() if selection.includes(one.key, on=one.on)]


def need_of(selection: Selection) -> Need:
    """What the chosen rules must know at most."""
    if EVERYTHING in selection.ignore:
        return Need.TEXT
    return max((one.rule.need for one in _chosen(selection)), default=Need.TEXT)


def problems_of(selection: Selection) -> list[tuple[str, ParameterProblem]]:
    """What is wrong with the parameters in the settings, by the rule's key."""
    found: list[tuple[str, ParameterProblem]] = []
    for key, values in selection.parameters:
        known = rule(key)
        if known is not None:
            found += ((known.key, one) for one in parsed(known.key, known.parameters, dict(values))[1])
    return found
