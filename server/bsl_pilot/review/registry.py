"""The rules that exist. They are imported when they are first asked for: a server must start without them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from bsl_pilot.review.files import PACKAGE, file_names
from bsl_pilot.review.rule import Rule
from bsl_pilot.text.words import fold

AnyRule = Rule


@cache
def rules() -> Mapping[str, AnyRule]:
    """All rules by key, ordered by it."""
    found = (import_module(f"{PACKAGE}.{name}").RULE for name in file_names())
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def rule(key: str) -> AnyRule | None:
    """The rule of this key, in any letter case; only its own file is imported."""
    name = _files().get(fold(key))
    if name is None:
        return None
    found: AnyRule = import_module(f"{PACKAGE}.{name}").RULE
    return found


@cache
def _files() -> Mapping[str, str]:
    """Files by folded key."""
    return {name.replace("_", ""): name for name in file_names()}
