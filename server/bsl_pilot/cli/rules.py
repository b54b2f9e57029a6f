"""``bsl-pilot rules``: the rules that ``check`` knows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from bsl_pilot.cli.parser import Parser
from bsl_pilot.locale import Locale, Text
from bsl_pilot.review.diagnose import severity_of
from bsl_pilot.review.registry import rules
from bsl_pilot.review.report import SEVERITIES
from bsl_pilot.review.rule import Rule
from bsl_pilot.review.syntax_rules import SYNTAX_RULES

_ABOUT = Text("Показывает все правила.", "Shows all rules.")
_JSON = Text("вывести как JSON", "print as JSON")
_TOTAL = Text(
    "Правил: {count}, включено по умолчанию: {on}, с исправлением: {fixes}.",
    "{count} rules, {on} on by default, {fixes} with a repair.",
)
_MARKS = Text("вкл", "on"), Text("испр", "fix")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Prints the list."""
    parser = Parser("rules", _ABOUT.to(locale), locale)
    parser.add_argument("--json", action="store_true", help=_JSON.to(locale))
    asked = parser.parse_args(arguments)
    if asked.lang:
        locale = Locale.of(asked.lang)
    every = sorted((*SYNTAX_RULES, *rules().values()), key=lambda one: one.key)
    sys.stdout.write(_as_json(every, locale) if asked.json else _as_text(every, locale))
    return 0


def _as_json(every: Iterable[Rule], locale: Locale) -> str:
    body = [
        {
            "key": one.key,
            "title": one.title.to(locale),
            "type": one.kind.value,
            "rank": one.rank.value,
            "severity": severity_name(one),
            "on": one.on,
            "fix": one.fix is not None,
            "minutes": one.minutes,
            "parameters": [name for name, _ in one.parameter_docs],
        }
        for one in every
    ]
    return json.dumps({"version": 1, "rules": body}, ensure_ascii=False, indent=1) + "\n"


def severity_name(one: Rule) -> str:
    """Severity of its findings where the settings don't say."""
    return SEVERITIES[severity_of(one.kind, one.rank) - 1]


def _as_text(every: Sequence[Rule], locale: Locale) -> str:
    width = max(len(one.key) for one in every)
    on, fix = (one.to(locale) for one in _MARKS)
    lines = [
        f"{one.key:{width}}  {severity_name(one):11}  {on if one.on else '':3}  "
        f"{fix if one.fix is not None else '':4}  {one.title.to(locale)}\n"
        for one in every
    ]
    total = _TOTAL.to(
        locale,
        count=len(every),
        on=sum(one.on for one in every),
        fixes=sum(one.fix is not None for one in every),
    )
    return "".join((*lines, "\n", total, "\n"))
