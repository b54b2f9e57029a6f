"""Keys of the rules that exist. Imports nothing heavy: the command line asks before anything is parsed."""

from __future__ import annotations

from bsl_pilot.review.files import file_names
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR
from bsl_pilot.text.words import fold

FAULTS = (PARSE_ERROR, QUERY_PARSE_ERROR)
"""Rules that the syntax itself checks."""


def is_known(key: str) -> bool:
    """Whether there is a rule of this key, in any letter case; loads none."""
    folded = fold(key)
    return folded in map(fold, (*FAULTS, "*")) or folded in (name.replace("_", "") for name in file_names())


def all_keys() -> tuple[str, ...]:
    """All keys as they are written; loads all rules."""
    from bsl_pilot.review.registry import rules  # noqa: PLC0415  (only for a mistake, or a list)

    return (*FAULTS, *rules())
