"""Rules with keys that projects know from elsewhere keep what these keys mean: kind, rank, where they run, parameters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bsl_pilot.review.registry import AnyRule
from bsl_pilot.text.words import fold

from tests.unit.review.test_rules import chosen

OF_OUR_OWN = {
    "MultilingualStringHasAllDeclaredLanguages": ["declaredLanguages"],
    "MultilingualStringUsingWithTemplate": ["declaredLanguages"],
}
"""Parameters without which configurations in other languages would get findings that are wrong."""
FACTS = Path(__file__).parents[4] / "shared" / "facts" / "rules.tsv"


def _rows() -> dict[str, dict[str, str]]:
    if not FACTS.is_file():
        return {}
    with FACTS.open(encoding="utf-8", newline="") as opened:
        return {row["key"]: row for row in csv.DictReader(opened, delimiter="\t")}


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not on this machine")
@pytest.mark.parametrize(
    "rule", [one for key, one in chosen().items() if key in _rows()], ids=lambda one: one.key
)
def test_rule_keeps_the_meaning_of_its_key(rule: AnyRule) -> None:
    row = _rows()[rule.key]
    assert rule.kind == row["type"]
    assert rule.rank == row["severity"]
    assert rule.on is (row["default_on"] == "yes")
    assert rule.language.value == row["scope"]
    assert {one.value for one in rule.modules} == set(filter(None, row["module_kinds"].split(",")))
    assert ".".join(map(str, rule.since)) == row["compat_from"]
    assert rule.minutes == int(row["minutes_to_fix"])
    names = [name for name, _ in rule.parameter_docs]
    ours = OF_OUR_OWN.get(rule.key, [])
    assert [one for one in names if one not in ours] == [one for one in row["parameters"].split(",") if one]
    assert [fold(one) for one in names] == [
        fold(one.replace("_", "")) for one in getattr(rule.parameters, "__annotations__", ())
    ]
