"""Mistakes in settings about rules are told, each in one clear line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.review.mistakes import mistakes
from bsl_pilot.settings import parse


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ({"select": ["selfassign", "*", "ParseError"]}, []),
        ({"select": ["SelfAsign"]}, ["check.select: there is no rule SelfAsign; did you mean SelfAssign?"]),
        ({"ignore": ["Ы"]}, ["check.ignore: there is no rule Ы"]),
        ({"also": ["Ы"]}, ["check.also: there is no rule Ы"]),
        ({"severity": {"Ы": "hint"}}, ["check.severity: there is no rule Ы"]),
        ({"per_path": {"src/*": ["Ы"]}}, ["check.per_path.src/*: there is no rule Ы"]),
        ({"parameters": {"Ы": {"a": 1}}}, ["check.parameters: there is no rule Ы"]),
        (
            {"parameters": {"linelength": {"maxLineLength": "много"}}},
            ["check.parameters.LineLength.maxLineLength: expected a whole number, got 'много'"],
        ),
        (
            {"parameters": {"ParseError": {"x": 1}}},
            ["check.parameters.ParseError.x: rule ParseError has no parameters"],
        ),
    ],
)
def test_each_mistake_is_told(check: Mapping[str, Any], expected: list[str]) -> None:
    settings, problems = parse({"check": check})
    assert problems == []
    assert [one.message(Locale.EN) for one in mistakes(settings.check)] == expected
