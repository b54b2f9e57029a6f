"""Mistakes in the part of the settings that is about rules: keys of rules that don't exist, parameters that don't fit.

The command line tells them on the standard error output, the server to the editor.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from bsl_pilot.locale import Text
from bsl_pilot.review.keys import all_keys, is_known
from bsl_pilot.review.parameters import parsed
from bsl_pilot.review.syntax_rules import described
from bsl_pilot.settings import CheckSettings, Problem

_NO_RULE = Text("нет правила {key}", "there is no rule {key}")
_NEAREST = Text("нет правила {key}; может быть, {near}?", "there is no rule {key}; did you mean {near}?")


def mistakes(check: CheckSettings) -> list[Problem]:
    """Everything that is wrong, in the order of the settings. Loads the files of the rules that have parameters."""
    return [
        *_unknown("check.select", check.select),
        *_unknown("check.also", check.also),
        *_unknown("check.ignore", check.ignore),
        *_unknown("check.severity", check.severity),
        *(
            one
            for pattern, keys in check.per_path.items()
            for one in _unknown(f"check.per_path.{pattern}", keys)
        ),
        *_unknown("check.parameters", check.parameters),
        *_of_parameters(check),
    ]


def no_rule(key: str) -> Text | None:
    """What is to be said of a key that no rule has; None where one has it."""
    if is_known(key):
        return None
    near = difflib.get_close_matches(key, all_keys(), n=1)
    return _NEAREST.filled(key=key, near=near[0]) if near else _NO_RULE.filled(key=key)


def _unknown(place: str, keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        text = no_rule(key)
        if text is not None:
            yield Problem("", place, text)


def _of_parameters(check: CheckSettings) -> Iterator[Problem]:
    for key, values in check.parameters.items():
        known = described(key)
        for one in parsed(known.key, known.parameters, values)[1] if known is not None else ():
            yield Problem("", f"check.parameters.{known.key if known else key}.{one.name}", one.text)
